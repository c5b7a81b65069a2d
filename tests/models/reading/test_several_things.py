"""The things that one pasted text asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.references import places
from models.reading.request_draft import read_request
from models.reading.several_things import several_things

LIST = """Стройтрест. Заявка на ноябрь:
1. Бетон М300 — 120 м3
2. Арматура А500С 12 мм — 8 т
3. Песок мытый — 200 т
Доставка в Тюмень, срок до 25 ноября."""


@pytest.mark.parametrize(
    ("text", "things"),
    [
        (LIST, ("Бетон М300 — 120 м3", "Арматура А500С 12 мм — 8 т", "Песок мытый — 200 т")),
        (
            "Нужен бетон М300 40 кубов, а ещё арматура А500С 5 тонн и кирпич М150 10 тыс. шт. Всё в Тобольск",
            ("Нужен бетон М300 40 кубов", "арматура А500С 5 тонн", "кирпич М150 10 тыс. шт."),
        ),
        (
            "надо 2 поддона кирпича и 3 мешка клея. адрес ул. Ленина",
            ("надо 2 поддона кирпича", "3 мешка клея"),
        ),
        ("Нужны:\n- опалубка щитовая\n- виброрейка\n- срок: до пятницы", ("опалубка щитовая", "виброрейка")),
    ],
)
def test_lines_of_a_list_and_clauses_with_an_amount_are_things(text, things):
    assert several_things(text) == things


@pytest.mark.parametrize(
    "text",
    [
        "арматура А500С диаметром 12 мм, 25 тонн, доставка г. Ишим, до 15 декабря",
        "Нужен цемент, 60 т в месяц, первая партия 20 т",
        "Плитка 1200 м2, толщина 60 мм, в мешках 25 кг, до 1 декабря",
        "бетон М300 и насос",
        "",
    ],
)
def test_one_thing_with_its_size_and_conditions_is_one(text):
    assert several_things(text) == ()


def test_each_draft_is_about_its_thing_and_shares_place_and_term():
    for thing, volume in zip(several_things(LIST), (120, 8, 200), strict=True):
        found = read_request(LIST, places(), about=thing)
        assert (found.title, found.volume, found.place, found.due) == (
            thing.split(" —")[0],
            volume,
            "Тюмень",
            "до 25 ноября",
        )
        assert "Доставка в Тюмень" in found.description
        assert not any(other in found.description for other in several_things(LIST))


@given(
    st.lists(
        st.sampled_from(["бетон 5 т", ", ", " и ", "\n- ", "1. ", ". ", "до 5 мая", "песок"]), max_size=20
    )
)
def test_every_thing_stands_in_the_text(pieces):
    text = "".join(pieces)
    assert all(thing in " ".join(text.split()) for thing in several_things(text))


def test_a_pasted_document_is_taken_apart_in_time():
    assert len(several_things("песок 5 т, " * 5_000)) <= 20
