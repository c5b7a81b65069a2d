"""Passages: what a long record is compared by."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.retrieval.passages import MAX_PASSAGES, PassageIndex, first_sentence, passages
from tests.models.worlds import ENCODER


def test_the_title_comes_first_then_what_the_description_lists():
    found = passages("Щебень", "Щебень. Гранитный 5–20; гравийный 20–40; отсев")
    assert found == ["Щебень", "Гранитный 5–20", "гравийный 20–40", "отсев"]


def test_sentences_of_a_description_are_left_out():
    assert passages("Щебень", "Щебень. Возим сами. Бетоном тоже занимаемся") == ["Щебень"]


def test_a_catalogue_line_is_split_into_its_things():
    text = "Мастика битумная 10 л; Праймер битумный 20 л"
    assert passages(text, text) == [text, "Мастика битумная 10 л", "Праймер битумный 20 л"]


def test_a_decimal_point_and_a_grade_split_nothing():
    assert passages("Кабель 3х2.5 ГОСТ 31996-2012", "Кабель 3х2.5 ГОСТ 31996-2012") == [
        "Кабель 3х2.5 ГОСТ 31996-2012"
    ]


@given(st.text(max_size=60), st.text(max_size=300))
def test_any_text_has_passages_and_the_first_is_the_title(title, text):
    found = passages(title, text)
    assert found[0] == title
    assert len(found) <= MAX_PASSAGES


def test_people_name_the_thing_first():
    assert first_sentence("Газоблок D400, 400 мм. Стена без утеплителя. 1900 м³") == "Газоблок D400, 400 мм"


def test_a_single_word_is_no_sentence():
    assert first_sentence("Срочно! Нужен бетон М300") == "Срочно! Нужен бетон М300"


@given(st.text())
def test_the_first_sentence_is_part_of_the_text(text):
    assert first_sentence(text) in text


def test_the_closest_passage_counts_whatever_stands_beside_it(tmp_path):
    texts = ["Разное. Песок мытый; щебень гранитный", "Окна. Двери"]
    index = PassageIndex.build(texts, ["Разное", "Окна"], ENCODER.encode_documents)
    (tmp_path / "index").mkdir()
    index.save(tmp_path / "index")
    query = ENCODER.encode_queries(["Щебень гранитный"])[0]
    for found in (index, PassageIndex.load(tmp_path / "index")):
        closest = found.closest(query, np.array([0, 1]))
        assert closest[0] > 0.99 > closest[1]
        assert list(found.nearest(query, 1, None)) == [0]
        assert list(found.nearest(query, 5, np.array([1]))) == [1]
