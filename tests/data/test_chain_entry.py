import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from data import entry
from data.entry import EntryError
from data.exchange.columns import CHAINS, PROJECTS, SLOTS
from data.store.chains import load_chains
from data.tables.pool import ChainRow, CompanyRow, ProjectRow, SlotRow
from data.units import UNITS
from tests.data.cell_strategies import cells


@pytest.fixture
def session(database):
    with database.reading() as session:
        yield session


class World:
    """One vertical chain; companies by code, a project a company that initiates one."""

    def __init__(self, session):
        self.session = session
        self.chain = entry.create(session, ChainRow, {"title": "Стены"})
        self.projects = {}

    def company(self, code, **values):
        found = self.session.scalars(select(CompanyRow).where(CompanyRow.code == code)).first()
        return found or entry.create(self.session, CompanyRow, {"code": code, "name": code} | values)

    def project(self, initiator, **values):
        if initiator not in self.projects:
            named = {"title": f"Проект {initiator}", "product": f"Продукт {initiator}"}
            owned = {"chain_id": self.chain.id, "initiator_id": self.company(initiator).id}
            self.projects[initiator] = entry.create(self.session, ProjectRow, named | owned | values)
        return self.projects[initiator]

    def slot(self, customer, *suppliers, **values):
        """A slot of a customer's project, filled by suppliers under contract."""
        filled = [self.company(code).id for code in suppliers]
        named = {"title": "Цемент", "project_id": self.project(customer).id}
        basis = "договор" if filled else None
        return entry.create(self.session, SlotRow, named | {"filled_by": filled, "basis": basis} | values)


@pytest.fixture
def world(session):
    return World(session)


def wrong_fields(error):
    return [(e.field, str(e)) for e in error.value.errors]


def test_a_chain_a_project_and_a_slot_by_hand_are_read_as_imported_ones(session, world):
    chain = entry.create(
        session,
        ChainRow,
        {"title": " Крыши ", "kind": "горизонтальная", "stage": "формируется", "investment_rub": "3 600"},
    )
    values = {"chain_id": chain.id, "title": "Линия", "product": "Черепица", "capacity_per_month": "1 200,5"}
    project = entry.create(session, ProjectRow, values | {"unit": "кв.м", "stage": "запущен"})
    values = {"project_id": project.id, "title": "Песок", "kind": "материал", "unit": "кубов"}
    slot = entry.create(session, SlotRow, values)
    assert (chain.title, chain.kind, chain.stage, chain.investment_rub) == (
        "Крыши",
        "horizontal",
        "forming",
        3600,
    )
    assert (project.capacity_per_month, project.unit, project.stage) == (1200.5, "м²", "launched")
    assert (slot.kind, slot.unit, slot.filled_by, slot.basis) == ("material", "м³", [], None)


def test_what_nobody_said_takes_the_plain_value_and_a_code_is_made_up(world):
    project, slot = world.project("К-1"), world.slot("К-1")
    assert (world.chain.kind, world.chain.stage, project.stage, slot.kind) == (
        "vertical",
        "conceived",
        "idea",
        "product",
    )
    codes = {world.chain.code, project.code, slot.code}
    assert len(codes) == 3 and all(code.startswith("auto-") for code in codes)


@pytest.mark.parametrize(
    ("table", "values", "field", "message"),
    [
        (ChainRow, {}, "title", "Поле нужно заполнить"),
        (ChainRow, {"title": "Х", "investment_rub": -1}, "investment_rub", "Нужно число от 0 до 10^15"),
        (
            ChainRow,
            {"title": "Х", "kind": "кривая"},
            "kind",
            "«кривая» нет в списке: вертикальная, горизонтальная",
        ),
        (ProjectRow, {"capacity_per_month": -5}, "capacity_per_month", "Нужно число от 0 до 10^15"),
        (ProjectRow, {"product": " "}, "product", "Поле нужно заполнить"),
        (ProjectRow, {"chain_id": 404}, "chain_id", "Такой цепочки нет"),
        (ProjectRow, {"initiator_id": 404}, "initiator_id", "Такой компании в пуле нет"),
        (ProjectRow, {"okpd2": "стены"}, "okpd2", "Нужен код вида 23.61.11, а здесь «стены»"),
        (SlotRow, {"volume_per_month": -5}, "volume_per_month", "Нужно число от 0 до 10^15"),
        (SlotRow, {"unit": "ведро"}, "unit", f"Единицы «ведро» нет в списке: {', '.join(UNITS)}"),
        (SlotRow, {"project_id": None}, "project_id", "Такого проекта нет"),
        (
            SlotRow,
            {"title": "продукт  к-1"},
            "title",
            "Звено — это продукт самого проекта: назовите, что для него нужно",
        ),
        (SlotRow, {"filled_by": [404], "basis": "договор"}, "filled_by", "Компании № 404 в пуле нет"),
        (
            SlotRow,
            {"filled_by": [1], "basis": "договор"},
            "filled_by",
            "«К-1» — инициатор проекта: звено закрывают другие",
        ),
        (
            SlotRow,
            {"filled_by": [2], "basis": "договор"},
            "filled_by",
            "«К-2» — внешний заказчик: он не поставщик",
        ),
        (SlotRow, {"filled_by": [3]}, "basis", "Укажите основание: договор или соглашение"),
        (SlotRow, {"basis": "договор"}, "basis", "Основание указывают вместе с тем, кто закрывает звено"),
    ],
)
def test_a_wrong_value_is_refused_with_its_field_and_nothing_is_made(
    session, world, table, values, field, message
):
    project = world.project("К-1")
    world.company("К-2", status="внешний заказчик")
    world.company("К-3")
    right = {
        ChainRow: {},
        ProjectRow: {"chain_id": world.chain.id, "title": "Х", "product": "Х"},
        SlotRow: {"project_id": project.id, "title": "Х"},
    }
    before = num_rows(session)
    with pytest.raises(EntryError) as error:
        entry.create(session, table, right[table] | values)
    assert wrong_fields(error) == [(field, message)]
    assert num_rows(session) == before


def num_rows(session):
    return [len(session.scalars(select(table.id)).all()) for table in (ChainRow, ProjectRow, SlotRow)]


def test_a_code_is_taken_once(session, world):
    entry.create(session, ChainRow, {"code": "Ц-1", "title": "Дороги"})
    with pytest.raises(EntryError, match="Код «Ц-1» уже занят"):
        entry.create(session, ChainRow, {"code": "Ц-1", "title": "Крыши"})
    with pytest.raises(EntryError, match="Код «Ц-1» уже занят"):
        entry.update(session, world.chain, {"code": "Ц-1"})


def test_an_edit_changes_the_given_fields_and_nothing_when_one_is_wrong(session, world):
    slot = world.slot("К-1", "К-2", description="Навалом")
    with pytest.raises(EntryError) as error:
        entry.update(session, slot, {"title": "Известь", "volume_per_month": -1, "unit": "ведро"})
    assert [field for field, _ in wrong_fields(error)] == ["unit", "volume_per_month"]
    entry.update(session, slot, {"title": "Известь", "description": None})
    session.flush()
    session.refresh(slot)
    assert (slot.title, slot.description, slot.basis) == ("Известь", None, "contract")


@pytest.mark.parametrize("nobody", [[], None])
def test_a_slot_that_nobody_fills_any_more_has_no_basis(session, world, nobody):
    slot = world.slot("К-1", "К-2", "К-3")
    entry.update(session, slot, {"filled_by": nobody, "basis": "договор"})
    assert (slot.filled_by, slot.basis) == ([], None)


def test_a_basis_cannot_be_taken_from_a_filled_slot(session, world):
    slot = world.slot("К-1", "К-2")
    with pytest.raises(EntryError, match="Укажите основание"):
        entry.update(session, slot, {"basis": None})


def test_a_company_that_left_may_stay_but_not_come_into_a_slot(session, world):
    slot = world.slot("К-1", "К-2")
    entry.archive(world.company("К-2"))
    entry.update(session, slot, {"title": "Известь", "filled_by": list(slot.filled_by)})
    with pytest.raises(EntryError, match="в пуле нет"):
        entry.create(
            session,
            SlotRow,
            {
                "title": "Песок",
                "project_id": slot.project_id,
                "filled_by": slot.filled_by,
                "basis": "договор",
            },
        )
    assert slot.title == "Известь"


def test_an_initiator_cannot_come_to_a_project_that_it_supplies(session, world):
    world.slot("К-1", "К-2")
    with pytest.raises(EntryError) as error:
        entry.update(session, world.project("К-1"), {"initiator_id": world.company("К-2").id})
    assert wrong_fields(error) == [("initiator_id", "Эта компания закрывает звено проекта «Цемент»")]


def test_a_product_cannot_be_renamed_to_what_it_is_made_of(session, world):
    world.slot("К-1")
    with pytest.raises(EntryError, match="Так называется звено этого проекта: «Цемент»"):
        entry.update(session, world.project("К-1"), {"product": "ЦЕМЕНТ"})


def test_supplies_may_not_go_in_a_circle_and_the_circle_is_named(session, world):
    world.slot("К-1", "К-2")
    world.slot("К-2", "К-3")
    with pytest.raises(EntryError) as error:
        world.slot("К-3", "К-4", "К-1")
    assert wrong_fields(error) == [("filled_by", "Поставки замыкаются в круг: К-3 → К-2 → К-1 → К-3")]
    assert world.slot("К-3", "К-4").filled_by == [world.company("К-4").id]


def test_an_edit_may_not_close_a_circle_either(session, world):
    slot = world.slot("К-1", "К-2", kind="услуга")
    world.slot("К-2", "К-1")
    with pytest.raises(EntryError, match="К-1 → К-2 → К-1"):
        entry.update(session, slot, {"kind": "материал"})
    assert slot.kind == "service"


def test_services_and_other_chains_make_no_circle(session, world):
    world.slot("К-1", "К-2")
    world.slot("К-2", "К-1", kind="услуга")
    world.slot("К-2", "К-1", kind="работа")
    other = World(session)
    assert other.slot("К-2", "К-1").id


def test_a_horizontal_chain_may_supply_in_circles_until_it_becomes_vertical(session, world):
    entry.update(session, world.chain, {"kind": "горизонтальная"})
    world.slot("К-1", "К-2")
    slot = world.slot("К-2", "К-1")
    with pytest.raises(EntryError) as error:
        entry.update(session, world.chain, {"kind": "вертикальная"})
    assert wrong_fields(error) == [("kind", "Поставки замыкаются в круг: К-2 → К-1 → К-2")]
    entry.archive(slot)
    entry.update(session, world.chain, {"kind": "вертикальная"})
    assert world.chain.kind == "vertical"


def test_an_initiator_may_not_close_a_circle(session, world):
    world.slot("К-1", "К-2")
    world.slot("К-3", "К-1")
    with pytest.raises(EntryError) as error:
        entry.update(session, world.project("К-3"), {"initiator_id": world.company("К-2").id})
    assert wrong_fields(error) == [("initiator_id", "Поставки замыкаются в круг: К-2 → К-1 → К-2")]


@pytest.mark.parametrize("archived", ["slot", "project"])
def test_what_comes_back_may_not_close_a_circle(session, world, archived):
    slot = world.slot("К-1", "К-2")
    row = {"slot": slot, "project": world.project("К-1")}[archived]
    entry.archive(row)
    world.slot("К-2", "К-1")
    with pytest.raises(EntryError, match="К-1 → К-2 → К-1"):
        entry.restore(row)
    assert row.archived_at


def test_an_archived_chain_hides_what_is_in_it_and_brings_it_back(session, world):
    world.slot("К-1", "К-2")
    whole = load_chains(session)
    entry.archive(world.chain)
    assert load_chains(session) == ()
    with pytest.raises(EntryError, match="Такой цепочки нет"):
        entry.create(session, ProjectRow, {"chain_id": world.chain.id, "title": "Х", "product": "Х"})
    with pytest.raises(EntryError, match="Такого проекта нет"):
        entry.create(session, SlotRow, {"project_id": world.project("К-1").id, "title": "Х"})
    entry.restore(world.chain)
    assert load_chains(session) == whole and len(whole[0].slots) == 1


SHEETS = {ChainRow: CHAINS, ProjectRow: PROJECTS, SlotRow: SLOTS}


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_values_are_kept_or_refused_with_their_fields(session, world, data):
    table = data.draw(st.sampled_from(list(SHEETS)))
    ids = st.sampled_from([None, 0, 1, 404, 2**70])
    references = {"chain_id": ids, "project_id": ids, "initiator_id": ids, "filled_by": st.lists(ids)}
    columns = {column.field: cells for column in SHEETS[table].columns}
    values = data.draw(st.fixed_dictionaries({}, optional=columns | references))
    world.slot("К-1", "К-2")
    try:
        with session.begin_nested():
            row = entry.create(session, table, values)
            entry.update(session, row, values)
    except EntryError as error:
        assert all(e.field in columns | references for e in error.errors)
