from dataclasses import replace

import pytest

from data.tables.pool import CompanyRow, NeedRow
from service.access import COMMAND_LINE, Caller
from service.coaching.words import asked_told, missing_word, use_told
from service.errors import NotFoundError
from tests.service.web.conftest import Pool
from tests.service.words_decide import WORDS_DECIDE, let_words_decide


@pytest.fixture
def services(services):
    return let_words_decide(services, replace(WORDS_DECIDE, shown=0.15))  # near is who is proposed


@pytest.fixture
def pool(services):
    return Pool(services)


def of(services, pool, code, caller=COMMAND_LINE):
    return services.coaching.for_company(caller, pool.company(code).id)


def member(pool, code):
    return Caller("user:9", "member", company_id=pool.company(code).id)


def asks(pool, **values):
    asked = {"kind": "product", "visibility": "private"} | values
    for title in ("Бетон М500 F200", "Бетон М500 F200 на фундамент"):
        pool.add(NeedRow, company_id=pool.company("trest").id, **({"title": title} | asked))
    pool.rebuild()


def test_what_needs_near_an_offer_ask_is_advised_with_the_value(services, pool):
    asks(pool)
    (first, *_) = of(services, pool, "beton").advice
    assert (first.offer.title, missing_word(first.missing)) == ("Бетон товарный М500", "Морозостойкость")
    assert (asked_told(first), use_told(first)) == (
        "спрашивают: F200",
        "об этом спрашивают по 2\u00a0потребностям",
    )


def test_who_tells_no_offers_is_advised_to_tell_some(services, pool):
    coached = of(services, pool, "krany")
    assert (coached.advice, coached.is_unknown) == ((), True)


def test_a_private_need_of_others_does_not_shine_through(services, pool):
    asks(pool)
    assert of(services, pool, "beton", member(pool, "beton")).advice == ()


def test_a_need_that_the_cluster_sees_counts_for_a_member_too(services, pool):
    asks(pool, visibility="cluster")
    assert len(of(services, pool, "beton", member(pool, "beton")).advice) == 1


def test_where_an_unnamed_asker_is_does_not_shine_through(services, pool):
    asks(pool, visibility="cluster", place="Тобольск")
    values = {"municipality": None}
    services.pool_entry.update(COMMAND_LINE, CompanyRow, pool.company("beton").id, values)
    pool.rebuild()
    told = of(services, pool, "beton", member(pool, "beton")).advice
    assert ("municipality", ("Тюменская область",)) in {(a.missing.field, a.values) for a in told}
    assert "Тобольск" not in str(told)
    assert "Тобольск" in str(of(services, pool, "beton").advice)


def test_a_member_asks_about_itself_only(services, pool):
    with pytest.raises(NotFoundError):
        of(services, pool, "okna", member(pool, "beton"))
