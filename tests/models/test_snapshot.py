"""Snapshots: whole or not at all."""

import json
import threading

import numpy as np
import pytest

from models.publishing import current_name
from models.snapshot import (
    SnapshotError,
    build_snapshot,
    load_snapshot,
    published_revision,
    remove_old,
    verify,
)
from tests.factory import company, need, offer, pool
from tests.models.words_encoder import WordsEncoder

ENCODER = WordsEncoder()


def world(revision=1):
    maker = company(id=1, name="завод")
    return pool(
        maker,
        company(id=2, name="молчун", about="ремонт кранов"),
        offer("бетон М500", company=maker, id=5),
        need("арматура А500С", company=maker, id=6),
        revision=revision,
    )


class Embedding:
    """A fake whose vectors of records are made by a function."""

    def __init__(self, encode):
        self.encode = encode
        self.encode_queries = ENCODER.encode_queries


def build(root, of=None, encoder=ENCODER, vectors=None):
    return build_snapshot(root, of or world(), encoder.identity, vectors or encoder, {})


def load(root):
    return load_snapshot(root, ENCODER.identity)


def files_of_a_snapshot(root):
    name = build(root)
    return sorted(p.relative_to(root / name) for p in (root / name).rglob("*") if p.is_file())


@pytest.fixture
def built(tmp_path):
    build(tmp_path)
    return tmp_path


def test_what_was_built_is_what_is_loaded(built):
    snapshot = load(built)
    assert snapshot.name == current_name(built)
    assert snapshot.pool.companies == world().companies
    assert [o.title for o in snapshot.pool.offers] == ["бетон М500", "ремонт кранов"]
    assert (len(snapshot.offers), len(snapshot.needs)) == (2, 1)
    assert published_revision(built) == snapshot.pool.revision == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: b"",
        lambda data: data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :],
        lambda data: data + b" ",
        None,
    ],
    ids=["truncated", "emptied", "one bit changed", "longer", "gone"],
)
def test_no_file_may_be_truncated_changed_or_gone(tmp_path, damage):
    files = files_of_a_snapshot(tmp_path)
    folder = tmp_path / current_name(tmp_path)
    assert len(files) > 15
    for file in files:
        before = (folder / file).read_bytes()
        if damage is None:
            (folder / file).unlink()
        elif damage(before) == before:
            continue
        else:
            (folder / file).write_bytes(damage(before))
        if file.name == "manifest.json" and damage and damage(before).strip() == before.strip():
            continue  # white space after JSON changes nothing
        with pytest.raises(SnapshotError, match="повреждён"):
            load(tmp_path)
        (folder / file).write_bytes(before)
    load(tmp_path)


@pytest.mark.parametrize(
    "change", [{"revision": 2}, {"name": "другой"}, {"files": {}}, {"counts": {}}, {"extra": 1}]
)
def test_a_manifest_that_still_reads_but_was_changed_is_refused(built, change):
    path = built / current_name(built) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(SnapshotError, match="повреждён"):
        load(built)


@pytest.mark.parametrize("manifest", ["[]", "null", "{}", '"text"', "{", "\x00", '{"format": 2}'])
def test_a_manifest_that_is_something_else_is_refused(built, manifest):
    (built / current_name(built) / "manifest.json").write_text(manifest)
    with pytest.raises(SnapshotError):
        load(built)
    assert published_revision(built) is None


def test_a_pointer_that_cannot_be_read_is_one_line(built):
    (built / "CURRENT").unlink()
    (built / "CURRENT").mkdir()
    with pytest.raises(SnapshotError, match="не читается"):
        load(built)
    assert published_revision(built) is None


def test_another_format_is_refused_and_told_to_be_rebuilt(built):
    path = built / current_name(built) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 0}))
    with pytest.raises(SnapshotError, match=r"старого формата.*service build"):
        load(built)
    assert published_revision(built) is None


def test_another_encoder_is_refused_with_both_names(built):
    with pytest.raises(SnapshotError, match=r"\(words\), нужен другой"):
        load_snapshot(built, WordsEncoder("другой").identity)


@pytest.mark.parametrize("current", [b"", b"no-such", b"..", b"\xff\xfe", b"\x00", b"a" * 5000, None])
def test_a_current_that_leads_nowhere_is_refused(built, current):
    (built / "CURRENT").unlink()
    if current is not None:
        (built / "CURRENT").write_bytes(current)
    with pytest.raises(SnapshotError):
        load(built)


def test_current_is_the_name_and_nothing_is_left_beside(built):
    name = build(built)
    assert (built / "CURRENT").read_text() == name
    assert [p.name for p in built.iterdir() if p.name.startswith(".")] == []


def test_current_is_replaced_whole_under_readers(tmp_path):
    names, seen, stop = {build(tmp_path)}, set(), threading.Event()

    def read():
        while not stop.is_set():
            seen.add(current_name(tmp_path))

    reader = threading.Thread(target=read)
    reader.start()
    names |= {build(tmp_path) for _ in range(8)}
    stop.set()
    reader.join()
    assert seen <= names


def test_a_build_that_fails_leaves_the_old_one_and_no_rubbish(built):
    before = sorted(p.name for p in built.iterdir())

    def broken(texts):
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        build(built, world(revision=2), vectors=Embedding(broken))
    assert sorted(p.name for p in built.iterdir()) == before
    assert load(built).pool.revision == 1


def test_a_build_whose_golden_query_fails_is_not_published(tmp_path):
    """The first offer has no words, and its vector points elsewhere once it is asked for."""
    maker = company(id=1)
    crowd = pool(maker, offer("", company=maker), *(offer(f"бетон {n}", company=maker) for n in range(12)))

    def fickle(texts):
        rows = np.eye(64, dtype=np.float32)[: len(texts)]
        return -rows if texts == [""] else rows

    with pytest.raises(SnapshotError, match="не находит само себя"):
        build(tmp_path, crowd, vectors=Embedding(fickle))
    assert current_name(tmp_path) is None


def test_an_empty_pool_is_built_verified_and_loaded(tmp_path):
    build(tmp_path, pool())
    snapshot = load(tmp_path)
    verify(snapshot, ENCODER.encode_documents)
    assert (len(snapshot.offers), len(snapshot.needs)) == (0, 0)


def test_only_the_newest_are_kept_and_the_published_one_always(tmp_path):
    names = [build(tmp_path) for _ in range(5)]
    (tmp_path / "CURRENT").write_text(sorted(names)[0])
    assert sorted(remove_old(tmp_path, 2)) == sorted(names)[1:3]
    load(tmp_path)
