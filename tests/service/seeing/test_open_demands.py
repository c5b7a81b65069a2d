"""What a member could supply tells nobody where the asker is: who is within reach does not depend on it."""

import threading

import pytest

from data.tables.pool import ChainRow, CompanyRow, NeedRow, ProjectRow, SlotRow
from service.access import COMMAND_LINE
from tests.service.conftest import ApiClient
from tests.service.words_decide import let_words_decide

BETON, OKNA = 1, 3  # «Бетонный двор» delivers 100 km far: to Тюмень, not to Ишим
CONCRETE = {"title": "Бетон товарный М500", "kind": "product"}


@pytest.fixture
def member(services, app):
    return ApiClient(app, services.accounts.create_key("member:beton").key)


@pytest.fixture
def move(services):
    """Puts «Окна Сибири» and what it asks for into a town; the pool follows."""
    let_words_decide(services)
    create = services.pool_entry.create
    need = create(COMMAND_LINE, NeedRow, CONCRETE | {"company_id": OKNA, "visibility": "cluster"})
    chain = create(COMMAND_LINE, ChainRow, {"code": "ц", "title": "Цепочка", "kind": "vertical"})
    values = {"chain_id": chain.id, "code": "п", "title": "Проект", "product": "Дом", "initiator_id": OKNA}
    project = create(COMMAND_LINE, ProjectRow, values)
    create(COMMAND_LINE, SlotRow, CONCRETE | {"project_id": project.id, "code": "з"})

    def move(town):
        services.pool_entry.update(COMMAND_LINE, NeedRow, need.id, {"place": town})
        services.pool_entry.update(COMMAND_LINE, CompanyRow, OKNA, {"municipality": town})
        services.follower.step()

    return move


def told(member):
    """The proposals themselves; numbers of needs and snapshots aside."""
    partners = member.get(f"/companies/{BETON}/partners?direction=downstream").json["partners"]
    views = [
        member.get(f"/my/recommendations?view={view}").json["groups"] for view in ("customers", "places")
    ]
    return [[one for one in partners if one["company"] is None], *views]


def test_a_member_is_proposed_the_same_wherever_in_the_region_the_asker_is(member, move):
    move("Тюмень")
    near = told(member)
    move("Ишим")
    assert all(near)
    assert told(member) == near


def test_no_member_is_a_customer_of_its_own_or_for_who_left(services, app, move):
    move("Тюмень")
    own = ApiClient(app, services.accounts.create_key("member:okna").key)
    beton = ApiClient(app, services.accounts.create_key("member:beton").key)
    services.pool_entry.create(
        COMMAND_LINE, NeedRow, {"company_id": BETON, "visibility": "cluster", **CONCRETE}
    )
    services.follower.step()
    found = told(beton)
    assert len(found[0]) == 1  # of «Окна Сибири», not its own
    assert own.get(f"/companies/{OKNA}/partners?direction=downstream").status_code == 200
    services.pool_entry.archive(COMMAND_LINE, CompanyRow, OKNA)
    assert told(beton) == [[], [], []]


def test_needs_as_they_are_told_are_ranked_before_anybody_asks(services, member, move):
    named = {"title": "Бетон М500 F200 для Окон Сибири", "company_id": OKNA, "visibility": "cluster"}
    services.pool_entry.create(COMMAND_LINE, NeedRow, named)
    move("Тюмень")
    services.boards.warm_soon()
    for thread in threading.enumerate():
        if thread.name == "ranking ahead":
            thread.join()
    ranked = len(services.boards.current().rankings)
    assert all(told(member))
    assert len(services.boards.current().rankings) == ranked
