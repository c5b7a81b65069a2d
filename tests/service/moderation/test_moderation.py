"""Changes of members that wait for a yes, whichever door they came through."""

import shutil

import pytest

from data.entry import EntryError
from data.tables.pool import OfferRow
from service.access import COMMAND_LINE, Caller
from service.app import create_app
from service.errors import NotFoundError, WaitsError
from tests.models.words_encoder import WordsEncoder
from tests.service.conftest import ApiClient, assert_problem, opened
from tests.service.web.conftest import Pool

TITLE = "Бетон товарный М500"


@pytest.fixture
def services(filled_folder, tmp_path):
    """The small pool where the association looks at every change."""
    folder = shutil.copytree(filled_folder, tmp_path / "data")
    services = opened(folder, WordsEncoder(), moderation="approve")
    yield services
    services.database.close()


@pytest.fixture
def pool(services):
    return Pool(services)


@pytest.fixture
def member(pool):
    return Caller("user:9", "member", company_id=pool.company("beton").id)


def propose(services, member, row, **values):
    with pytest.raises(WaitsError) as waits:
        services.pool_entry.update(member, type(row), row.id, values)
    return waits.value.proposal_id


def waiting(services):
    return [(one.row.before, one.row.after) for one in services.moderation.listed(COMMAND_LINE)]


def approve(services, id_):
    (found,) = [one for one in services.moderation.listed(COMMAND_LINE) if one.row.id == id_]
    services.moderation.approve(COMMAND_LINE, id_, found.mark)


def test_staff_change_at_once(services, pool):
    services.pool_entry.update(COMMAND_LINE, OfferRow, pool.offer(TITLE).id, {"min_batch": "1 куб"})
    assert pool.offer(TITLE).min_batch == "1 куб"


def test_of_a_record_one_proposal_waits_with_the_fields_of_all_edits(services, pool, member):
    row = pool.offer(TITLE)
    first = propose(services, member, row, min_batch="1 куб")
    assert propose(services, member, row, lead_time_days=3, unit="м³") == first
    assert propose(services, member, row, min_batch="2 куба") == first
    before = {"min_batch": None, "lead_time_days": None, "unit": None}
    assert waiting(services) == [(before, {"min_batch": "2 куба", "lead_time_days": 3, "unit": "м³"})]
    assert pool.offer(TITLE).min_batch is None


def test_a_proposal_of_what_is_there_already_is_none(services, pool, member):
    row = pool.offer(TITLE)
    services.pool_entry.update(member, OfferRow, row.id, {"title": TITLE})
    propose(services, member, row, min_batch="1 куб")
    services.pool_entry.update(member, OfferRow, row.id, {"min_batch": None})
    assert waiting(services) == []


def test_what_is_wrong_is_told_before_anybody_looks(services, pool, member):
    with pytest.raises(EntryError) as error:
        services.pool_entry.update(member, OfferRow, pool.offer(TITLE).id, {"utilisation_percent": "много"})
    assert [one.field for one in error.value.errors] == ["utilisation_percent"] and waiting(services) == []


def test_an_approval_changes_the_record_and_is_taken_back(services, pool, member):
    row = pool.offer(TITLE)
    id_ = propose(services, member, row, confirmed_on="2026-09-15", radius_km=60)
    approve(services, id_)
    assert (pool.offer(TITLE).radius_km, str(pool.offer(TITLE).confirmed_on)) == (60, "2026-09-15")
    services.moderation.undo(COMMAND_LINE, id_)
    assert (pool.offer(TITLE).radius_km, pool.offer(TITLE).confirmed_on) == (100, None)
    assert len(waiting(services)) == 1


def test_what_somebody_changed_after_the_approval_stays_when_it_is_taken_back(services, pool, member):
    id_ = propose(services, member, pool.offer(TITLE), radius_km=60, unit="м³")
    approve(services, id_)
    services.pool_entry.update(COMMAND_LINE, OfferRow, pool.offer(TITLE).id, {"radius_km": 75})
    services.moderation.undo(COMMAND_LINE, id_)
    assert (pool.offer(TITLE).radius_km, pool.offer(TITLE).unit) == (75, None)


def test_what_was_not_looked_at_is_not_approved(services, pool, member):
    id_ = propose(services, member, pool.offer(TITLE), unit="м³")
    (seen,) = services.moderation.listed(COMMAND_LINE)
    propose(services, member, pool.offer(TITLE), unit="т")
    with pytest.raises(EntryError):
        services.moderation.approve(COMMAND_LINE, id_, seen.mark)
    assert pool.offer(TITLE).unit is None


def test_a_change_of_an_archived_record_can_only_be_declined(services, pool, member):
    row = pool.offer(TITLE)
    id_ = propose(services, member, row, unit="м³")
    services.pool_entry.archive(member, OfferRow, row.id)
    with pytest.raises(EntryError):
        approve(services, id_)
    services.moderation.decline(COMMAND_LINE, id_, "уже не нужно")


def test_a_new_record_proposed_twice_is_one_and_comes_back_after_it_was_taken_back(services, pool, member):
    values = {"company_id": member.company_id, "title": "Раствор М150"}
    ids = set()
    for _ in range(2):
        with pytest.raises(WaitsError) as waits:
            services.pool_entry.create(member, OfferRow, values)
        ids.add(waits.value.proposal_id)
    (id_,) = ids
    approve(services, id_)
    services.moderation.undo(COMMAND_LINE, id_)
    assert pool.offer("Раствор М150").archived_at
    approve(services, id_)
    assert pool.offer("Раствор М150").archived_at is None


def test_a_member_may_not_decide_and_sees_only_its_own(services, pool, member):
    id_ = propose(services, member, pool.offer(TITLE), unit="м³")
    other = Caller("user:8", "member", company_id=pool.company("okna").id)
    assert (
        len(services.moderation.own(member, "waits")) == 1 and services.moderation.own(other, "waits") == []
    )
    with pytest.raises(NotFoundError):
        services.moderation.withdraw(other, id_)
    for who in (member, other):
        with pytest.raises(Exception, match="сотрудники"):
            services.moderation.approve(who, id_, "")
    assert services.moderation.num_waiting(member) == 0


def test_a_withdrawal_is_taken_back_by_the_member_unless_something_else_waits(services, pool, member):
    id_ = propose(services, member, pool.offer(TITLE), unit="м³")
    services.moderation.withdraw(member, id_)
    services.moderation.undo(member, id_)
    assert len(waiting(services)) == 1
    services.moderation.withdraw(member, id_)
    propose(services, member, pool.offer(TITLE), unit="т")
    with pytest.raises(EntryError):
        services.moderation.undo(member, id_)


def test_over_the_api_a_change_that_waits_is_accepted_and_listed(services, pool):
    key = services.accounts.create_key("member:beton").key
    own = ApiClient(create_app(services), key)
    answer = own.patch(f"/offers/{pool.offer(TITLE).id}", {"unit": "м³"})
    assert (answer.status_code, answer.json["state"]) == (202, "waits")
    (told,) = own.get("/my/proposals").json["proposals"]
    assert (told["id"], told["after"], told["state"]) == (answer.json["proposal"], {"unit": "м³"}, "waits")
    assert own.delete(f"/my/proposals/{told['id']}").status_code == 204
    assert own.get("/my/proposals").json["proposals"] == []


def test_fields_of_the_association_are_refused_at_their_place(services, pool):
    own = ApiClient(create_app(services), services.accounts.create_key("member:beton").key)
    for field, value in {"name": "Другое", "inn": "7203000000", "contact_phone": "+7 345 200-00-00"}.items():
        assert_problem(own.patch(f"/companies/{pool.company('beton').id}", {field: value}), 422, f"/{field}")
    assert pool.company("beton").name == "Бетонный двор"


def test_every_route_whose_change_may_wait_describes_what_it_answers_then(stranger):
    paths = stranger.get("/openapi.json").json["paths"]
    changing = [("/offers", "post"), ("/needs", "post"), ("/offers/{id}", "patch"), ("/needs/{id}", "patch")]
    for path, method in [*changing, ("/companies/{id}", "patch")]:
        waits = paths[f"/api/v1{path}"][method]["responses"]["202"]["content"]["application/json"]["schema"]
        assert waits["$ref"].endswith("/WaitsReply"), path
