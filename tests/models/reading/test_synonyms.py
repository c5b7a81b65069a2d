"""Synonyms of the trade."""

import pytest

from data.references import synonyms
from models.reading.synonyms import common_terms, phrases_by_first_word
from models.reading.tokens import terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("газоблок", "газобетонные блоки"),
        ("ЭППС", "экструдированного пенополистирола"),
        ("XPS", "экструзионный пенополистирол"),
        ("пластиковые окна", "окно ПВХ"),
        ("ЖБИ", "железобетонные изделия"),
    ],
)
def test_spellings_of_one_thing_share_a_term(one, other):
    assert set(terms(one)) & set(terms(other))


@pytest.mark.parametrize(("one", "other"), [("ЭППС", "пенопласт"), ("газоблок", "пеноблок")])
def test_different_things_share_none(one, other):
    assert not set(terms(one)) & set(terms(other))


def test_the_longest_phrase_counts():
    phrases = phrases_by_first_word([[("а",), ("а", "б")], [("а", "б", "в"), ("г",)]])
    assert list(common_terms(["а", "б", "в", "а", "д"], phrases)) == [("=а б в", 0, 3), ("=а", 3, 4)]


def test_no_spelling_stands_in_two_groups():
    spellings = [spelling for group in synonyms() for spelling in group]
    assert len(spellings) == len(set(spellings))
