"""Slots filled by several people at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from data.tables.pool import ChainRow, CompanyRow, ProjectRow, SlotRow
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError, NotFoundError

MEMBER = Caller("key:1", "member")


@pytest.fixture
def slot_id(services):
    enter = services.pool_entry.create
    chain = enter(COMMAND_LINE, ChainRow, {"title": "Стены"})
    named = {"chain_id": chain.id, "title": "Линия", "product": "Кирпич"}
    project = enter(COMMAND_LINE, ProjectRow, named)
    return enter(COMMAND_LINE, SlotRow, {"project_id": project.id, "title": "Глина"}).id


@pytest.fixture
def company_ids(services):
    named = ({"name": f"Завод {number}"} for number in range(8))
    return [services.pool_entry.create(COMMAND_LINE, CompanyRow, values).id for values in named]


def test_of_those_who_fill_a_slot_at_once_none_is_lost(services, slot_id, company_ids):
    def fill(company_id):
        services.chain_entry.fill_slot(COMMAND_LINE, slot_id, company_id, "contract")

    with ThreadPoolExecutor(len(company_ids)) as people:
        list(people.map(fill, company_ids))
    assert set(services.chain_entry.slot(COMMAND_LINE, slot_id).filled_by) == set(company_ids)


def test_only_who_may_shape_chains_fills_slots(services, slot_id, company_ids):
    with pytest.raises(ForbiddenError):
        services.chain_entry.fill_slot(MEMBER, slot_id, company_ids[0], "contract")
    with pytest.raises(ForbiddenError):
        services.chain_entry.release_slot(MEMBER, slot_id, company_ids[0])


def test_an_unknown_slot_is_not_found(services, company_ids):
    with pytest.raises(NotFoundError):
        services.chain_entry.fill_slot(COMMAND_LINE, 2**31, company_ids[0], "contract")
