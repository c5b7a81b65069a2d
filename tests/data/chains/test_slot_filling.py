"""A company joins those who fill a slot, or leaves them."""

import pytest

from data import entry
from data.chains.slot_filling import fill, release
from data.entry import EntryError
from data.tables.pool import ChainRow, CompanyRow, ProjectRow, SlotRow


@pytest.fixture
def session(database):
    with database.reading() as session:
        yield session


@pytest.fixture
def slot(session):
    chain = entry.create(session, ChainRow, {"title": "Стены"})
    project = entry.create(session, ProjectRow, {"chain_id": chain.id, "title": "Линия", "product": "Кирпич"})
    return entry.create(session, SlotRow, {"project_id": project.id, "title": "Глина"})


@pytest.fixture
def one(session):
    return entry.create(session, CompanyRow, {"name": "Первая"})


@pytest.fixture
def other(session):
    return entry.create(session, CompanyRow, {"name": "Вторая"})


def test_the_first_fills_a_slot_on_the_given_basis_and_the_next_joins_on_it(session, slot, one, other):
    fill(session, slot, one.id, "agreement")
    fill(session, slot, other.id, "contract")
    assert (slot.filled_by, slot.basis) == ([one.id, other.id], "agreement")


def test_who_leaves_leaves_the_others(session, slot, one, other):
    fill(session, slot, one.id, "contract")
    fill(session, slot, other.id, "contract")
    release(session, slot, one.id)
    assert (slot.filled_by, slot.basis) == ([other.id], "contract")
    release(session, slot, other.id)
    assert (slot.filled_by, slot.basis) == ([], None)


def test_whoever_left_the_pool_fills_nothing_and_stands_in_nobodys_way(session, slot, one, other):
    fill(session, slot, one.id, "contract")
    entry.archive(one)
    fill(session, slot, other.id, "agreement")
    assert (slot.filled_by, slot.basis) == ([other.id], "agreement")


def test_without_a_basis_nobody_fills_a_slot(session, slot, one):
    with pytest.raises(EntryError, match="основание"):
        fill(session, slot, one.id, "")
    assert slot.filled_by == []
