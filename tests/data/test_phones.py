import pytest

from data.exchange.cells import CellError
from data.phones import phones, whole_numbers


@pytest.mark.parametrize(
    "told",
    [
        "+7 (3452) 11-22-33",
        "8 800 200-00-00",
        "3452112233",
        "+7 3452 11-22-33, доб. 105; 8-912-345-67-89 (приёмная)",
        "2-22-22",
        "+375 17 200-00-00",
    ],
)
def test_a_number_with_all_its_digits_is_kept_as_it_was_written(told):
    assert phones(told) == told


@pytest.mark.parametrize(
    ("told", "digits"),
    [("+7 3452 11-22-3", 10), ("+7 3452 11-22-334", 12), ("834521122", 9), ("8 3452 11-22-33, 12", 2)],
)
def test_a_digit_too_many_or_too_few_is_told(told, digits):
    with pytest.raises(CellError, match=rf"нужен номер вида \+7 3452 11-22-33.*цифр {digits}, нужно 11"):
        phones(told)


def test_words_without_a_number_are_no_phone():
    with pytest.raises(CellError, match="здесь «звонить вечером»"):
        phones("звонить вечером")


def test_excel_made_the_phone_a_number():
    assert phones(83452112233.0) == "83452112233"


def test_only_whole_numbers_are_compared_and_in_one_spelling():
    assert whole_numbers("8 (3452) 11-22-33 доб. 4, 22-33-44, +7 912 000 11 2") == {"+73452112233"}
    assert whole_numbers(None) == whole_numbers("+7 3452 11-22-334") == frozenset()
