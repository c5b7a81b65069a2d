"""Codes found by words, by how they begin, and among their neighbours."""

import pytest

from data.classifiers.classifier import CodeEntry, parent_of
from models.codes.catalogue import Catalogue

NAMES = {
    "23": "Изделия минеральные неметаллические",
    "23.6": "Изделия из бетона, цемента и гипса",
    "23.61": "Изделия из бетона, используемые в строительстве",
    "23.61.11": "Черепица, плиты, кирпичи из цемента, бетона или искусственного камня",
    "23.61.11.140": "Блоки силикатные",
    "23.61.11.141": "Блоки стеновые силикатные",
    "23.63": "Бетон, готовый для заливки",
    "23.63.1": "Бетон, готовый для заливки",
    "43.33": "Работы по устройству покрытий полов и облицовке стен",
    "46.73": "Услуги по торговле кирпичом и бетоном",
    "22.21.41.112": "Плиты из экструзионного пенополистирола",
}
DESCRIPTIONS = {
    "43.33": "Эта группировка включает: - укладку паркета Эта группировка не включает: - укладку асфальта"
}
ENTRIES = [
    CodeEntry(code, name, DESCRIPTIONS.get(code, ""), parent_of(code, NAMES))
    for code, name in sorted(NAMES.items())
]


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue("okpd2", ENTRIES)


def found(catalogue, typed, limit=10):
    return [one.entry.code for one in catalogue.find(typed, limit)]


@pytest.mark.parametrize("typed", ["23.61", "2361", " 23.61 "])
def test_a_code_comes_first_then_those_that_begin_so(catalogue, typed):
    assert found(catalogue, typed) == ["23.61", "23.61.11", "23.61.11.140", "23.61.11.141"]


@pytest.mark.parametrize(
    "typed", ["силикатный блок", "блоки силикатные", "блок силикатн", "СИЛИКАТНЫХ БЛОКОВ"]
)
def test_words_are_found_in_any_form_and_from_their_beginning(catalogue, typed):
    assert found(catalogue, typed)[0] == "23.61.11.140"


def test_a_name_that_says_nothing_else_comes_before_one_that_does(catalogue):
    assert found(catalogue, "стеновые силикатные блоки")[:2] == ["23.61.11.141", "23.61.11.140"]


def test_of_equally_good_codes_the_general_one_comes_first(catalogue):
    assert found(catalogue, "готовый бетон")[:2] == ["23.63", "23.63.1"]


def test_goods_come_before_the_trade_in_them(catalogue):
    assert found(catalogue, "кирпич").index("23.61.11") < found(catalogue, "кирпич").index("46.73")


def test_synonyms_lead_to_the_official_word(catalogue):
    assert found(catalogue, "эппс") == ["22.21.41.112"]


def test_an_everyday_name_leads_to_its_code_and_is_told(catalogue):
    best = catalogue.find("газоблок", 1)[0]
    assert (best.entry.code, best.everyday) == ("23.61.11.140", "Газоблок")


def test_an_input_that_only_mentions_what_was_typed_is_no_answer(catalogue):
    assert [one.everyday for one in catalogue.find("газобетон", 10) if "Смазка" in one.everyday] == []


def test_an_everyday_name_of_a_product_leads_to_the_activity_that_makes_it():
    makers = Catalogue("okved2", [e for e in ENTRIES if e.code in ("23", "23.6", "23.61", "23.63")])
    assert found(makers, "газоблок")[0] == "23.61"


def test_what_a_code_includes_counts_and_what_it_excludes_does_not(catalogue):
    assert found(catalogue, "паркет") == ["43.33"]
    assert found(catalogue, "асфальт") == []


@pytest.mark.parametrize("typed", ["", "   ", "щшзц", "...", "для и в", "9" * 500, "бетон " * 5000])
def test_nothing_fits_or_fails_whatever_is_typed(catalogue, typed):
    assert len(catalogue.find(typed, 3)) <= 3


def test_a_code_is_told_with_the_groups_around_it(catalogue):
    (one,) = catalogue.find("23.61.11.141", 1)
    assert [entry.code for entry in one.above] == ["23", "23.6", "23.61", "23.61.11", "23.61.11.140"]


def test_below_stand_only_the_next_codes(catalogue):
    assert [entry.code for entry in catalogue.below("23.61")] == ["23.61.11"]
    assert [entry.code for entry in catalogue.below("")] == ["22.21.41.112", "23", "43.33", "46.73"]
