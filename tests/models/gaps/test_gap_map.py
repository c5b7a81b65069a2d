from functools import partial

from models.candidates import explained
from models.demands.asked import need_demands
from models.demands.rankings import Rankings
from models.gaps.gap_map import chain_gaps
from models.gaps.slot_gap import Market, Showing
from tests import factory
from tests.models.gaps.candidates import names
from tests.models.worlds import PLACES, SCORER, matcher_of

INITIATOR = factory.company(name="Инициатор")
ALPHA, BETA = factory.company(name="Альфа"), factory.company(name="Бета", status="prospect")
GAMMA, BUILDER = factory.company(name="Гамма"), factory.company(name="Застройщик Тюмени")


def selling(company, title="Известь негашёная молотая", **fields):
    """An offer of lime: 100 t a month, half of it sold."""
    sold = {"capacity_per_month": 100, "utilisation_percent": 50, "unit": "т"}
    return factory.offer(title, company, **sold | fields)


def slot(title="Известь негашёная молотая", **fields):
    return factory.slot(title, **{"volume_per_month": 60, "unit": "т"} | fields)


def gaps_of(*offers_and_needs, slots, max_candidates=5):
    """The map of one project with these slots, over a pool of these offers and needs."""
    pool = factory.pool(INITIATOR, ALPHA, BETA, GAMMA, BUILDER, *offers_and_needs)
    rankings = Rankings(matcher_of(pool))
    market = Market(
        pool.company_by_id, list(need_demands(pool)), lambda d: rankings.candidates(d.need), SCORER.shown
    )
    chain = factory.chain(factory.project(*slots, product="Газоблок", initiator_id=INITIATOR.id))
    return chain_gaps(chain, market, Showing(max_candidates, partial(explained, places=PLACES)))


def only_slot(*offers, slot, **options):
    (project,) = gaps_of(*offers, slots=[slot], **options).projects
    return project.slots[0]


def test_a_slot_is_filled_by_two_single_source_by_one_and_open_by_none():
    slots = [slot(filled_by=(ALPHA.id, BETA.id)), slot(filled_by=(ALPHA.id,)), slot()]
    gaps = gaps_of(selling(ALPHA), slots=slots)
    assert [gap.state for gap in gaps.projects[0].slots] == ["filled", "single_source", "open"]
    assert [gaps.count(state) for state in ("filled", "single_source", "open")] == [1, 1, 1]


def test_a_filled_slot_needs_nobody_more():
    gap = only_slot(selling(ALPHA), slot=slot(filled_by=(BETA.id, INITIATOR.id)))
    assert (gap.candidates, gap.near_misses, gap.team) == ((), (), None)


def test_whoever_fills_a_slot_shows_its_offer_for_it_if_it_has_one():
    gap = only_slot(
        selling(ALPHA, "Песок"), selling(ALPHA), slot=slot(filled_by=(ALPHA.id, BETA.id), basis="contract")
    )
    alpha, beta = gap.fillers
    assert (alpha.company, alpha.basis, alpha.pair.pair.offer.title) == (
        ALPHA,
        "contract",
        "Известь негашёная молотая",
    )
    assert (beta.company, beta.basis, beta.pair) == (BETA, "contract", None)


def test_candidates_of_a_single_source_slot_are_others_than_the_one():
    gap = only_slot(selling(ALPHA), selling(BETA), slot=slot(filled_by=(ALPHA.id,)))
    assert names(gap.candidates) == ["Бета"]


def test_the_initiator_supplies_itself_nothing():
    gap = only_slot(selling(INITIATOR), selling(BETA), slot=slot())
    assert names(gap.candidates) == ["Бета"]


def test_shown_candidates_have_reasons_and_the_others_are_counted():
    gap = only_slot(selling(ALPHA), selling(BETA), slot=slot(), max_candidates=1)
    assert names(gap.candidates) == ["Альфа"]  # members first
    assert gap.num_candidates == 2
    assert gap.candidates[0].reasons


def test_near_misses_tell_what_they_fail_and_only_where_nobody_fits():
    far = selling(ALPHA, "Известь для побелки садовых деревьев и бордюров", okpd2="23.52.10")
    alone = only_slot(far, slot=slot("Известь негашёная молотая строительная навалом в силос"))
    assert (alone.state, alone.candidates) == ("open", ())
    assert names(alone.near_misses)[0] == "Альфа"
    assert alone.near_misses[0].fails
    beside = only_slot(far, selling(BETA), slot=slot())
    assert names(beside.candidates) == ["Бета"]
    assert beside.near_misses == ()


def test_no_more_than_three_near_misses_are_told():
    offers = [selling(factory.company(), "Цемент") for _ in range(5)]
    assert len(only_slot(*offers, slot=slot()).near_misses) == 3


def test_coverage_is_of_fillers_of_the_first_candidate_and_of_all():
    gap = only_slot(
        selling(ALPHA, utilisation_percent=80),
        selling(BETA, utilisation_percent=70),
        selling(GAMMA, utilisation_percent=90),
        slot=slot(filled_by=(ALPHA.id,)),
    )
    assert gap.coverage.fillers.text == "хватает на 33 %"
    assert gap.coverage.best.text == "хватает на 16 %"  # Гамма is a member, Бета a prospect
    assert gap.coverage.together.text == "хватает на 66 %"


def test_without_candidates_there_is_no_coverage_by_them():
    coverage = only_slot(slot=slot()).coverage
    assert (coverage.fillers, coverage.best, coverage.together) == (None, None, None)


def test_two_candidates_that_together_suffice_are_a_team():
    gap = only_slot(selling(ALPHA), selling(BETA, "Известь негашёная молотая в мешках"), slot=slot())
    assert gap.team.by == "volume"
    assert names(gap.team.members) == ["Альфа", "Бета"]
    assert [member.volume for member in gap.team.members] == [50, 10]


def test_beside_the_one_who_fills_a_slot_a_team_covers_only_the_rest():
    gap = only_slot(
        selling(ALPHA), selling(BETA), selling(GAMMA), slot=slot(filled_by=(ALPHA.id,), volume_per_month=130)
    )
    assert names(gap.team.members) == ["Гамма", "Бета"]
    assert [member.volume for member in gap.team.members] == [50, 30]


def test_how_much_is_missing_beside_an_unknown_capacity_nobody_knows():
    unknown = selling(ALPHA, utilisation_percent=None)
    gap = only_slot(
        unknown,
        selling(BETA),
        selling(GAMMA),
        slot=slot(filled_by=(ALPHA.id,), volume_per_month=100),
    )
    assert gap.coverage.fillers.state == "unknown"
    assert gap.team is None


def test_units_that_do_not_convert_are_no_crash():
    gap = only_slot(selling(ALPHA, unit="шт."), slot=slot())
    assert gap.coverage.best.text == "неизвестно: единицы «шт.» и «т» не сводятся"
    assert gap.team is None


def test_kilograms_cover_tonnes():
    gap = only_slot(selling(ALPHA, unit="кг", capacity_per_month=60_000), slot=slot())
    assert gap.coverage.best.text == "хватает на 50 %"


def test_a_slot_of_two_things_is_given_by_two_companies():
    film, tape = selling(ALPHA, "Плёнка"), selling(BETA, "Лента")
    gap = only_slot(film, tape, slot=slot("Плёнка и лента"))
    assert gap.team.by == "scope"
    assert [(m.company.name, m.parts) for m in gap.team.members] == [
        ("Альфа", ("Плёнка",)),
        ("Бета", ("лента",)),
    ]


def test_consumers_are_the_trades_of_the_recipe_and_those_who_ask_for_the_product():
    need = factory.need("Газоблок D500 на стены", BUILDER, kind="product")
    own = factory.need("Газоблок D400", INITIATOR, kind="product")
    work = factory.need("Газоблок положить", BUILDER, kind="work")
    (project,) = gaps_of(need, own, work, slots=[]).projects
    assert "застройщик" in project.consumers.trades
    assert [(one.company.name, one.need) for one in project.consumers.asking] == [("Застройщик Тюмени", need)]


def test_a_chain_without_projects_is_an_empty_map():
    pool = factory.pool(ALPHA, selling(ALPHA))
    market = Market(pool.company_by_id, [], lambda demand: [], SCORER.shown)
    gaps = chain_gaps(factory.chain(), market, Showing(5, lambda candidate: candidate))
    assert (gaps.projects, gaps.count("open")) == ((), 0)


def test_a_project_without_an_initiator_is_asked_for_by_nobody():
    pool = factory.pool(ALPHA, selling(ALPHA))
    rankings = Rankings(matcher_of(pool))
    market = Market(pool.company_by_id, [], lambda d: rankings.candidates(d.need), SCORER.shown)
    gaps = chain_gaps(factory.chain(factory.project(slot())), market, Showing(5, lambda found: found))
    assert gaps.projects[0].initiator is None
    assert names(gaps.projects[0].slots[0].candidates) == ["Альфа"]
