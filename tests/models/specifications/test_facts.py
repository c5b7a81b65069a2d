import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading.text import READ_AT_MOST
from models.specifications import words
from models.specifications.facts import facts, wanted_facts
from models.specifications.values import Range, Size

PIECES = (
    "бетон М300|газоблок D500 B3,5 F100|щебень 5–20|ЦЕМ I 42,5Н|арматура А500С 12 и 16|кран 25 т|"
    "600×300×200 мм|"
    "не ниже В25|от 200 до 400|толщина до 50 мм|труба ПНД 160 SDR11|болт М12х60 8.8|комовую не предлагать|"
    "в мешках|навалом|ВВГнг 3х2,5|Ду80 Ру16|10 кВ|ГОСТ 31360-2007|, |. | и | – |(|шт|40 кубов до 15 марта"
)
pieces = st.lists(st.sampled_from(PIECES.split("|")), max_size=8).map(" ".join)
texts = st.one_of(st.text(max_size=120), pieces)


def stated(text, name):
    return [value for fact in facts(text) if fact.name == name for value in fact.values]


def exactly(*numbers):
    return [Range(n, n) for n in numbers]


@given(texts)
def test_every_span_quotes_the_text(text):
    for fact in (*facts(text), *wanted_facts(text)):
        assert 0 <= fact.start < fact.end <= len(text)
        assert fact.values


@given(texts)
def test_facts_stand_in_the_order_of_the_text(text):
    assert [f.start for f in facts(text)] == sorted(f.start for f in facts(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("цемент М 500", "цемент М500"),
        ("бетон B25 F200 W6", "бетон В25 F200 W6"),
        ("бетон M300", "бетон М300"),
        ("блок 600х300х200", "блок 600×300×200"),
        ("блок 600 x 300 x 200 мм", "блок 600*300*200 мм"),
        ("автоклав 2,4×32 м", "автоклав 2.4×32 м"),
        ("щебёнка 5-20", "щебенка 5–20"),
        ("ЦЕМ I 42,5Н", "цем I 42.5 Н"),
        ("арматура A500C", "арматура А500С"),
        ("кран шаровой Ду 50", "кран шаровой DN50"),
        ("лист 12X18H10T", "лист 12Х18Н10Т"),
        ("плита толщина 50 мм", "плита толщина 5 см"),
        ("негашёная известь", "негашеная известь"),
    ],
)
def test_spellings_of_one_thing_give_the_same_facts(one, other):
    def kernel(text):
        return [(f.name, f.subject, f.values) for f in facts(text)]

    assert kernel(one) == kernel(other) != []


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("газоблок D400, D500 и D600", "Плотность", exactly(400, 500, 600)),
        ("газобетон D400–D600", "Плотность", [Range(400, 600)]),
        ("бетон не ниже В25", "Класс прочности", [Range(25, float("inf"))]),
        ("бетон В25 и выше", "Класс прочности", [Range(25, float("inf"))]),
        ("газоблок, ниже B5 не рассматриваем", "Класс прочности", [Range(5, float("inf"))]),
        ("стена толщина от 200 до 400", "Толщина", [Range(200, 400)]),
        ("плита толщина не более 50 мм", "Толщина", [Range(float("-inf"), 50)]),
        ("болт М12", "Резьба", exactly(12)),
        ("арматура А500С 10/12/16", "Диаметр", exactly(10, 12, 16)),
        ("труба ПНД 160 SDR11", "Диаметр", exactly(160)),
        ("труба Ø25–Ø225", "Диаметр", [Range(25, 225)]),
        ("керамзит фракции 5-10 и 10-20", "Фракция", [Range(5, 10), Range(10, 20)]),
        ("песок Мк 2,0–2,5", "Модуль крупности", [Range(2, 2.5)]),
        ("автокран 25 т", "Грузоподъёмность", exactly(25)),
        ("автобетононасос 28, 36, 42 м", "Вылет", exactly(28, 36, 42)),
        ("ДГУ 500 кВт", "Мощность", exactly(500)),
        ("давление 16 атм", "Давление", exactly(1.6)),
        ("решётка кл. D400", "Класс нагрузки", exactly(400)),
        ("кабель ВВГнг(А)-LS 3х2,5", "Сечение", [Size((tuple(exactly(3)), tuple(exactly(2.5))), False)]),
        ("ЦЕМ II/А-Ш 32,5Н", "Тип цемента", ["ii"]),
        ("арматура А-III", "Класс арматуры", ["a400"]),
        ("бортовой камень БР 100.30.15", "Бортовой камень", ["бp1003015"]),
    ],
)
def test_what_is_written_is_read(text, name, values):
    assert stated(text, name) == values


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("цемент М500", "цемент"),
        ("бетон М300 на фундамент", "бетон"),
        ("кирпич М150", "кирпич"),
        ("керамзитовый гравий М400", "керамзит"),
        ("керамзит. Насыпная не тяжелее М400", "керамзит"),
        ("раствор М150 кладочный", "раствор"),
        ("блок бетонный М100", "блок"),
    ],
)
def test_a_grade_is_said_of_its_thing(text, subject):
    assert [f.subject for f in facts(text) if f.name == "Марка"] == [subject]


@pytest.mark.parametrize(
    "text",
    [
        "нужно 40 кубов до 15 марта",
        "300 шт., тел. 8 900 000-41-01",
        "цена 900 р за куб, 25 км от города",
        "через 5-7 дней, 2 фуры по 20 т",
        "доставка в 25 квартал",
        "фасад 1100 кв",
        "проём 6х5",
        "песок. хотим М400 выпускать",
        "добавка для бетона М400",
    ],
)
def test_volumes_dates_prices_and_purposes_are_no_specifications(text):
    assert [(f.name, f.values) for f in facts(text)] == []


def test_what_a_need_refuses_is_not_wanted():
    need = "Газоблок D500. D400 не предлагать"
    assert [v for f in wanted_facts(need) if f.name == "Плотность" for v in f.values] == exactly(500)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Автобетононасос 52 м, стрелы 42 м не хватает", 52),
        ("Автобетононасос 52 м. Сейчас автобетононасос 36 м", 52),
    ],
)
def test_what_does_not_satisfy_is_not_wanted(text, value):
    assert [v for f in wanted_facts(text) if f.name == "Вылет" for v in f.values] == exactly(value)


def test_a_size_that_does_not_go_in_is_not_the_one_wanted():
    found = wanted_facts("Автоклав проходной 2,4×32 м. Диаметры 2,0 и 2,6 не встают на путь")
    assert "Диаметр" not in [fact.name for fact in found]


def test_what_an_offer_does_not_make_is_not_offered():
    assert stated("Газоблок D400. D500 и D600 не производим", "Плотность") == exactly(400)


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("щебень гранитный", True),
        ("гранитный и гравийный щебень", True),
        ("щебень для гранитной набережной", False),
        ("не гранитный щебень", False),
    ],
)
def test_a_kind_is_firm_only_by_its_noun(text, firm):
    assert any(f.firm and f.name == "Вид (щебень)" for f in facts(text)) is firm


def test_the_thing_of_a_grade_is_looked_for_near_it_and_else_at_the_beginning():
    filler = "слово " * 60
    assert [f.subject for f in facts(f"бетон {filler} М500")] == ["бетон"]
    assert [f.subject for f in facts(f"бетон, цемент {filler} М500")] == ["бетон"]
    assert [f.subject for f in facts("бетон, цемент слово М500")] == ["цемент"]


def test_a_grade_repeated_without_a_thing_states_nothing():
    assert facts("м500 " * 2_000) == ()


def test_prefixes_of_a_long_word_are_tried_up_to_the_longest_known_stem():
    stems = [key for key in words._index() if key.endswith("*")]
    assert words._longest_stem() == max(len(stem) - 1 for stem in stems)
    assert facts("б" * 10_000) == ()


def test_facts_are_read_from_the_beginning_of_a_long_text():
    assert all(fact.end <= READ_AT_MOST for fact in facts("бетон М300 " * 900))
    assert facts("слово " * 600 + "бетон М300") == ()


def test_a_side_of_a_size_has_no_endless_list_of_numbers():
    (size,) = facts("/".join("123456789" * 4) + "х600 мм")[0].values
    assert len(size.sides[0]) == 12
