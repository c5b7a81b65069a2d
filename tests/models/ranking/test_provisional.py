import pytest

from models.ranking.provisional import with_provisional_offers
from tests.factory import company, offer, pool

NAMES = {"23.61": "Производство изделий из бетона", "41.20": "Строительство зданий"}


def provisional(*companies):
    return [o for o in with_provisional_offers(pool(*companies), NAMES).offers if o.provisional]


def test_a_company_that_tells_nothing_gets_one_of_its_own_words():
    silent = company(about="Льём плиты", okved2=("23.61",))
    (made,) = provisional(silent)
    assert (made.id, made.company_id) == (0, silent.id)
    assert (made.title, made.description) == ("Льём плиты", "Производство изделий из бетона")


def test_without_words_of_its_own_its_activities_speak():
    (made,) = provisional(company(okved2=("23.61", "41.20", "99.99")))
    assert made.title == "Производство изделий из бетона; Строительство зданий"


def test_with_nothing_at_all_its_name_is_left():
    assert provisional(company(name="Завод плит"))[0].title == "Завод плит"


def test_a_company_that_tells_gets_none():
    told = company(about="Льём плиты")
    assert provisional(told, offer(company=told)) == []


def test_an_outside_customer_gets_none():
    assert provisional(company(status="outside_customer", about="Строим дома")) == []


@pytest.mark.parametrize(
    ("okved2", "kind"),
    [
        ("01.11", "product"),
        ("33.12", "product"),
        ("41.20", "work"),
        ("46.73", "product"),
        ("71.12", "service"),
    ],
)
def test_its_kind_is_told_by_its_first_activity(okved2, kind):
    assert provisional(company(okved2=(okved2, "41.20")))[0].kind == kind


def test_what_was_told_is_left_as_it_is():
    told, silent = company(), company(about="Кран")
    own = offer(company=told)
    assert with_provisional_offers(pool(told, silent, own), NAMES).offers[0] == own
