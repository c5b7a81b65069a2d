from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exchange.cells import CellError
from data.identifiers import classifier_code, classifier_codes, inn, ogrn
from tests.data.cell_strategies import cells as any_cell

# https://ru.wikipedia.org/wiki/Идентификационный_номер_налогоплательщика
WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def check_digit(digits):
    weights = WEIGHTS[-len(digits) :]
    return sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 % 10


def company_inn(number):
    digits = f"{number:09d}"
    return digits + str(check_digit(digits))


def person_inn(number):
    digits = f"{number:010d}"
    digits += str(check_digit(digits))
    return digits + str(check_digit(digits))


def ogrn_of(number, length):
    digits = f"{number:0{length - 1}d}"
    return digits + str(int(digits) % (length - 2) % 10)


@pytest.mark.parametrize("reader", [inn, ogrn, classifier_code, classifier_codes])
def test_no_reader_fails_with_anything_but_a_sentence_for_people(reader):
    @given(any_cell)
    def holds(cell):
        try:
            reader(cell)
        except CellError as error:
            assert len(str(error)) < 200

    holds()


@given(st.integers(1, 999_999_999).map(company_inn))
def test_an_inn_of_a_company_survives_the_loss_of_its_zeros(number):
    spellings = (number, int(number), float(number), str(int(number)), f" {number}\u00a0")
    assert [inn(spelling) for spelling in spellings] == [number] * 5


@given(st.integers(10**8, 10**10 - 1).map(person_inn))
def test_an_inn_of_a_person_survives_the_loss_of_its_zero(number):
    spellings = (number, int(number), float(number), str(int(number)))
    assert [inn(spelling) for spelling in spellings] == [number] * 4


@given(st.integers(1, 999_999_999).map(company_inn), st.integers(1, 9))
def test_an_inn_with_one_wrong_digit_at_its_end_is_refused(number, shift):
    wrong = number[:-1] + str((int(number[-1]) + shift) % 10)
    with pytest.raises(CellError, match="верной контрольной суммой"):
        inn(wrong)


@pytest.mark.parametrize(
    "cell", ["0", "0000000000", "7707083893 / 770701001", "9" * 6000, True, date(2026, 1, 1)]
)
def test_what_is_no_inn_is_refused(cell):
    with pytest.raises(CellError, match=r"ИНН «.+» неверен"):
        inn(cell)


def test_an_empty_identifier_is_none():
    assert [inn(None), ogrn(" "), classifier_code(""), classifier_codes(None)] == [None, None, None, []]


@given(st.integers(1, 10**12 - 1))
def test_an_ogrn_of_13_digits_is_accepted_as_text_and_as_a_number(number):
    right = ogrn_of(number + 10**11, 13) if number < 10**11 else ogrn_of(number, 13)
    assert [ogrn(right), ogrn(int(right)), ogrn(float(right))] == [right] * 3


@given(st.integers(10**13, 10**14 - 1))
def test_an_ogrn_of_15_digits_is_accepted_as_text_and_as_a_number(number):
    right = ogrn_of(number, 15)
    assert [ogrn(right), ogrn(int(right)), ogrn(float(right))] == [right] * 3


@pytest.mark.parametrize(
    "cell", ["1027700132190", "102770013219", "0000000000000", "000000000000000", "ОГРН"]
)
def test_what_is_no_ogrn_is_refused(cell):
    with pytest.raises(CellError, match=r"ОГРН «.+» неверен"):
        ogrn(cell)


def test_a_known_ogrn_is_right():
    assert ogrn("1027700132195") == "1027700132195"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("23.61.11.130", "23.61.11.130"),
        (23.61, "23.61"),
        (8.11, "08.11"),
        (23, "23"),
        (date(2026, 11, 8), "08.11"),
        (" 8.11 ", "08.11"),
    ],
)
def test_a_code_that_excel_made_a_number_or_a_date_is_mended(cell, expected):
    assert classifier_code(cell) == expected


@pytest.mark.parametrize("cell", ["бетон", "23,61", "23.", "1234", "٢٣.٦١", True, 1e20, "23.61 " * 9])
def test_what_is_no_code_is_refused(cell):
    with pytest.raises(CellError, match=r"код вида 23\.61\.11"):
        classifier_code(cell)


def test_several_codes_are_separated_by_what_people_use():
    assert classifier_codes("23.61; 08.11,\n42.91.4") == ["23.61", "08.11", "42.91.4"]


@given(st.from_regex(r"[0-9]{2}(\.[0-9]{1,3}){0,4}", fullmatch=True))
def test_a_right_code_stays_as_it_is(code):
    assert classifier_code(code) == code
