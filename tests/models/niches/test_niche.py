"""Small worlds where a shared word is the meaning: the fake encoder knows no other."""

import pytest

from models.candidates import Candidate
from models.demands.demand import Demand, of_need
from models.demands.rankings import Rankings
from models.niches.niche import find_niches
from models.niches.unmet import Unmet, unmet
from models.retrieval.moments import Moments
from tests.factory import company, need, offer, pool
from tests.models.worlds import ENCODER, PLACES, matcher_of

COSINES = Moments(0.0, 0.2)  # equal texts are 5 deviations nearer than the mean
ASKERS = [company(id=id_, name=f"Заказчик {id_}") for id_ in (1, 2, 3)]
ONE, OTHER, THIRD = ASKERS
SELLER = company(id=9, name="Кирпичный завод", municipality="Тюмень")
BRICK = offer("Кирпич керамический", SELLER, radius_km=50)


def niches_of(*profiles):
    """Niches of a world of ASKERS and the seller of bricks."""
    made = pool(*ASKERS, SELLER, BRICK, *profiles)
    rankings = Rankings(matcher_of(made))
    lacking = unmet(map(of_need, made.needs), lambda demand: rankings.candidates(demand.need))
    return find_niches(lacking, PLACES, ENCODER.encode_queries, COSINES)


def test_what_one_company_asks_in_vain_is_an_unmet_need():
    (found,) = niches_of(need("Автоклав проходной", ONE))
    assert (found.title, found.companies, found.is_niche) == ("Автоклав проходной", 1, False)


def test_what_two_companies_ask_in_vain_is_a_niche():
    (found,) = niches_of(need("Автоклав проходной", ONE), need("автоклав проходной", OTHER))
    assert (found.companies, found.is_niche, len(found.demands)) == (2, True, 2)


def test_two_needs_of_one_company_are_still_an_unmet_need():
    (found,) = niches_of(need("Автоклав проходной", ONE), need("Автоклав проходной", ONE))
    assert (found.companies, found.is_niche, len(found.demands)) == (1, False, 2)


def test_what_somebody_supplies_is_no_unmet_need():
    assert niches_of(need("Кирпич керамический", ONE)) == ()


def test_who_comes_nearest_says_what_it_fails():
    (found,) = niches_of(need("Кирпич керамический", ONE, place="Омск"))
    assert found.nearest[0].company == SELLER
    assert "Возят только до 50 км" in found.nearest[0].fails


def test_a_company_that_has_confirmed_nothing_does_not_meet_a_need_but_is_told():
    silent = company(id=8, name="Молчун", about="Ремонт башенных кранов")
    (found,) = niches_of(silent, need("Ремонт башенных кранов", ONE, kind="service"))
    assert [candidate.company for candidate in found.unconfirmed] == [silent]
    assert silent not in [candidate.company for candidate in found.nearest]


def test_volumes_places_codes_and_imports_of_a_niche_are_put_together():
    (found,) = niches_of(
        need("Автоклав проходной", ONE, volume=2, unit="шт.", place="Тюмень", imported=True),
        need("Автоклав проходной", OTHER, volume=3, unit="шт.", place="Ишим", okpd2="25.29.11.160"),
    )
    assert [(v.amount, v.unit) for v in found.volumes] == [(5, "шт.")]
    assert (found.places, found.okpd2, found.imported) == (("Тюмень", "Ишим"), "25.29.11.160", 1)


def test_place_and_volume_told_in_the_text_count_too():
    (found,) = niches_of(need("Автоклав проходной, 3 шт., в Тобольск", ONE))
    assert [(v.amount, v.unit) for v in found.volumes] == [(3, "шт.")]
    assert found.places == ("Тобольск",)


def test_the_most_asked_comes_first_then_what_has_a_volume_then_the_alphabet():
    found = niches_of(
        need("Бадья", ONE),
        need("Автоклав", ONE),
        need("Щебень мытый", ONE, volume=5, unit="т"),
        need("Якорь", OTHER),
        need("якорь", THIRD),
    )
    assert [niche.title.casefold() for niche in found] == ["якорь", "щебень мытый", "автоклав", "бадья"]


def test_the_id_is_the_same_whatever_the_order_of_demands_and_another_for_others():
    asked = [need("Автоклав проходной", ONE), need("Автоклав проходной", OTHER)]

    def id_of(*needs):
        lacking = [Unmet(of_need(one), ()) for one in needs]
        return find_niches(lacking, PLACES, ENCODER.encode_queries, COSINES)[0].id

    assert id_of(*asked) == id_of(*reversed(asked))
    assert id_of(*asked) != id_of(asked[0])


def test_a_slot_without_an_initiator_is_asked_by_nobody_known():
    slots = [Demand("slot", need("Автоклав проходной"), id_) for id_ in (1, 2)]
    (found,) = find_niches([Unmet(s, ()) for s in slots], PLACES, ENCODER.encode_queries, COSINES)
    assert (found.companies, found.is_niche) == (0, False)


@pytest.mark.parametrize("grade", ["fits", "clarify"])
def test_a_demand_that_fits_somebody_or_needs_a_question_is_met(grade):
    demand = of_need(need("Кирпич", ONE))
    assert unmet([demand], lambda _: [Candidate(SELLER, 0.5, grade, ())]) == []


def test_a_demand_with_unconfirmed_candidates_and_near_misses_only_is_not():
    demand = of_need(need("Кирпич", ONE))
    found = (Candidate(SELLER, 0.5, "little_data", ()), Candidate(SELLER, 0.1, None, ()))
    assert unmet([demand], lambda _: list(found)) == [Unmet(demand, found)]


def test_nothing_asked_gives_no_niches():
    assert find_niches([], PLACES, ENCODER.encode_queries, COSINES) == ()
