import re

import pytest

from data import vocabulary
from data.recipes.book import recipes, recipes_for
from data.recipes.files import load_recipes
from data.recipes.profiles import ESTIMATE, NEEDED, Input, RecipeError
from data.references import okpd2_names
from data.text_folding import folded
from data.units import UNITS

NINE = (
    "Газоблок",
    "Керамзитобетонный блок",
    "Стеновые панели железобетонные",
    "Тротуарная плитка",
    "ЭППС",
    "Геомембрана",
    "Лакокрасочные материалы",
    "Заглублённый контейнер для отходов",
    "Оборудование для очистки жидкостей",
)
BOOK = {recipe.product: recipe for recipe in recipes()}
INPUTS = [(recipe.product, needed) for recipe in recipes() for needed in recipe.inputs]

CEMENT = '{ name = "Цемент", kind = "материал", need = "обязательно", quantity = 0.3, unit = "т" }'
GOOD = f"""# бетон
[[recipe]]
product = "Бетон"
unit = "куб"
consumers = ["застройщик"]
inputs = [
    {CEMENT},
]
"""


def products(*arguments):
    return [recipe.product for recipe in recipes_for(*arguments)]


def message_of(folder, text, name="бетон.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(RecipeError) as caught:
        load_recipes(folder)
    return str(caught.value)


def test_there_are_recipes_of_at_least_sixty_products():
    assert len(BOOK) == len(recipes()) >= 60


@pytest.mark.parametrize("product", NINE)
def test_the_products_of_the_two_chains_are_told_in_full_depth(product):
    recipe = BOOK[product]
    assert len(recipe.inputs) >= 10
    assert {"material", "equipment", "service"} <= {needed.kind for needed in recipe.inputs}
    assert len(recipe.consumers) >= 4
    assert len(recipe.synonyms) >= 4


def test_every_recipe_names_something_required():
    assert [p for p, r in BOOK.items() if "required" not in {needed.need for needed in r.inputs}] == []


def test_all_codes_are_of_the_classifier():
    codes = {(r.product, r.okpd2) for r in recipes()} | {(product, i.okpd2) for product, i in INPUTS}
    assert [pair for pair in codes if pair[1] and pair[1] not in okpd2_names()] == []


def test_kinds_needs_and_units_are_known():
    assert {i.kind for _, i in INPUTS} <= set(vocabulary.KINDS)
    assert {i.need for _, i in INPUTS} == set(NEEDED)
    assert {i.unit for _, i in INPUTS if i.unit} | {r.unit for r in recipes()} <= set(UNITS)


def test_goods_have_codes_of_goods_and_work_has_codes_of_work():
    coded = [
        (product, i.name, i.kind in ("service", "work"), int(i.okpd2[:2])) for product, i in INPUTS if i.okpd2
    ]
    work = {24, 25, *range(33, 100)} - {38}  # casting and treatment of metal are services among goods
    assert [entry for entry in coded if entry[2] and entry[3] not in work | {16}] == []
    assert [entry for entry in coded if not entry[2] and entry[3] in work - {24, 25}] == []


def test_no_product_is_its_own_input():
    own = [(r.product, i.name) for r in recipes() for i in r.inputs if folded(i.name) in map(folded, r.names)]
    assert own == []


def test_a_name_leads_to_one_product():
    names = [folded(name) for recipe in recipes() for name in recipe.names]
    assert {name for name in names if names.count(name) > 1} == set()


def test_a_basis_is_a_standard_or_the_word_for_an_estimate():
    assert {i.basis for _, i in INPUTS if not re.fullmatch(r"ГОСТ( Р)? \d[\d.]+", i.basis)} == {ESTIMATE}


def test_quantities_rest_on_no_standard():  # the standards ask for tests, none of them tells a consumption
    assert {i.basis for _, i in INPUTS if i.quantity is not None} == {ESTIMATE}


def test_aerated_concrete_takes_what_a_technologist_would_name():
    names = folded(" ".join(needed.name for needed in BOOK["Газоблок"].inputs))
    expected = ["цемент", "известь", "песок", "алюминиев", "гипс", "автоклав", "формы", "котел", "мельница"]
    assert [
        word for word in [*expected, "поддон", "пленка", "доставка", "испытания"] if word not in names
    ] == []


@pytest.mark.parametrize("name", [name for recipe in recipes() for name in recipe.names])
def test_every_product_is_found_by_each_of_its_names(name):
    owner = next(recipe.product for recipe in recipes() if name in recipe.names)
    assert owner in products(name)


@pytest.mark.parametrize(
    ("title", "product"),
    [
        ("Газоблок автоклавный D400–D600", "Газоблок"),
        ("Перегородочный газоблок 100, 125, 150 мм, D500", "Газоблок"),
        ("Блоки газобетонные D500", "Газоблок"),
        ("пеноблок 600х300х200 D600", "Пеноблок"),
        ("Панели стеновые наружные трёхслойные и внутренние", "Стеновые панели железобетонные"),
        ("Плитка тротуарная и брусчатка бетонная вибропрессованная", "Тротуарная плитка"),
        ("Блок керамзитобетонный стеновой 390×190×188", "Керамзитобетонный блок"),
        ("Плиты из экструзионного пенополистирола (ЭППС, XPS)", "ЭППС"),
        ("Геомембрана полиэтиленовая гладкая и текстурированная", "Геомембрана"),
        ("Краска водно-дисперсионная и алкидная, эмаль ПФ-115", "Лакокрасочные материалы"),
        ("Контейнер подземный для ТКО 3 и 5 м³", "Заглублённый контейнер для отходов"),
        ("Установки очистки воды, масла и стоков", "Оборудование для очистки жидкостей"),
        ("Лотки водоотводные DN100", "Лоток водоотводный бетонный"),
        ("Вентилируемый фасад", "Вентилируемый фасад"),
    ],
)
def test_a_title_headed_by_a_product_finds_its_recipe(title, product):
    assert products(title) == [product]


@pytest.mark.parametrize(
    "title",
    [
        "Формы-матрицы для тротуарной плитки",
        "Укладка тротуарной плитки",
        "Доставка бетона миксером",
        "Кладка газоблока",
        "Плита",
        "СИП-2, СИП-3, СИП-4",
        "Двери филёнчатые из массива",
        "д",
        "—",
        "",
    ],
)
def test_a_title_that_only_mentions_a_product_finds_nothing(title):
    assert products(title) == []


def test_the_longer_name_wins():
    assert products("Краска порошковая полиэфирная") == ["Краска порошковая"]
    assert products("Фасадная краска") == ["Лакокрасочные материалы"]


def test_the_code_decides_between_recipes_and_refuses_services():
    title = "Кирпич силикатный рядовой"
    assert set(products(title)) == {"Кирпич силикатный", "Кирпич керамический"}
    assert products(title, "23.61.11.131") == ["Кирпич силикатный"]
    assert products("Газоблок, кладка", "43.99.60") == []


def test_only_the_given_recipes_are_searched():
    assert recipes_for("Газоблок", None, [BOOK["ЭППС"]]) == ()
    assert recipes_for("Газоблок", None, []) == ()


def test_a_folder_is_read_with_units_and_kinds_in_their_one_spelling(tmp_path):
    (tmp_path / "бетон.toml").write_text(GOOD, encoding="utf-8")
    (recipe,) = load_recipes(tmp_path)
    assert recipe.unit == "м³"
    assert recipe.inputs == (Input("Цемент", "material", "required", quantity=0.3, unit="т"),)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("0.3", "-0.3", "число больше нуля, а здесь -0.3"),
        ("0.3", "0", "число больше нуля, а здесь 0"),
        ("0.3", "nan", "число больше нуля, а здесь nan"),
        ("0.3", '"много"', "число больше нуля, а здесь много"),
        ("0.3", "true", "число больше нуля"),
        ('unit = "т"', 'unit = "ведро"', "«ведро», а бывает т, кг"),
        (', unit = "т"', "", "количество и единица указываются вместе"),
        ("материал", "сыр", "«сыр», а бывает товар, материал"),
        ("обязательно", "очень", "«очень», а бывает обязательно, обычно, иногда"),
        ('"Цемент"', '"Цемент", okpd2 = "цемент"', "нужен код вида 23.61.11"),
        ('"Цемент"', '"Цемент", okpd2 = 23', "нужен текст вида 23.61.11"),
        ('"Цемент"', '"Цемент", basis = " "', "поле basis: нужен непустой текст"),
        ('"Цемент"', '"Цемент", price = 5', "неизвестное поле price"),
        ('"Цемент"', '"бетон"', "входом самого себя: «бетон»"),
        (f"{CEMENT},", f"{CEMENT}, {CEMENT},", "вход указан дважды: «цемент»"),
        (f"{CEMENT},", '"Цемент",', "нужна запись вида { name"),
        (f"{CEMENT},", "", "поле inputs пусто"),
        ("inputs", "parts", "нет списка inputs"),
        ('"куб"', '"ведро"', "поле unit: «ведро»"),
        ('"куб"', '["куб"]', "поле unit"),
        ('["застройщик"]', '"застройщик"', "поле consumers: нужен список"),
        ('["застройщик"]', "[5]", "нужен непустой текст, а здесь «5»"),
        ('product = "Бетон"', "", "нет поля product"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_record(tmp_path, old, new, expected):
    message = message_of(
        tmp_path, GOOD.replace("Бетон", "Раствор").replace("бетон", "раствор") + GOOD[8:].replace(old, new)
    )
    assert re.match(r"бетон\.toml, строка \d+, запись 2", message)
    assert expected in message


def test_the_line_and_the_input_of_a_mistake_are_told(tmp_path):
    message = message_of(tmp_path, GOOD.replace("0.3", "-1"))
    assert message.startswith("бетон.toml, строка 2, запись 1 («Бетон»): вход 1 («Цемент»): поле quantity")


@pytest.mark.parametrize(
    "text", ["[[recipe]", "\ufeff[[recipe]]", "recipe = 5", "", "[[receipt]]\na = 1", "recipe = [5]"]
)
def test_a_file_that_holds_no_recipes_is_refused(tmp_path, text):
    assert message_of(tmp_path, text).startswith("бетон.toml")


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "бетон.toml").write_bytes(GOOD.encode("cp1251"))
    with pytest.raises(RecipeError, match=r"бетон\.toml: файл не читается"):
        load_recipes(tmp_path)


def test_a_product_told_twice_is_named_with_both_places(tmp_path):
    (tmp_path / "а.toml").write_text(GOOD, encoding="utf-8")
    message = message_of(tmp_path, GOOD)
    assert message.startswith("бетон.toml, строка 2, запись 1")
    assert "а.toml, строка 2" in message
