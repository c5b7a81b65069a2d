"""The latest figures: the newest file that can be read, or none."""

import json
import os

import pytest

from service.quality.evaluation import latest_evaluation

FOUND = {"mean": 0.7, "low": 0.6, "high": 0.8}
TARGET = {"title": "Демо", "bound": 0.9, "at_most": False, "found": FOUND, "verdict": "не достигнуто"}
MISSING = {"title": "Набор", "bound": 0.8, "at_most": False, "found": None, "verdict": "не измерено"}


def report(folder, name="e5", seconds=1000.0, **changed):
    folder.mkdir(parents=True, exist_ok=True)
    figures = {"model": {"name": name}, "targets": [TARGET, MISSING], "skipped": ["наборы"]} | changed
    path = folder / "evaluation.json"
    path.write_text(json.dumps(figures), encoding="utf-8")
    os.utime(path, (seconds, seconds))
    return folder


def test_measured_targets_are_told_with_their_intervals(tmp_path):
    found = latest_evaluation([report(tmp_path)])
    assert [(t.title, t.mean, t.low, t.high, t.bound) for t in found.targets] == [
        ("Демо", 0.7, 0.6, 0.8, 0.9)
    ]
    assert found.skipped == ("наборы",)


def test_the_newest_of_several_is_taken(tmp_path):
    old, new = report(tmp_path / "a", "old", 1000), report(tmp_path / "b", "new", 2000)
    assert latest_evaluation([new, old]).encoder == "new"


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"model": 5, "targets": [1], "skipped": []}', b"\xff"]
)
def test_a_file_that_cannot_be_read_is_passed_over(tmp_path, content):
    good = report(tmp_path / "a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "evaluation.json").write_bytes(content)
    assert latest_evaluation([good, tmp_path / "b", tmp_path / "none"]).encoder == "e5"
    assert latest_evaluation([tmp_path / "b"]) is None
