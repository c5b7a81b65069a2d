"""The PDF of a shortlist: pages, fonts, texts of any kind."""

import io

import pytest
from pypdf import PdfReader

from service.shortlists.paper import HEADS, Paper
from service.shortlists.pdf_file import shortlist_pdf

ROW = (
    ("1",),
    ("ООО «Ёлка»",),
    ("подходит",),
    ("Газоблок D500",),
    ("✓ Плотность: D500",) * 8,
    ("Есть ли?",),
    ("КП получено 28.11.2026",),
    (4_200_000.0,),
    ("предоплата 30 %",),
    ("https://www.armaturny-dvor-tyumen.example",),
    (),
)


def pages(*rows, facts=("Потребность: газоблок",)):
    return [page.extract_text() for page in PdfReader(io.BytesIO(shortlist_pdf(Paper(facts, rows)))).pages]


def test_ten_companies_take_at_most_three_pages_and_each_has_the_head_and_a_number():
    found = pages(*[ROW] * 10)
    assert 1 <= len(found) <= 3
    for number, text in enumerate(found, 1):
        assert f"стр. {number}" in text
        assert "Предложения" in text and "Что уточнить" in text


def test_a_cell_longer_than_a_page_goes_on_and_loses_nothing():
    words = tuple(f"слово{number}" for number in range(400))
    found = pages((*ROW[:4], words, *ROW[5:]))
    assert len(found) > 1
    assert [word for word in words if word not in "".join(found)] == []


@pytest.mark.parametrize(
    "text", ["<b>жирный</b>", "&lt;", "</para>", "😀 и 漢字", "я" * 400, "\u200bневидимый"]
)
def test_strange_texts_are_shown_and_not_read_as_marks(text):
    (found,) = pages(((1,), (text,), *[()] * 9), facts=(text,))
    if text.isascii():
        assert text in found
    assert HEADS[1] in found


def test_nobody_on_the_list_is_said_so():
    assert "Никто не отмечен" in pages()[0]


def test_an_answer_has_its_sum_and_terms_and_a_site_stays_in_one_line():
    (text,) = pages(ROW)
    for words in ("КП получено", "КП: 4 200 000 ₽", "предоплата 30 %"):
        assert words in text.replace("\u00a0", " ").replace("\n", " "), words
    assert "https://www.armaturny-dvor-tyumen.example" in text.split("\n")
