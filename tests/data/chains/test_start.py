import pytest
from sqlalchemy import select

from data import entry
from data.chains.start import start_chain, start_project
from data.entry import EntryError
from data.recipes.book import recipes
from data.store.chains import load_chains
from data.tables.pool import ChainRow, CompanyRow, ProjectRow, SlotRow

FACADE = {"product": "Вентилируемый фасад", "capacity_per_month": 2000, "unit": "м²"}


@pytest.fixture
def session(database):
    with database.reading() as session:
        yield session


def started(session, **values):
    """The chain that is started, as a profile."""
    is_whole = values.pop("include_optional", False)
    id_ = start_chain(session, values, is_whole).id
    return next(chain for chain in load_chains(session) if chain.id == id_)


def messages(error):
    return [(e.field, str(e)) for e in error.value.errors]


def test_a_chain_of_a_ventilated_facade_starts_from_nothing(session):
    chain = started(session, **FACADE)
    (project,) = chain.projects
    assert (chain.title, chain.kind, chain.stage) == (
        "Цепочка: Вентилируемый фасад",
        "vertical",
        "conceived",
    )
    assert (project.title, project.product, project.stage) == (
        "Вентилируемый фасад",
        "Вентилируемый фасад",
        "idea",
    )
    volumes = {slot.title: (slot.volume_per_month, slot.unit) for slot in project.slots}
    assert volumes["Кронштейны и направляющие фасадной подсистемы"] == (8000, "кг")
    assert volumes["Минераловатные плиты фасадные"] == (240, "м³")
    assert volumes["Мембрана ветрозащитная"] == (2300, "м²")
    assert volumes["Монтаж вентилируемого фасада"] == (None, None)


def test_slots_are_the_inputs_that_are_required_or_usual_with_kind_and_code(session):
    (recipe,) = [recipe for recipe in recipes() if recipe.product == "Вентилируемый фасад"]
    chain, whole = started(session, **FACADE), started(session, **FACADE, include_optional=True)
    expected = [(i.name, i.kind, i.okpd2) for i in recipe.inputs if i.need != "optional"]
    assert [(s.title, s.kind, s.okpd2) for s in chain.slots] == expected
    assert len(whole.slots) == len(recipe.inputs) > len(expected)


def test_a_slot_is_compared_by_the_name_of_its_input_alone(session):
    assert {slot.description for slot in started(session, **FACADE).slots} == {""}


def test_the_capacity_is_converted_to_the_unit_of_the_recipe(session):
    by_mass = started(session, product="Товарный бетон", capacity_per_month="2 400", unit="тонн")
    by_volume = started(session, product="Товарный бетон", capacity_per_month=1000, unit="м³")
    volumes = [slot.volume_per_month for slot in by_volume.slots]
    assert [slot.volume_per_month for slot in by_mass.slots] == pytest.approx(volumes)
    assert max(filter(None, volumes)) > 0


@pytest.mark.parametrize("known", [{}, {"capacity_per_month": 5}, {"unit": "м²"}])
def test_without_a_capacity_volumes_are_unknown_and_units_are_known(session, known):
    slots = started(session, product="Вентилируемый фасад", **known).slots
    assert {slot.volume_per_month for slot in slots} == {None}
    assert "кг" in {slot.unit for slot in slots}


def test_titles_codes_and_initiator_are_those_that_were_given(session):
    initiator = entry.create(session, CompanyRow, {"name": "Фасады"})
    values = {"title": "Фасады области", "code": "Ц-9", "okpd2": "25.11.23", "initiator_id": initiator.id}
    chain = started(session, **FACADE | values | {"investment_rub": 5e6})
    (project,) = chain.projects
    assert (chain.title, chain.code, chain.investment_rub) == ("Фасады области", "Ц-9", 5e6)
    assert (project.okpd2, project.initiator_id, project.investment_rub) == ("25.11.23", initiator.id, None)


def test_the_code_of_the_recipe_is_taken_where_none_is_given(session):
    (project,) = started(session, product="Газоблок D500").projects
    assert (project.product, project.okpd2) == ("Газоблок D500", "23.61.11.140")


def test_an_unknown_product_is_refused_with_those_that_are_named_like_it(session):
    with pytest.raises(EntryError) as error:
        start_chain(session, {"product": "Вентелируемый фасат"})
    ((field, message),) = messages(error)
    assert field == "product"
    assert message.startswith("Рецептуры такого изделия нет; похожие: «Вентилируемый фасад»")
    assert message.count("«") <= 5


def test_a_product_like_no_other_is_refused_without_guesses(session):
    with pytest.raises(EntryError) as error:
        start_chain(session, {"product": "Ъыь"})
    assert messages(error) == [("product", "Рецептуры такого изделия нет")]


def test_several_recipes_are_a_choice_to_make_and_their_names_decide(session):
    with pytest.raises(EntryError) as error:
        start_chain(session, {"product": "Кирпич силикатный рядовой"})
    message = "Рецептур несколько, назовите одну из них: «Кирпич керамический», «Кирпич силикатный»"
    assert messages(error) == [("product", message)]
    assert started(session, product="Кирпич силикатный").projects[0].product == "Кирпич силикатный"
    coded = started(session, product="Кирпич силикатный рядовой", okpd2="23.61.11.131")
    assert coded.projects[0].okpd2 == "23.61.11.131"


@pytest.mark.parametrize("recipe", recipes(), ids=lambda recipe: recipe.product)
def test_every_product_of_the_recipes_starts_a_chain(session, recipe):
    chain = started(session, product=recipe.product, capacity_per_month=100, unit=recipe.unit)
    assert len(chain.slots) == sum(needed.need != "optional" for needed in recipe.inputs)


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"product": None}, "product", "Поле нужно заполнить"),
        ({"okpd2": "фасад"}, "okpd2", "Нужен код вида 23.61.11, а здесь «фасад»"),
        ({"capacity_per_month": -1}, "capacity_per_month", "Нужно число от 0 до 10^15"),
        ({"unit": "шт."}, "unit", "Рецептура считает на м²: «шт.» не переводится в «м²»"),
        ({"unit": "т"}, "unit", "Рецептура считает на м²: «т» не переводится в «м²»"),
        ({"initiator_id": 404}, "initiator_id", "Такой компании в пуле нет"),
        ({"stage": "запущен"}, "stage", "«запущен» нет в списке: задумана, формируется, сформирована"),
    ],
)
def test_a_wrong_start_is_refused_and_leaves_nothing_behind(database, values, field, message):
    with pytest.raises(EntryError) as error, database.changing("test", "start") as session:
        start_chain(session, FACADE | values)
    assert messages(error) == [(field, message)]
    with database.reading() as session:
        assert [session.scalars(select(table)).all() for table in (ChainRow, ProjectRow, SlotRow)] == [[]] * 3


def test_a_project_starts_inside_a_chain_that_exists(session):
    chain = entry.create(session, ChainRow, {"title": "Фасады"})
    values = {"chain_id": chain.id, "title": "Вторая очередь", "stage": "инициирован"}
    start_project(session, FACADE | values)
    ((project,),) = [found.projects for found in load_chains(session)]
    assert (project.title, project.stage, len(project.slots)) == ("Вторая очередь", "initiated", 13)
    with pytest.raises(EntryError, match="Такой цепочки нет"):
        start_project(session, FACADE | {"chain_id": 404})
