import pytest

from data.references import places
from models.reading.request_title import request_title


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        (
            "Звонил Петров с Вторбетона, нужен песок карьерный, 300 кубов, до 15 декабря, на Ембаево",
            "песок карьерный",
        ),
        ("Требуется щебень фракции 5-20, 2 вагона, Тюмень.", "щебень фракции 5-20"),
        ("Нужна плитка толщиной 60 мм, серая, для двора", "плитка толщиной 60 мм, серая, для двора"),
        ("Нужно смонтировать линию, Тюмень", "Нужно смонтировать линию"),
        ("Ищем, кто смонтирует линию", "Ищем, кто смонтирует линию"),
        ("Нужен", "Нужен"),
        ("", ""),
    ],
)
def test_the_thing_is_named_without_what_has_a_field_of_its_own(sentence, title):
    assert request_title(sentence, places()) == title
