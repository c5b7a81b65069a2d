import pytest

from data.profiles import Need
from models.reading.talk import is_line


@pytest.mark.parametrize(
    "title",
    [
        "Кабель АВВГнг(А)-LS (5х4)",
        "Наконечник ТА 25-8-7 опрес. ГОСТ 9581-80 алюм.",
        "газоблок D500 на стены, 120 кубов",
        "нужен бетон М300 на фундамент",
        "Добрый день! Интересует песок карьерный",
    ],
)
def test_a_name_of_goods_is_a_line(title):
    assert is_line(Need(title=title))


@pytest.mark.parametrize(
    "title",
    [
        "Нужно смонтировать линию",
        "Чем спасать смесь в стужу",
        "Лопнул шланг. Ждём прямо у прилавка",
        "Застудили или дозрело?",
    ],
)
def test_what_is_told_in_sentences_is_no_line(title):
    assert not is_line(Need(title=title))


def test_a_need_with_a_description_is_no_line():
    assert not is_line(Need(title="Кабель ВВГ 3х2,5", description="По двору, два конца"))


def test_a_word_as_long_as_a_page_is_read_at_once():
    assert is_line(Need(title="ы" * 40_000))
