"""The contract that a request ends with, in the pool: made once, taken back with the end."""

from datetime import date

import pytest

from data.entry import EditConflict, EntryError
from data.tables.pool import CompanyRow, ContractRow
from service.access import COMMAND_LINE
from service.journal.closing import Signed

BETON, TREST = 1, 4
NEED = {"company_id": TREST, "title": "Бетон М500", "kind": "product"}


class Deal:
    """One confirmed request, and the contracts of the pool."""

    def __init__(self, services):
        self.services = services
        self.id = services.journal.draft(COMMAND_LINE, "нужен бетон", "call").id
        services.journal.confirm(COMMAND_LINE, self.id, NEED)

    @property
    def row(self):
        return self.services.journal.request(COMMAND_LINE, self.id)

    def close(self, amount="500 000", seen=None, **told):
        self.services.request_closing.close_with_contract(
            COMMAND_LINE, self.id, Signed(BETON, amount, **told), seen
        )

    def reopen(self):
        self.services.request_closing.reopen(COMMAND_LINE, self.id)

    def contracts(self):
        with self.services.database.reading() as session:
            rows = session.query(ContractRow).filter(ContractRow.archived_at.is_(None)).order_by("id")
            return [(r.supplier_id, r.customer_id, r.subject, r.amount_rub, r.signed_on) for r in rows]


@pytest.fixture
def deal(services):
    return Deal(services)


def test_a_contract_of_the_request_is_a_contract_of_the_pool(deal):
    deal.close(subject="Бетон на фундамент", signed_on="12.11.2026")
    assert deal.contracts() == [(BETON, TREST, "Бетон на фундамент", 500_000, date(2026, 11, 12))]
    assert deal.row.contract.subject == "Бетон на фундамент"
    assert (BETON, TREST) in deal.services.boards.current().contracts


def test_without_a_subject_and_a_day_it_is_about_the_need_and_of_today(deal):
    deal.close()
    assert deal.contracts() == [(BETON, TREST, "Бетон М500", 500_000, date.today())]


def test_one_that_is_there_already_is_that_contract(deal):
    values = {"supplier_id": BETON, "customer_id": TREST, "subject": "бетон  м500", "signed_on": date.today()}
    deal.services.pool_entry.create(COMMAND_LINE, ContractRow, values)
    deal.close()
    assert len(deal.contracts()) == 1 and deal.row.contract.subject == "бетон м500"
    deal.reopen()
    assert len(deal.contracts()) == 1, "the end has not made it, so it stays"


def test_opened_again_the_contract_goes_and_closed_again_it_comes_back(deal):
    deal.close()
    made = deal.row.contract_id
    deal.reopen()
    assert deal.contracts() == []
    deal.close("600 000")
    assert deal.row.contract_id == made and [c[3] for c in deal.contracts()] == [600_000]


def test_a_contract_that_somebody_has_edited_since_stays(deal):
    deal.close()
    deal.services.pool_entry.update(COMMAND_LINE, ContractRow, deal.row.contract_id, {"amount_rub": "1"})
    deal.reopen()
    assert [c[3] for c in deal.contracts()] == [1]
    deal.close()
    assert len(deal.contracts()) == 1


@pytest.mark.parametrize(
    ("told", "field"), [({"signed_on": "вчера"}, "signed_on"), ({"subject": "а" * 20_001}, "subject")]
)
def test_what_is_wrong_is_told_at_its_field_and_closes_nothing(deal, told, field):
    with pytest.raises(EntryError) as error:
        deal.close(**told)
    assert [e.field for e in error.value.errors] == [field]
    assert deal.row.is_open and deal.contracts() == []


def test_closed_by_two_people_at_once_the_second_sees_both_and_the_same_twice_is_one(deal):
    seen = deal.row.version
    deal.close(seen=seen)
    deal.close(seen=seen)
    assert len(deal.contracts()) == 1
    with pytest.raises(EditConflict) as conflict:
        deal.close("700 000", seen=seen)
    assert [(c.field, c.theirs, c.yours) for c in conflict.value.contested] == [
        ("amount_rub", 500_000, 700_000)
    ]
    with pytest.raises(EditConflict):
        deal.services.request_closing.close_without_result(COMMAND_LINE, deal.id, "price", seen=seen)
    assert deal.row.amount_rub == 500_000


def test_companies_of_a_contract_that_left_the_pool_do_not_break_the_page_of_the_request(deal):
    deal.close()
    deal.services.pool_entry.archive(COMMAND_LINE, CompanyRow, BETON)
    assert deal.row.contract.supplier_id == BETON
