"""What is asked at the moment of sending: whoever changed their mind after the approval gets nothing."""

import pytest

from data.tables.digests import MailingChoiceRow
from data.tables.mail import LetterRow
from data.tables.pool import NeedRow, OfferRow
from service.access import COMMAND_LINE
from tests.service.digests.office import address


@pytest.fixture
def approved(office):
    office.become_demo()
    return office.approved()


def sent_to(office, id_):
    office.services.postman.run(COMMAND_LINE)
    return [taken.to for taken in office.services.postman.taken()], office.states(id_)


def unsubscribe(office):
    with office.services.database.changing("test", "never") as session:
        session.add(MailingChoiceRow(company_id=office.ids["zavod"], frequency="never", by="test"))


CHANGES = {
    "no_consent": lambda office: office.withdraw("zavod"),
    "unsubscribed": unsubscribe,
    "address_changed": lambda office: office.change("zavod", contact_email="novyy@zavod.example"),
    "address_changed_to_general": lambda office: office.change("zavod", email="info@zavod.example"),
    "outdated": lambda office: office.archive(NeedRow, office.open_need),
}


@pytest.mark.parametrize("reason", CHANGES)
def test_after_a_change_the_letter_does_not_go_and_says_why(office, approved, reason):
    CHANGES[reason](office)
    taken, states = sent_to(office, approved)
    assert taken == [address("stroyka")]
    reason = reason.removesuffix("_to_general")
    assert states == {"zavod": ("skipped", reason), "stroyka": ("sent", None)}


def test_a_need_that_was_closed_to_others_does_not_go(office, approved):
    with office.services.database.changing("test", "private") as session:
        session.get(NeedRow, office.open_need).visibility = "private"
    assert sent_to(office, approved)[1]["zavod"] == ("skipped", "outdated")


def test_a_supplier_that_left_the_cluster_is_not_named_any_more(office, approved):
    office.change("zavod", status="prospect")
    assert sent_to(office, approved)[1] == {"zavod": ("skipped", "left"), "stroyka": ("skipped", "outdated")}


def test_an_offer_that_was_archived_leaves_its_company_a_supplier(office, approved):
    office.archive(OfferRow, office.offer)
    assert sent_to(office, approved)[1]["stroyka"] == ("sent", None)


def test_the_same_is_not_told_twice_by_two_mailings(office):
    office.become_demo()
    one, other = office.plan(), office.plan()
    for id_ in (one, other):
        office.services.mail_approval.approve(COMMAND_LINE, id_)  # past the check of the page
    taken, _ = sent_to(office, one)
    assert sorted(taken) == [address("stroyka"), address("zavod")]
    assert set(office.states(other).values()) == {("skipped", "told_already")}


def test_an_item_that_staff_left_out_does_not_hold_the_letter_back(office):
    office.become_demo()
    id_ = office.plan()
    letter = office.letters(id_)["zavod"]
    with office.services.database.changing("test", "leave out") as session:
        row = session.get(LetterRow, letter.id)
        row.items = [*row.items, {**row.items[0], "need_id": 999, "key": "need:999", "left_out": True}]
    office.services.mailing_edits.approve(COMMAND_LINE, id_)
    assert sent_to(office, id_)[1]["zavod"] == ("sent", None)
