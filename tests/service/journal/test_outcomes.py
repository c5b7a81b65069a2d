"""The ledger over requests of the small pool, with sums and days written out."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from data.periods import DAY, Period
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.pool import ChainRow, ProjectRow, SlotRow
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError
from service.journal.closing import Signed
from service.journal.outcomes_file import outcomes_xlsx
from service.journal.steps import Said
from service.journal.suppliers import Supplier

BETON, ARMATURA, OKNA, TREST = 1, 2, 3, 4
TODAY = date.today()
NOW = Period(TODAY - 40 * DAY, TODAY + DAY)


class Office:
    """Requests that came and ended some days ago."""

    def __init__(self, services):
        self.services = services

    def request(self, text, company=TREST, came_days_ago=0):
        id_ = self.services.journal.draft(COMMAND_LINE, text, "call").id
        values = {"company_id": company, "title": text, "kind": "product"}
        self.services.journal.confirm(COMMAND_LINE, id_, values)
        self.age(id_, "received", came_days_ago)
        return id_

    def ask(self, id_, *companies):
        self.services.request_steps.ask(COMMAND_LINE, id_, [Supplier(one) for one in companies])

    def quote(self, id_, company):
        self.services.request_steps.answer(COMMAND_LINE, id_, Said("answered", company))

    def sign(self, id_, company, rub):
        self.services.request_closing.close_with_contract(COMMAND_LINE, id_, Signed(company, rub))

    def age(self, id_, kind, days):
        with self.services.database.changing("test", "age") as session:
            for event in session.query(RequestEventRow).filter_by(request_id=id_, kind=kind):
                event.at -= timedelta(days=days)
            if kind == "received":
                session.get(RequestRow, id_).created_at -= timedelta(days=days)

    def ledger(self, period=NOW):
        return self.services.request_ledger.ledger(COMMAND_LINE, period)


@pytest.fixture
def office(services):
    return Office(services)


@pytest.fixture
def told(office):
    """Two requests of Стройтрест and one of Окна: a contract after 10 days, one after 20, one without."""
    first, second = office.request("бетон", came_days_ago=10), office.request("арматура", came_days_ago=20)
    third = office.request("цемент", OKNA)
    office.ask(first, BETON, ARMATURA)
    office.quote(first, BETON)
    office.age(first, "answered", 4)
    office.quote(first, BETON)
    office.sign(first, BETON, 100)
    office.sign(second, ARMATURA, 50.5)
    office.services.request_closing.close_without_result(COMMAND_LINE, third, "price")
    return office.ledger()


def by_name(ledger, group):
    return {one.name: one for one in ledger.groups[group]}


def test_every_step_counts_once_for_its_group(told):
    trest, okna = (by_name(told, "company")[name] for name in ("Стройтрест", "Окна Сибири"))
    assert (trest.received, trest.asked, trest.quoted, trest.contracts, trest.amount_rub) == (
        2,
        2,
        1,
        2,
        150.5,
    )
    assert (okna.received, okna.contracts, okna.no_result, okna.reasons) == (1, 0, 1, {"price": 1})
    assert (told.total.received, told.total.amount_rub, told.total.no_result) == (3, 150.5, 1)


def test_the_medians_are_of_days_to_the_first_quotation_and_to_the_contract(told):
    assert told.total.days_to_quotation == 6, "asked for 10 days ago, first quoted 4 days ago"
    assert told.total.days_to_contract == 15, "between 10 and 20"
    assert by_name(told, "company")["Окна Сибири"].days_to_contract is None


def test_steps_stand_in_the_month_in_which_they_happened(office):
    id_ = office.request("бетон", came_days_ago=31)
    office.sign(id_, BETON, 10)
    came, ended = (day.replace(day=1) for day in (TODAY - 31 * DAY, TODAY))
    months = {one.key: (one.received, one.contracts) for one in office.ledger().groups["month"]}
    assert months == {came: (1, 0), ended: (0, 1)}
    assert office.ledger(Period(TODAY, TODAY + DAY)).total.received == 0


def test_an_end_that_was_taken_back_is_none(office):
    id_ = office.request("бетон")
    office.sign(id_, BETON, 10)
    office.services.request_closing.reopen(COMMAND_LINE, id_)
    assert (office.ledger().total.contracts, office.ledger().total.amount_rub) == (0, 0)


def test_a_request_is_of_the_chain_of_the_slot_that_its_words_call(office):
    entry = office.services.pool_entry
    chain = entry.create(COMMAND_LINE, ChainRow, {"title": "Стены"})
    values = {"title": "Завод", "product": "Блок", "chain_id": chain.id, "initiator_id": OKNA}
    project = entry.create(COMMAND_LINE, ProjectRow, values)
    for title in ("Цемент ЦЕМ I", "Известь"):
        entry.create(COMMAND_LINE, SlotRow, {"title": title, "kind": "material", "project_id": project.id})
    office.request("нужен цемент навалом", OKNA)
    office.request("нужны формы", OKNA)
    office.request("цемент в мешках", TREST)
    assert {name: one.received for name, one in by_name(office.ledger(), "chain").items()} == {
        "Стены": 1,
        "": 2,
    }


def test_the_workbook_tells_which_contract_came_from_which_request(told):
    book = load_workbook(BytesIO(outcomes_xlsx(COMMAND_LINE, told)))
    head, *rows = book["Обращения"].iter_rows(values_only=True)
    told_rows = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["Что нужно"], row["С кем договор"], row["Сумма, ₽"]) for row in told_rows] == [
        ("бетон", "Бетонный двор", 100),
        ("арматура", "Арматура Плюс", 50.5),
        ("цемент", None, None),
    ]
    assert told_rows[2]["Почему без результата"] == "не сошлись в цене"


def test_no_cell_of_the_workbook_is_a_formula(office):
    office.request("=1+1")
    book = load_workbook(BytesIO(outcomes_xlsx(COMMAND_LINE, office.ledger())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == "=1+1" for cell in cells) and all(cell.data_type != "f" for cell in cells)


def test_nobody_but_staff_sees_the_ledger(services):
    with pytest.raises(ForbiddenError):
        services.request_ledger.ledger(Caller("key:1", "guest"), NOW)
