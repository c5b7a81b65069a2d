"""Rankings that a process wrote down for the next one."""

from dataclasses import replace

import pytest

from models.demands.kept_rankings import KeptRankings
from models.matcher import Matcher
from tests.factory import company, need, offer, pool
from tests.models.worlds import SCORER, matcher_of

SELLER = company(name="продавец")
ASKED = need("цемент навалом")


@pytest.fixture
def matcher():
    return matcher_of(pool(SELLER, offer("Цемент навалом", company=SELLER), offer("Песок", company=SELLER)))


@pytest.fixture
def kept(tmp_path, matcher):
    kept = KeptRankings(tmp_path / "rankings")
    rankings = kept.of(matcher)
    rankings.candidates(ASKED)
    kept.keep(rankings)
    return kept


def names(rankings, asked=ASKED):
    return [(c.company.name, c.probability) for c in rankings.candidates(asked)]


def test_the_next_process_answers_the_same_without_ranking(kept, matcher, monkeypatch):
    ranked = names(KeptRankings(kept._folder / "none").of(matcher))
    monkeypatch.setattr(Matcher, "offer_rows", None)
    found = kept.of(matcher)
    assert names(found) == ranked and not found.has_news


def test_what_was_not_asked_before_is_ranked_and_kept_with_it(kept, matcher):
    more = kept.of(matcher)
    more.candidates(need("песок"))
    assert more.has_news
    kept.keep(more)
    assert len(kept.of(matcher)._kept) == 1  # of what this process asked; the file is no archive


def test_another_scorer_ranks_anew(kept, matcher):
    other = Matcher(matcher.snapshot, None, replace(SCORER, intercept=-1.0), matcher.places)
    assert not kept.of(other)._kept


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive at all"])
def test_a_damaged_file_counts_as_none(kept, matcher, content):
    (file,) = kept._folder.glob("*.npz")
    file.write_bytes(content)
    assert names(kept.of(matcher)) == names(KeptRankings(kept._folder / "none").of(matcher))


def test_a_newer_snapshot_takes_the_place_of_the_one_before(kept, matcher):
    newer = replace(matcher.snapshot, name="новее")
    rankings = kept.of(Matcher(newer, None, SCORER, matcher.places))
    rankings.candidates(ASKED)
    kept.keep(rankings)
    assert [file.stem for file in kept._folder.glob("*.npz")] == ["новее"]
