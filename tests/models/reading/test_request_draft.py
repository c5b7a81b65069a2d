"""A need read out of what people paste: calls, letters, messenger texts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.references import places
from models.reading.request_draft import MAX_TITLE, read_request
from tests.factory import company

ASKER = company(name="ООО «Стройтрест»", inn="7707083893", code="К-17")
CALL = (
    "Добрый день! Это Иван из ООО «Стройтрест», звонил вчера. Нам на объект в Ялуторовске нужен бетон М300, "
    "40 кубов до конца месяца. Тел. +7 912 345-67-89"
)
LETTER = """От: Пётр <petr@example.org>
Тема: Re: заявка

Здравствуйте, коллеги.
Прошу рассмотреть заявку:
Щебень 5-20 — 200 т
Песок мытый — 100 т
Доставка в г. Тюмень.

С уважением,
Пётр Петров, ООО «Стройтрест»
8(3452)12-34-56"""
PIECES = [
    "нужен ",
    "бетон М300",
    "40 кубов",
    "\n",
    ". ",
    "Тюмень",
    " +7 912 345-67-89 ",
    " a@b.ru ",
    ":",
    "ß",
    "  ",
]


def read(text, *companies):
    return read_request(text, places(), companies or (ASKER,))


def one_line(text):
    return " ".join(text.split())


def test_a_call_note_becomes_a_need_with_all_its_fields():
    found = read(CALL)
    assert found.title == "бетон М300"
    assert found.description == ""
    assert (found.volume, found.unit, found.place, found.due) == (40, "м³", "Ялуторовск", "до конца месяца")
    assert (found.kind, found.company_id) == ("product", ASKER.id)


def test_a_letter_is_read_without_its_head_and_signature():
    found = read(LETTER)
    assert found.title == "Щебень 5-20"
    assert found.description.split("\n")[-2:] == ["Песок мытый — 100 т", "Доставка в г. Тюмень."]
    assert (found.volume, found.unit, found.place) == (200, "т", "Тюмень")
    assert not re.search("Пётр|уважением|Здравствуйте|3452", found.title + found.description)


def test_lines_that_a_mail_program_broke_are_one_sentence():
    text = (
        "Нужна тротуарная плитка вибропрессованная толщиной 60 мм, серая,\nдля двора школы.\nОплата по факту."
    )
    assert read(text).title.endswith("60 мм, серая, для двора школы")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ремонт башенного крана в Тобольске", "work"),
        ("Нужна перевозка щебня самосвалами", "service"),
        ("купим вибропресс", "equipment"),
        ("Что-то непонятное", None),
    ],
)
def test_the_kind_is_guessed_from_the_words(text, kind):
    assert read(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "ИНН 7707083893, нужен песок",
        "песок для К-17",
        "это СТРОЙТРЕСТ, нужен песок",
        "Стройтрест просит песок",
    ],
)
def test_who_asks_is_known_by_inn_code_or_name_without_the_legal_form(text):
    assert read(text).company_id == ASKER.id


SHORT_NAMES = [company(name="АО «Притобольский стройтрест № 4»"), company(name="ООО «Вторбетон Мыс»")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Звонили с Вторбетона, нужен щебень 20 т", 1),
        ("Письмо от Стройтреста: песок 100 т", 0),
        ("обратился ООО «Вторбетон», нужен песок", 1),
    ],
)
def test_who_speaks_is_known_by_a_word_that_only_its_name_has(text, place):
    assert read(text, *SHORT_NAMES).company_id == SHORT_NAMES[place].id


def test_a_word_of_two_names_or_one_that_is_asked_for_names_nobody():
    other = company(name="ООО «Стройтрест Восток»")
    assert read("Письмо от Стройтреста: песок 100 т", *SHORT_NAMES, other).company_id is None
    assert read("Нужен Вторбетон 20 т", *SHORT_NAMES).company_id is None
    assert read("плиты из вторбетона, 20 т", *SHORT_NAMES).company_id is None


def test_of_two_names_the_longer_one_counts_and_an_inn_more_than_both():
    long, short = company(name="АО «Завод Кварц Сибирь»"), company(name="Кварц", inn="7728168971")
    assert read("Завод Кварц Сибирь ищет песок", short, long).company_id == long.id
    assert read("Завод Кварц Сибирь, ИНН 7728168971", short, long).company_id == short.id


@pytest.mark.parametrize("text", ["нужен кирпич", "стройтрестовский песок", "код 17"])
def test_a_word_of_the_trade_is_no_company(text):
    assert read(text, company(name="Кирпич", code="17"), ASKER).company_id is None


def test_who_introduces_himself_says_nothing_of_the_matter_unless_he_asks():
    assert read("Вас беспокоит Иван. Щебень 5-20, 200 т").description == ""
    assert read("Это Стройтрест, нужен щебень").title == "щебень"
    assert "Это серая плитка" in read("Нужна плитка. Это серая плитка толщиной 60 мм").description


@pytest.mark.parametrize("text", ["", " \n", "Здравствуйте!", "+7 912 345-67-89", "С уважением, Иван"])
def test_a_text_without_matter_proposes_nothing_of_greetings_and_phones(text):
    found = read(text)
    assert not re.search(r"\d{3}|Здравствуйте", found.title + found.description)


def test_a_sentence_too_long_for_a_title_is_told_whole_below():
    text = "нужен " + "бетон " * 200
    found = read(text)
    assert len(found.title) <= MAX_TITLE
    assert one_line(found.description) == one_line(text)


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=20).map("".join)))
def test_whatever_is_pasted_every_text_proposed_stands_in_it(text):
    found, whole = read(text), one_line(text)
    for told in (*found.title.split(", "), found.due or "", *found.description.split("\n")):
        assert one_line(told) in whole


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_no_phone_and_no_mail_address_goes_into_the_need(pieces):
    found = read("".join(pieces))
    assert not re.search("345-67-89|a@b", found.title + found.description)


def test_a_pasted_document_is_read_in_time():
    read(("нужен бетон М300 40 кубов в Тюмень, +7 912 345-67-89. " * 2_000) + "a" * 50_000)
