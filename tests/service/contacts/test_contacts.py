"""Asked, answered, passed: who learns what, and what the journal says."""

from datetime import timedelta

import pytest

from data.entry import EntryError
from data.tables.contacts import ContactRow
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.pool import CompanyRow, NeedRow
from service.access import Caller
from service.contacts.asking import About
from service.errors import ForbiddenError, NotFoundError
from tests.service.contacts.conftest import STAFF


@pytest.fixture
def asked(services, members, open_need):
    """«Бетонный двор» has asked who needs the reinforcement."""
    return services.contacts.ask(members["beton"], About(need_id=open_need.id), "можем поставить")


def agreed(services, caller):
    with services.database.reading() as session:
        return services.contacts.agreed(session, caller.company_id)


def journal(services):
    """Kinds of all events of the journal in order, and states of its requests."""
    with services.database.reading() as session:
        events = session.query(RequestEventRow).order_by(RequestEventRow.id)
        states = [row.state for row in session.query(RequestRow)]
        return [event.kind for event in events], states


def make_late(services, id_):
    with services.database.changing("test", "late") as session:
        row = session.get(ContactRow, id_)
        row.expires_at = row.created_at - timedelta(days=1)


def test_the_asker_of_a_need_stays_anonymous_until_it_agrees(services, members, asked, open_need):
    beton, okna = members["beton"], members["okna"]
    mine = services.contact_list.one(beton, asked)
    assert (mine.asked, mine.asking.code, mine.state, mine.passed) == (None, "beton", "asked", {})
    assert services.contact_list.one(okna, asked).asking.code == "beton"
    assert agreed(services, beton) == set()
    services.contacts.grant(okna, asked, "звоните после обеда")
    mine = services.contact_list.one(beton, asked)
    assert (mine.asked.code, mine.state) == ("okna", "passed")
    assert mine.passed == {
        "phone": "+7 345 000-00-00",
        "website": "https://okna.example",
        "note": "звоните после обеда",
    }
    assert agreed(services, beton) == {open_need.id}


def test_the_named_person_is_passed_with_a_consent_or_with_this_answer(services, members, asked):
    beton, okna = members["beton"], members["okna"]
    services.contacts.grant(okna, asked, with_person=True)
    person = {"name": "Иванова Анна", "email": "anna@okna.example"}
    assert services.contact_list.one(beton, asked).passed["person"] == person
    services.consents.withdraw(okna, okna.company_id, "contacts")
    assert "person" not in services.contact_list.one(beton, asked).passed
    other = services.contacts.ask(beton, About(company_id=okna.company_id))
    services.contacts.grant(okna, other)
    assert "person" not in services.contact_list.one(beton, other).passed
    services.contacts.undo(STAFF, other)
    services.consents.give(okna, okna.company_id, "contacts")
    services.contacts.grant(STAFF, other)
    assert services.contact_list.one(beton, other).passed["person"] == person


def test_staff_do_not_consent_for_a_person(services, members, asked):
    services.contacts.grant(STAFF, asked, with_person=True)
    assert "person" not in services.contact_list.one(members["beton"], asked).passed


def test_a_refusal_names_nobody_and_stands_for_a_while(services, members, asked, open_need):
    services.contacts.decline(members["okna"], asked, "не хотим с ними работать")
    mine = services.contact_list.one(members["beton"], asked)
    assert (mine.state, mine.asked, mine.events) == ("declined", None, ())
    with pytest.raises(EntryError, match="повторить можно с"):
        services.contacts.ask(members["beton"], About(need_id=open_need.id))
    told = [event.text for event in services.contact_list.one(STAFF, asked).events]
    assert "не хотим с ними работать" in told


def test_the_same_asked_twice_is_one(services, members, asked, open_need):
    assert services.contacts.ask(members["beton"], About(need_id=open_need.id)) == asked
    services.contacts.grant(members["okna"], asked)
    services.contacts.grant(members["okna"], asked)
    assert services.contacts.ask(members["beton"], About(need_id=open_need.id)) == asked
    assert [event.kind for event in services.contact_list.one(STAFF, asked).events] == [
        "asked", "granted", "passed",
    ]  # fmt: skip


def test_the_journal_tells_of_it_once(services, members, asked):
    assert journal(services) == (["received", "contact"], ["in_progress"])
    services.contacts.grant(members["okna"], asked)
    services.contacts.grant(STAFF, asked)
    assert journal(services) == (["received", "contact", "passed"], ["passed"])


def test_an_open_request_of_the_journal_takes_the_line(services, members, open_need):
    draft = services.journal.draft(STAFF, "Нужна арматура для перемычек", "call")
    with services.database.changing("test", "confirm") as session:
        row = session.get(RequestRow, draft.id)
        row.need_id, row.state = open_need.id, "in_progress"
    services.contacts.ask(members["beton"], About(need_id=open_need.id))
    assert journal(services) == (["received", "contact"], ["in_progress"])


def test_what_nobody_answers_in_time_is_late(services, members, asked):
    make_late(services, asked)
    assert services.contact_list.one(members["beton"], asked).state == "expired"
    with pytest.raises(EntryError, match="Срок ответа прошёл"):
        services.contacts.grant(members["okna"], asked)
    assert services.contacts.expire() == 1
    assert services.contacts.expire() == 0
    assert [event.kind for event in services.contact_list.one(STAFF, asked).events] == ["asked", "expired"]


def test_who_asked_may_ask_again_after_the_term(services, members, asked, open_need):
    make_late(services, asked)
    assert services.contacts.ask(members["beton"], About(need_id=open_need.id)) != asked


def test_a_request_is_taken_back_by_whoever_sent_it(services, members, asked):
    with pytest.raises(ForbiddenError):
        services.contacts.withdraw(members["okna"], asked)
    services.contacts.withdraw(members["beton"], asked)
    services.contacts.withdraw(members["beton"], asked)
    assert services.contact_list.one(members["okna"], asked).state == "withdrawn"
    with pytest.raises(EntryError, match="уже ответили"):
        services.contacts.grant(members["okna"], asked)


def test_an_answer_taken_back_hides_what_was_passed(services, members, asked):
    services.contacts.grant(members["okna"], asked)
    services.contacts.undo(STAFF, asked)
    mine = services.contact_list.one(members["beton"], asked)
    assert (mine.state, mine.asked, mine.passed) == ("asked", None, {})
    assert agreed(services, members["beton"]) == set()
    services.contacts.decline(members["okna"], asked)
    assert services.contact_list.one(members["beton"], asked).state == "declined"


def test_where_there_is_nothing_to_pass_staff_pass_words(services, members, asked):
    with services.database.changing("test", "silent") as session:
        okna = session.get(CompanyRow, members["okna"].company_id)
        okna.phone = okna.website = None
    services.contacts.grant(members["okna"], asked)
    assert services.contact_list.one(members["beton"], asked).state == "granted"
    with pytest.raises(EntryError, match="Передать нечего"):
        services.contacts.pass_on(STAFF, asked)
    services.contacts.pass_on(STAFF, asked, "позвонят сами в среду")
    assert services.contact_list.one(members["beton"], asked).passed == {"note": "позвонят сами в среду"}


def test_nothing_is_passed_about_an_archived_need(services, members, asked, open_need):
    services.pool_entry.archive(STAFF, NeedRow, open_need.id)
    with pytest.raises(EntryError, match="в архиве"):
        services.contacts.grant(members["okna"], asked)
    assert services.contact_list.one(members["beton"], asked).state == "asked"


@pytest.mark.parametrize("code", ["armatura", "trest", "krany"])
def test_companies_that_members_do_not_see_are_not_asked(services, members, pool, code):
    with pytest.raises(NotFoundError):
        services.contacts.ask(members["beton"], About(company_id=pool.company(code).id))
    with pytest.raises(NotFoundError):  # nor do staff in its name
        services.contacts.ask(
            STAFF, About(company_id=pool.company(code).id), asking_id=members["beton"].company_id
        )


def test_a_private_need_is_not_asked_about(services, members, pool):
    with pytest.raises(NotFoundError):
        services.contacts.ask(members["okna"], About(need_id=pool.need("Бетон М500 для фундамента").id))


def test_nobody_asks_itself_or_two_things_or_too_often(services, members, open_need):
    okna = members["okna"]
    for about in (About(need_id=open_need.id), About(), About(need_id=open_need.id, company_id=1)):
        with pytest.raises(EntryError):
            services.contacts.ask(okna, about)
    object.__setattr__(services.contacts._limits, "per_day", 1)
    services.contacts.ask(members["beton"], About(need_id=open_need.id))
    with pytest.raises(EntryError, match="не больше 1"):
        services.contacts.ask(members["beton"], About(company_id=okna.company_id))


def test_outsiders_neither_see_nor_answer(services, asked, members):
    stranger = Caller("user:x", "member", company_id=10**6)
    for act in (services.contacts.grant, services.contacts.decline, services.contacts.withdraw):
        with pytest.raises(NotFoundError):
            act(stranger, asked)
    with pytest.raises(NotFoundError):
        services.contact_list.one(stranger, asked)
    with pytest.raises(ForbiddenError):
        services.contacts.grant(members["beton"], asked)
    for act in (services.contacts.undo, services.contacts.pass_on):
        with pytest.raises(ForbiddenError):
            act(members["okna"], asked)
    with pytest.raises(ForbiddenError):
        services.contact_list.listed(members["okna"], None)


def test_the_general_address_is_passed_without_the_person(services, members, asked):
    services.pool_entry.update(STAFF, CompanyRow, members["okna"].company_id, {"email": "info@okna.example"})
    services.contacts.grant(members["okna"], asked)
    passed = services.contact_list.one(members["beton"], asked).passed
    assert passed["email"] == "info@okna.example" and "person" not in passed
