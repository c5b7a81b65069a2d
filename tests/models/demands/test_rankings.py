"""Offers ranked once for all who ask the same."""

from models.demands.rankings import Rankings
from tests.factory import company, need, offer, pool
from tests.models.worlds import matcher_of, suppliers

NEAR = company(name="близкий", municipality="Тюмень", region="Тюменская область")
FAR = company(name="далёкий", municipality="Казань", region="Республика Татарстан")
ASKER = company(name="спросивший")
WORLD = (
    NEAR,
    FAR,
    ASKER,
    offer("Цемент навалом", company=NEAR, radius_km=200),
    offer("Цемент навалом", company=FAR, radius_km=200),
    offer("Цемент навалом", company=ASKER),
)


def names(found):
    return [candidate.company.name for candidate in found if candidate.grade]


def rankings():
    return Rankings(matcher_of(pool(*WORLD)))


def test_the_answer_is_that_of_the_search():
    world = pool(*WORLD)
    asked = need("цемент навалом", place="Тюмень")
    searched = suppliers(world, asked)
    found = Rankings(matcher_of(world)).candidates(asked)
    assert [(c.company.id, c.grade) for c in found] == [
        (c.company.id, c.grade) for c in (*searched.matches, *searched.near_misses)
    ]


def test_the_askers_own_offers_are_left_out():
    assert "спросивший" not in names(rankings().candidates(need("цемент навалом", company=ASKER)))


def test_who_asks_the_same_elsewhere_gets_other_distances_out_of_one_ranking():
    known = rankings()
    assert "далёкий" not in names(known.candidates(need("цемент навалом", place="Тюмень")))
    assert "близкий" not in names(known.candidates(need("цемент навалом", place="Казань")))
    assert len(known) == 1


def test_an_offer_that_is_not_allowed_is_not_proposed():
    found = rankings().candidates(need("цемент навалом"), lambda offer: offer.company_id != NEAR.id)
    assert "близкий" not in names(found)
    assert "далёкий" in names(found)


def test_a_snapshot_with_the_same_offers_keeps_what_was_ranked():
    known = rankings()
    known.pairs(need("цемент навалом"))
    asked_more = matcher_of(pool(*WORLD, need("цемент навалом", company=ASKER), need("песок", company=NEAR)))
    assert len(known.following(asked_more)) == 1


def test_what_nobody_asks_for_any_more_is_forgotten():
    known = rankings()
    known.pairs(need("цемент навалом"))
    assert len(known.following(matcher_of(pool(*WORLD)))) == 0


def test_a_snapshot_with_other_offers_ranks_anew():
    known = rankings()
    known.pairs(need("цемент навалом"))
    assert len(known.following(matcher_of(pool(*WORLD, offer("Песок", company=NEAR))))) == 0
