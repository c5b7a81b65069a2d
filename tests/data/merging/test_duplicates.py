import pytest

from data.merging.duplicates import (
    NAME,
    OGRN,
    OTHER_INN,
    PHONE,
    SITE,
    LikelyPair,
    Registered,
    host,
    likely_pairs,
)
from data.merging.name_likeness import ComparedName, alike


def pairs(*companies):
    return likely_pairs([Registered(number, **given) for number, given in enumerate(companies, start=1)])


def names(*given):
    return pairs(*({"name": name} for name in given))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ООО «Бетонстрой»", "Бетон-Строй, ООО"),
        ("Бетонстрой", "Betonstroy LLC"),
        ("Общество с ограниченной ответственностью «Кровля 72»", "ООО Кровля72"),
        ("ООО «Завод изделий «Простенок»»", "Простенок"),
        ("Сибирский трубный завод", "Завод трубный сибирский"),
        ("ООО «Щебёночный карьер»", "Щебеночный карер"),
    ],
)
def test_one_name_is_known_in_other_spellings(one, other):
    assert names(one, other) == [LikelyPair(1, 2, (NAME,))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Завод ЖБИ-1", "Завод ЖБИ-2"),
        ("ООО «Вектор»", "ООО «Сектор»"),
        ("Тюменский завод ЖБИ", "Тобольский завод ЖБИ"),
        ("ООО", "АО"),
    ],
)
def test_other_names_stay_other_names(one, other):
    assert names(one, other) == []


def test_the_same_phone_site_or_ogrn_is_evidence_whatever_the_name():
    found = pairs(
        {"name": "Альфа", "phone": "+7 (3452) 11-22-33, 8 912 000 11 22", "ogrn": "1027700132195"},
        {"name": "Бета", "phone": "83452112233", "website": "https://www.beta.ru/o-nas"},
        {"name": "Гамма", "website": "http://beta.ru", "ogrn": "1027700132195"},
    )
    told = {(pair.first_id, pair.second_id): pair.reasons for pair in found}
    assert told == {(1, 2): (PHONE,), (1, 3): (OGRN,), (2, 3): (SITE,)}


def test_a_phone_with_a_digit_too_many_is_nobodys():
    assert (
        pairs({"name": "Альфа", "phone": "+7 3452 11-22-334"}, {"name": "Бета", "phone": "84521122334"}) == []
    )


def test_two_tax_ids_are_two_companies_unless_much_speaks_for_one():
    one = {"name": "Вектор", "inn": "7707083893"}
    other = {"name": "«Вектор»", "inn": "7202000001"}
    assert pairs(one, other) == []
    assert pairs(one | {"phone": "3452112233"}, other | {"phone": "8(3452)112233"}) == [
        LikelyPair(1, 2, (NAME, PHONE), (OTHER_INN,))
    ]


def test_the_phone_of_an_office_building_says_nothing():
    assert pairs(*({"name": name * 5, "phone": "83452112233"} for name in "абвгдеж")) == []


def test_a_broken_address_has_no_host():
    assert host("http://[") == ""


def test_one_word_that_many_bear_makes_no_pairs():
    assert names(*(f"{letter * 12} «Строитель»" for letter in "абвгдежзиклмнопрстуфхцч")) == []


def test_names_of_any_length_are_compared():
    assert names("Завод " + "а" * 10_000, "Завод " + "а" * 9_000) == [LikelyPair(1, 2, (NAME,))]


def test_names_that_begin_with_what_is_being_typed_are_found_too():
    known = [ComparedName.of(name) for name in ("ООО «Бетонный двор»", "Бетон", "Окна Сибири")]
    assert alike(ComparedName.of("бетонны"), known) == [0]
    assert alike(ComparedName.of("бетон"), known) == [1, 0]
    assert alike(ComparedName.of("ок"), known) == []
