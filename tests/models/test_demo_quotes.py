"""Every demo need against the offers that suit it: each quote stands word for word in its text."""

import pytest

from models.explaining.reasons import reasons
from models.ranking.agreements import Pair
from models.reading.circumstances import completed
from models.reading.text import need_text, offer_text
from tests.models.worlds import PLACES
from training.judged_needs import demo_judged_needs
from training.pools import demo_pool

STRIDE = 100


@pytest.fixture(scope="module")
def pairs():
    """Each judged need with the offers of whom it is judged for; each need with a few others."""
    pool = demo_pool()
    by_code = {}
    for offer in pool.offers:
        company = pool.company_by_id[offer.company_id]
        by_code.setdefault(company.code, []).append((offer, company))
    found = []
    for judged in demo_judged_needs():
        need = completed(judged.need, PLACES)
        for code in (*judged.suits, *judged.mistakes):
            found += [(judged.code, Pair(need, *own)) for own in by_code.get(code, ())]
    for n, need in enumerate(pool.needs):
        offers = pool.offers[n % STRIDE :: STRIDE]
        found += [(f"need {need.id}", Pair(need, o, pool.company_by_id[o.company_id])) for o in offers]
    return found


def test_every_quote_of_every_reason_stands_in_its_text(pairs):
    assert len({code for code, _ in pairs}) > 500
    wrong = []
    for code, pair in pairs:
        for reason in reasons(pair, PLACES):
            if (reason.need_quote or "") not in need_text(pair.need):
                wrong.append((code, reason.feature, reason.need_quote))
            if (reason.offer_quote or "") not in offer_text(pair.offer):
                wrong.append((code, reason.feature, reason.offer_quote))
    assert wrong == []


def test_every_need_has_a_reason_with_words_of_both_texts(pairs):
    quoting = {code for code, pair in pairs for r in reasons(pair, PLACES) if r.need_quote and r.offer_quote}
    assert {code for code, _ in pairs} - quoting == set()


def test_every_conflict_that_the_texts_tell_quotes_at_least_one_of_them(pairs):
    told = {"same_specification", "same_purpose", "not_refused", "same_condition"}
    for code, pair in pairs:
        for reason in reasons(pair, PLACES):
            if reason.state == "conflict" and reason.feature in told:
                assert reason.need_quote or reason.offer_quote, (code, reason)
