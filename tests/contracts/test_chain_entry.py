"""Chains are entered alike on each engine."""

import pytest

from data import entry
from data.chains.start import start_chain
from data.entry import EntryError
from data.store.chains import load_chains
from data.tables.pool import CompanyRow, ProjectRow, SlotRow


def test_a_chain_is_started_filled_and_kept_free_of_circles(database):
    with database.changing("test", "start") as session:
        one, other = (entry.create(session, CompanyRow, {"code": code, "name": code}) for code in ("А", "Б"))
        chain = start_chain(session, {"product": "Газоблок", "initiator_id": one.id})
        (project,) = chain.projects
        filled = {"filled_by": [other.id], "basis": "договор"}
        entry.create(
            session, SlotRow, {"project_id": project.id, "title": "Вода", "kind": "материал"} | filled
        )
        values = {"chain_id": chain.id, "title": "Х", "product": "Х", "initiator_id": other.id}
        second = entry.create(session, ProjectRow, values)
    with pytest.raises(EntryError, match="Б → А → Б"), database.changing("test", "close") as session:
        back = {"filled_by": [one.id], "basis": "договор"}
        entry.create(session, SlotRow, {"project_id": second.id, "title": "Блок"} | back)
    with database.reading() as session:
        (whole,) = load_chains(session)
    assert [slot.title for slot in whole.slots if slot.filled_by] == ["Вода"]
    assert whole.company_ids == {one.id, other.id}
