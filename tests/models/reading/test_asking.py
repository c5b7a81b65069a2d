import pytest

from data.profiles import Need
from data.references import places
from models.reading.asking import asking_end
from models.reading.circumstances import core_text


@pytest.mark.parametrize(
    "text",
    [
        "нужен песок карьерный",
        "Ищем песок карьерный",
        "Срочно требуется песок карьерный",
        "Добрый день! Интересует песок карьерный",
        "Здравствуйте, просим Вас предложить песок карьерный",
        "Нам нужен песок карьерный, 300 кубов, до конца месяца",
    ],
)
def test_what_asks_is_no_part_of_what_is_asked_for(text):
    assert core_text(Need(title=text), places()) == "песок карьерный"


@pytest.mark.parametrize("text", ["", "нужен", "Нужно смонтировать линию", "ищейка", "Песок, нужен сегодня"])
def test_a_text_without_a_wish_before_a_thing_begins_at_its_beginning(text):
    assert asking_end(text) == 0
