"""What to ask a supplier, made of what nobody knows yet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.explaining.questions import MAX_QUESTIONS, about_delivery, about_property, about_volume, questions
from models.explaining.reason import Reason
from models.explaining.reasons import reasons
from models.ranking.agreements import Pair
from tests.factory import company, need, offer
from tests.models.worlds import PLACES

WORDS = ("газоблок", "D500", "B2,5", "аренда", "крана", "ремонт", "Тюмень", "М300", "600х300х200", "не надо")
TRADE = st.lists(st.sampled_from(WORDS)).map(" ".join)


def asked(need_, offer_, company_=None):
    return questions(reasons(Pair(need_, offer_, company_ or company()), PLACES))


def test_an_unknown_grade_a_place_and_a_volume_are_asked():
    wanted = need("Газоблок D500", place="Ялуторовск", volume=120, unit="м³", due="до 10 декабря")
    found = asked(wanted, offer("Газоблок стеновой"), company(municipality="Тюмень"))
    assert found[0] == "Плотность — D500?"
    assert found[1].startswith("Возите ли в Ялуторовск, около 7")
    assert found[2] == "Есть ли 120 м³ к сроку?"


def test_what_is_met_or_in_conflict_asks_nothing():
    assert asked(need("Газоблок D500"), offer("Газоблок D500")) == []
    assert asked(need("Газоблок D500"), offer("Газоблок D400")) == []


def test_a_company_without_offers_is_asked_whether_it_supplies_the_thing():
    assert asked(need("Саженцы"), offer("Питомник", provisional=True)) == ["Поставляете ли вы «Саженцы»?"]


@pytest.mark.parametrize(
    ("name", "wanted", "question"),
    [
        ("Плотность", "D500", "Плотность — D500?"),
        ("Вид", "Экструзионная", "Вид — «экструзионная»?"),
        ("Вид (кран)", "шаровой", "Вид (кран) — «шаровой»?"),
        ("Марка краски", "ПФ", "Марка краски — ПФ?"),
        ("SDR", "11", "SDR — 11?"),
    ],
)
def test_a_property_is_asked_as_people_talk(name, wanted, question):
    assert about_property(name, wanted) == question


@pytest.mark.parametrize(
    ("place", "kind", "question"),
    [
        ("Тюмень", "product", "Возите ли в Тюмень?"),
        ("Нижняя Тавда, ул. Мира", "material", "Возите ли в Нижнюю Тавду?"),
        ("Винзили", "work", "Выезжаете ли в Винзили?"),
    ],
)
def test_goods_are_carried_and_people_come(place, kind, question):
    assert about_delivery(place, kind) == question


def test_a_volume_without_a_term_asks_for_the_term():
    assert about_volume(need(volume=12000.5, unit="шт.")) == "Есть ли 12\u00a0000,5 шт. и к какому сроку?"


def test_a_question_is_asked_once_and_there_are_not_too_many():
    many = [Reason("a", "unknown", "", question=str(n)) for n in range(99)]
    assert questions([many[0], many[0]]) == ["0"]
    assert len(questions(many)) == MAX_QUESTIONS


@settings(max_examples=100, deadline=None)
@given(TRADE, TRADE, st.booleans(), st.sampled_from(["23.61.11", "23.51.12", "24.10", None]))
def test_every_unknown_reason_has_a_question_or_another_asks_the_same(wanted, offered, provisional, code):
    subject = need(wanted or "?", kind="service", okpd2="23.61.11", place="Ялуторовск", volume=5.0, unit="м³")
    offer_ = offer(offered or "?", okpd2=code, provisional=provisional)
    found = reasons(Pair(subject, offer_, company(municipality="Тюмень")), PLACES)
    silent = {r.feature for r in found if r.state == "unknown" and not r.question}
    assert silent <= ({"shared_words"} if provisional else set())
    assert all(r.question is None for r in found if r.state != "unknown")
