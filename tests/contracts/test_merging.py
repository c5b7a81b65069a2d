"""Companies are merged, taken apart and told of alike on every engine."""

import pytest
from sqlalchemy import select

from data import entry
from data.merging.merge import merge
from data.merging.undo import undo_merge
from data.store.company_card import changes_of, contracts_of, filled_slots
from data.store.record_card import chain_around
from data.tables.merges import MergeRow
from data.tables.pool import AuditRow, ChainRow, CompanyRow, ContractRow, OfferRow, ProjectRow, SlotRow


@pytest.fixture
def stocked(database):
    """Two companies that are one, a third, and all that names them."""
    with database.changing("test", "companies.create") as session:
        _, merged, other = (
            entry.create(session, CompanyRow, {"name": name, "inn": inn})
            for name, inn in (("Щебень", ""), ("Щебень", "7707083893"), ("Дорога", ""))
        )
        entry.create(session, OfferRow, {"company_id": merged.id, "title": "Щебень 5–20"})
        sides = {"supplier_id": merged.id, "customer_id": other.id, "subject": "Щебень"}
        entry.create(session, ContractRow, sides)
        chain = entry.create(session, ChainRow, {"title": "Дороги"})
        project = {"chain_id": chain.id, "title": "Асфальт", "product": "Асфальтобетон"}
        project_id = entry.create(session, ProjectRow, project).id
        filled = {"filled_by": [merged.id, other.id], "basis": "contract"}
        entry.create(session, SlotRow, {"project_id": project_id, "title": "Щебень для смеси"} | filled)
    return database


def test_companies_are_merged_and_made_two_again(stocked):
    with stocked.changing("test", "companies.merge", "1") as session:
        kept, merged = session.get_one(CompanyRow, 1), session.get_one(CompanyRow, 2)
        changes = merge(session, kept, merged, {})
        session.add(MergeRow(kept_id=1, merged_id=2, by="test", done={"changes": changes}, undone={}))
    with stocked.reading() as session:
        assert [one.contract.supplier_id for one in contracts_of(session, 1)] == [1]
        assert [one.slot for one in filled_slots(session, 1)] == ["Щебень для смеси"]
        assert session.get_one(CompanyRow, 1).inn == "7707083893"
    with stocked.changing("test", "companies.unmerge", "1") as session:
        done = session.scalars(select(MergeRow)).one().done
        assert undo_merge(session, done["changes"]).stayed == []
    with stocked.reading() as session:
        assert (contracts_of(session, 1), filled_slots(session, 1)) == ([], [])
        assert session.get_one(CompanyRow, 2).inn == "7707083893"
        assert session.get_one(CompanyRow, 2).archived_at is None


def test_the_log_tells_of_one_company_only_what_was_done_to_it(stocked):
    with stocked.changing("user:1", "companies.update", "2") as session:
        entry.update(session, session.get_one(CompanyRow, 2), {"phone": "+7 3452 11-22-33"})
    with stocked.noting() as session:
        records = [{"table": "companies", "id": 22, "fields": []}]
        session.add(
            AuditRow(actor="user:2", action="companies.update", subject="22", details={"records": records})
        )
    with stocked.reading() as session:
        assert [line.actor for line in changes_of(session, "companies", 2, 10)] == ["user:1", "test"]


def test_a_slot_tells_its_project_and_its_chain(stocked):
    with stocked.reading() as session:
        slot = session.scalars(select(SlotRow)).one()
        chain, project = chain_around(session, slot)
        assert (chain.title, project.title) == ("Дороги", "Асфальт")
