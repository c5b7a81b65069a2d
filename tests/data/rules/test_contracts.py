import pytest

from data import entry
from data.tables.pool import CompanyRow, ContractRow


@pytest.fixture
def sides(database):
    with database.changing("test", "fill") as session:
        yield session, [entry.create(session, CompanyRow, {"name": name}).id for name in ("А", "Б")]


def test_a_contract_is_between_two_companies(sides):
    session, (supplier, customer) = sides
    given = {"supplier_id": supplier, "customer_id": customer, "subject": "Щебень", "amount_rub": "1 200,50"}
    assert entry.create(session, ContractRow, given).amount_rub == 1200.5


@pytest.mark.parametrize(("change", "field"), [("same", "customer_id"), ("unknown", "supplier_id")])
def test_a_contract_with_itself_or_with_nobody_is_refused(sides, change, field):
    session, (supplier, customer) = sides
    row = entry.create(
        session, ContractRow, {"supplier_id": supplier, "customer_id": customer, "subject": "Щебень"}
    )
    changed = {"customer_id": supplier} if change == "same" else {"supplier_id": 404}
    with pytest.raises(entry.EntryError) as raised:
        entry.update(session, row, changed)
    assert [error.field for error in raised.value.errors] == [field]
