"""Snapshots that are kept: what their manifests say, and which of them may answer again."""

import json

import pytest

from models.kept_snapshots import kept_snapshots, publish_again
from models.publishing import current_name
from models.snapshot import SnapshotError, load_snapshot
from tests.models.test_snapshot import ENCODER, build, world


@pytest.fixture
def two(tmp_path):
    """A folder with an older and the published snapshot."""
    return tmp_path, build(tmp_path, world(revision=4)), build(tmp_path, world(revision=5))


def test_manifests_are_told_newest_first(two):
    root, old, new = two
    found = kept_snapshots(root)
    assert [(kept.name, kept.revision, kept.is_published) for kept in found] == [
        (new, 5, True),
        (old, 4, False),
    ]
    sizes = [path.stat().st_size for path in (root / new).rglob("*") if path.is_file()]
    assert found[0].num_bytes == sum(sizes) - (root / new / "manifest.json").stat().st_size
    assert found[0].counts == {"companies": 2, "offers": 2, "needs": 1}


def test_an_earlier_one_answers_again(two):
    root, old, _ = two
    publish_again(root, old, ENCODER.identity)
    assert current_name(root) == old
    assert load_snapshot(root, ENCODER.identity).pool.revision == 4


@pytest.mark.parametrize("name", ["nothing", "..", "", ".building-x"])
def test_only_what_is_kept_can_be_named(two, name):
    root, _, new = two
    with pytest.raises(SnapshotError):
        publish_again(root, name, ENCODER.identity)
    assert current_name(root) == new


def test_a_damaged_one_stays_out(two):
    root, old, new = two
    (root / old / "pool.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SnapshotError, match="повреждён"):
        publish_again(root, old, ENCODER.identity)
    assert current_name(root) == new


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", json.dumps({"files": {"a": {}}}).encode()])
def test_a_manifest_that_cannot_be_read_is_left_out(two, manifest):
    root, old, new = two
    (root / old / "manifest.json").write_bytes(manifest)
    assert [kept.name for kept in kept_snapshots(root)] == [new]


def test_a_folder_without_snapshots_keeps_none(tmp_path):
    assert kept_snapshots(tmp_path) == []
