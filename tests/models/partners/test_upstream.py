"""Suppliers of a company over everything that it needs."""

from models.demands.rankings import Rankings
from models.partners.proposal import explained
from models.partners.upstream import upstream
from tests.factory import company, offer, pool
from tests.models.partners.answers import BLOCKS, candidate, inferred, stated
from tests.models.worlds import PLACES, matcher_of

SUPPLIER = company(name="поставщик", status="prospect")


def proposals(*answers, joined=()):
    """Answers are (demand, candidates)."""
    found = dict(answers)
    return upstream(found, lambda demand: found[demand], frozenset(joined))


def told(proposal):
    return [(pair.demand.need.title, pair.probability) for pair in proposal.pairs]


def names(found):
    return [proposal.company.name for proposal in found]


def test_a_supplier_is_proposed_once_for_all_that_it_answers():
    cement, lime = stated("Цемент"), stated("Известь")
    (found,) = proposals(
        (cement, [candidate(SUPPLIER, cement, 0.96)]), (lime, [candidate(SUPPLIER, lime, 0.98)])
    )
    assert told(found) == [("Известь", 0.98), ("Цемент", 0.96)]
    assert (found.probability, found.grade, found.direction) == (0.98, "fits", "upstream")


def test_what_is_stated_stands_before_what_was_inferred_within_a_grade_and_only_there():
    cement, lime, sand = stated("Цемент"), inferred("Известь"), inferred("Песок")
    (found,) = proposals(
        (lime, [candidate(SUPPLIER, lime, 0.99)]),
        (cement, [candidate(SUPPLIER, cement, 0.96)]),
        (sand, [candidate(SUPPLIER, sand, 0.6, "clarify")]),
    )
    assert told(found) == [("Цемент", 0.96), ("Известь", 0.99), ("Песок", 0.6)]
    paste = stated("Паста")
    (better,) = proposals(
        (lime, [candidate(SUPPLIER, lime, 0.99)]), (paste, [candidate(SUPPLIER, paste, 0.6, "clarify")])
    )
    assert (told(better)[0], better.grade) == (("Известь", 0.99), "fits")


def test_an_input_that_staff_accepted_counts_as_stated():
    lime, cement = inferred("Известь", accepted=True), stated("Цемент")
    (found,) = proposals(
        (cement, [candidate(SUPPLIER, cement, 0.96)]), (lime, [candidate(SUPPLIER, lime, 0.99)])
    )
    assert told(found)[0] == ("Известь", 0.99)


def test_an_optional_input_makes_no_proposal_by_itself_and_never_decides_one():
    cranes, cement = inferred("Ремонт кранов", necessity="optional"), stated("Цемент")
    crane = (cranes, [candidate(SUPPLIER, cranes, 0.99)])
    assert proposals(crane) == []
    (found,) = proposals(crane, (cement, [candidate(SUPPLIER, cement, 0.6, "clarify")]))
    assert (told(found)[0], found.grade) == (("Цемент", 0.6), "clarify")


def test_an_optional_input_that_staff_accepted_makes_one():
    cranes = inferred("Ремонт кранов", necessity="optional", accepted=True)
    assert names(proposals((cranes, [candidate(SUPPLIER, cranes)]))) == ["поставщик"]


def test_grades_come_first_then_members_then_probability():
    cement = stated("Цемент")
    first, second = company(name="член"), company(name="вступает", status="joining")
    found = proposals(
        (
            cement,
            [
                candidate(second, cement, 0.97),
                candidate(SUPPLIER, cement, 0.99),
                candidate(first, cement, 0.96),
                candidate(company(name="неясно"), cement, 0.9, "clarify"),
            ],
        )
    )
    assert names(found) == ["член", "поставщик", "вступает", "неясно"]


def test_a_near_miss_is_not_proposed():
    cement = stated("Цемент")
    assert proposals((cement, [candidate(SUPPLIER, cement, 0.3, None)])) == []


def test_a_contract_is_told():
    cement = stated("Цемент")
    answers = (cement, [candidate(SUPPLIER, cement)])
    assert [p.contract for p in proposals(answers)] == [False]
    assert [p.contract for p in proposals(answers, joined={SUPPLIER.id})] == [True]


def test_reasons_are_of_the_best_pair_and_quote_both_texts():
    rankings = Rankings(matcher_of(pool(BLOCKS, SUPPLIER, offer("Цемент навалом", company=SUPPLIER))))
    found = upstream([stated("Цемент навалом")], lambda d: rankings.candidates(d.need), frozenset())
    shown = explained(found[0], PLACES)
    quotes = [(reason.need_quote, reason.offer_quote) for reason in shown.reasons]
    assert ("Цемент навалом", "Цемент навалом") in quotes
