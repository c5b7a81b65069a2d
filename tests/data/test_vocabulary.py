import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import vocabulary
from data.vocabulary import KINDS, ROLES, STATUSES, VISIBILITIES, choices, english, russian

LISTS = {
    name: value for name, value in vars(vocabulary).items() if name.isupper() and hasattr(value, "items")
}


def test_all_closed_lists_are_looked_at():
    assert {"STATUSES", "KINDS", "ROLES", "VISIBILITIES", "CHAIN_KINDS", "SLOT_BASES"} <= LISTS.keys()


@pytest.mark.parametrize("words", LISTS.values(), ids=LISTS)
def test_every_spelling_means_one_name(words):
    for name, spellings in words.items():
        assert [english(words, spelling) for spelling in (name, *spellings)] == [name] * (1 + len(spellings))


@pytest.mark.parametrize("words", LISTS.values(), ids=LISTS)
def test_the_word_shown_is_understood(words):
    assert [english(words, russian(words, name)) for name in words] == list(words)


@pytest.mark.parametrize(
    ("words", "text", "name"),
    [
        (STATUSES, " В  Проработке ", "prospect"),
        (STATUSES, "внешний заказчик", "outside_customer"),
        (KINDS, "СЫРЬЕ", "material"),
        (KINDS, "услуга", "service"),
        (ROLES, "застройщик", "developer_builder"),
        (VISIBILITIES, "закрытая", "private"),
    ],
)
def test_case_spaces_and_yo_do_not_count(words, text, name):
    assert english(words, text) == name


@given(st.text())
def test_a_word_of_any_kind_is_a_name_of_the_list_or_none(text):
    assert english(KINDS, text) in (None, *KINDS)


def test_an_unknown_name_is_shown_as_it_is():
    assert russian(KINDS, "dream") == "dream"


def test_the_kinds_of_the_issue_are_the_choices_in_their_order():
    assert choices(KINDS) == "товар, материал, компонент, оборудование, услуга, работа"


def test_a_closed_list_cannot_be_changed():
    with pytest.raises(TypeError):
        KINDS["dream"] = ("мечта",)
