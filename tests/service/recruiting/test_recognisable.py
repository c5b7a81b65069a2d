"""Texts of which nobody is recognised: a canary for every way to tell who asks."""

import pytest

from data.references import places
from data.tables.pool import CompanyRow
from service.recruiting.recognisable import Recognisable

ASKER = CompanyRow(
    code="БС-07",
    name="ООО «Завод стеновых изделий «Простенок»",
    site="площадка бывшего ДСК у Заречья",
    municipality="Боровский",
    contact_name="Ренат Фаритович Сабуров",
    contact_phone="+7 912 345-67-89",
    phone="+7 (3452) 11-22-33",
    inn="7203123456",
    website="https://prostenok.example",
)
OTHERS = [
    CompanyRow(name="АО «Белая Коса»", site="причал у Туры", municipality="Антипино"),
    CompanyRow(name="ИП Гасанов Р. М. («Скат»)", municipality="Нижняя Тавда"),
    CompanyRow(name="ООО «Сухие смеси»", municipality="Винзили"),
]
RECOGNISABLE = Recognisable([ASKER, *OTHERS], places())


def hidden(text, place="Ялуторовск"):
    return RECOGNISABLE.hidden_in(text, ASKER, place)


CANARIES = [
    ("Песок для ООО «Завод стеновых изделий «Простенок»", "простен"),
    ("Песок на завод Простенка", "простен"),
    ("песок в простенок", "простен"),
    ("Песок от Белой Косы", "кос"),
    ("Песок как у «Скат»", "скат"),
    ("Песок, спросить Сабурова", "сабуров"),
    ("Песок, Ренату Фаритовичу", "ренат"),
    ("Песок в Боровский", "боровск"),
    ("Песок на боровскую площадку", "боровск"),
    ("Песок в Ялуторовск", "ялутор"),
    ("Песок ялуторовский", "ялутор"),
    ("Песок, Нижняя Тавда", "тавд"),
    ("Песок с доставкой в винзили", "винзил"),
    ("Песок в Заречье", "зареч"),
    ("Песок к ДСК", "дск"),
    ("Песок с причала на Туре", "тур"),
    ("Песок, ул. Республики, 143", "республик"),
    ("Песок, Московский тракт, 12", "московск"),
    ("Песок в ЖК «Ясный берег»", "ясн"),
    ("Песок, станция Войновка", "войнов"),
    ("Песок, звонить +7 912 345-67-89", "345"),
    ("Песок, звонить 8 912 345 67 89", "345"),
    ("Песок, ИНН 7203123456", "7203"),
    ("Песок, ИНН 7203 123 456", "123"),
    ("Песок, писать на zavod@prostenok.example", "@"),
    ("Песок, см. https://prostenok.example/zakupki", "http"),
    ("Песок по заявке БС-07", "07"),
    ("Песок, тел. 45-67-89", "45"),
    ("Песок, тел 456789", "456"),
    ("Песок, писать @prostenok_zakup", "prosten"),
    ("Песок, t.me/prostenok", "prosten"),
    ("Песок, сайт prostenok.ru", "prosten"),
    ("Песок, сайт простенок.рф", "простен"),
    ("Песок для Prostenok", "prosten"),
    ("Песок для PROSTENOK", "prosten"),
    ("Песок, звоните Ивану Петровичу", "иван"),
    ("Песок, звоните Ивану Петровичу", "петров"),
    ("Песок, спросить Петрову Анну", "анн"),
    ("Песок, спросить Сидорова И. И.", "сидор"),
    ("Песок, спросить Сидорова И. И.", "и. и"),
    ("Песок, договор с Газпромом", "газпром"),
]


@pytest.mark.parametrize(("text", "canary"), CANARIES)
def test_nothing_that_leads_to_the_asker_is_left(text, canary):
    told = hidden(text)
    assert canary not in told.casefold()
    assert told.startswith(("Песок", "песок"))


@pytest.mark.parametrize(
    "text",
    [
        "Цемент ЦЕМ I 42,5Н навалом, C3A до 8 %",
        "Кран башенный 8 т, стрела 46 м",
        "Сухие смеси М150 штукатурные",
        "Щебень гранитный 5–20 М1200 (F300)",
        "Опорная кран-балка 5 т",
        "Склад под растворители и эмали (ЛВЖ)",
        "Песок мытый Мк 1,8–2,2 на зиму",
        "Бетон М300. Нужен насос",
    ],
)
def test_words_of_the_trade_stay_as_they_are(text):
    assert hidden(text) == text


def test_what_is_left_reads_as_a_title():
    assert hidden("Бетон М300 с доставкой в Ялуторовск, 40 кубов") == "Бетон М300, 40 кубов"
    assert hidden("Матрица на «Кирпичик» 200×100, вибропресс") == "Матрица 200×100, вибропресс"
    assert hidden("Склад в Боровском под эмали (ЛВЖ)") == "Склад под эмали (ЛВЖ)"


def test_without_an_asker_the_pool_is_still_hidden():
    assert RECOGNISABLE.hidden_in("Песок от Белой Косы в Боровский") == "Песок"


@pytest.mark.parametrize("name", ["ООО", "«»", "—", "«" * 20_000, '"' * 20_000])
def test_an_asker_whose_name_has_no_words_hides_nothing_and_breaks_nothing(name):
    nameless = CompanyRow(name=name, code="—")
    assert Recognisable([nameless], places()).hidden_in("Песок ЛВЖ", nameless) == "Песок ЛВЖ"
