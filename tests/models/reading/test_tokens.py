import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.reading.tokens import is_person_name, is_place_name, is_proper_name, terms, tokens


@pytest.mark.parametrize("text", ["М 500", "М500", "M500", "м500", "m 500", "М-500", "М\u00a0500"])
def test_a_grade_is_one_term_however_it_was_typed(text):
    assert "m500" in terms(text)


@pytest.mark.parametrize("text", ["В25", "B25", "в25", "b 25"])
def test_a_class_of_concrete_is_a_grade_although_its_letter_is_a_preposition(text):
    assert "b25" in terms(text)


def test_a_number_after_a_preposition_is_no_grade():
    assert terms("в 25 км от города") == ["25", "км", "город"]


@pytest.mark.parametrize(
    ("a", "b"), [("А500С", "A500C"), ("Д400", "Д 400"), ("W6", "w 6"), ("К7", "K7"), ("А240", "a240")]
)
def test_look_alike_letters_of_both_alphabets_are_one_in_a_grade(a, b):
    assert set(terms(a)) & set(terms(b))


@pytest.mark.parametrize(("typed", "meant"), [("цеmент", "цемент"), ("Apматура", "арматура"), ("xps", "xps")])
def test_a_word_that_mixes_alphabets_is_read_as_the_cyrillic_one(typed, meant):
    assert meant in terms(typed)


@pytest.mark.parametrize(
    ("a", "b"),
    [("ёмкость", "емкость"), ("ЁМКОСТЬ", "емкость"), ("Трубы", "труба"), ("арматурой", "АРМАТУРА")],
)
def test_case_ending_and_yo_do_not_count(a, b):
    assert terms(a) == terms(b)


def test_a_decimal_comma_is_a_point():
    assert terms("2,5") == terms("2.5") == ["2.5"]


def test_stop_words_are_left_out():
    assert terms("и в на для") == []


def test_spans_stand_where_the_words_stand():
    text = "Бетон М 500, ёмкость 20"
    found = {token.term: text[token.start : token.end] for token in tokens(text)}
    assert found["бетон"] == "Бетон"
    assert found["m500"] == "М 500"
    assert found["емкость"] == "ёмкость"


@pytest.mark.parametrize("before", ["İ", "ß", "ŉ", "ﬁ", "İİß"])
def test_a_letter_that_grows_when_folded_does_not_shift_the_spans(before):
    text = f"{before} М 500"
    assert [text[t.start : t.end] for t in tokens(text) if t.term == "m500"] == ["М 500"]


@given(st.text(max_size=200))
@example("İ" * 50 + "бетон")
def test_every_span_lies_within_its_text(text):
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)


@given(st.text(alphabet="бетонМ50ёЁ İß-,. ", max_size=60))
def test_a_term_comes_from_its_own_span(text):
    for token in tokens(text):
        assert token.term in terms(text[token.start : token.end])


def test_letters_that_have_no_name_are_words_that_nobody_knows():
    assert (is_place_name("\U00017000"), is_person_name("\U00017000"), is_proper_name("\U00017000")) == (
        False,
        False,
        True,
    )
