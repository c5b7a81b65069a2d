"""A mailing that nobody writes any more is told apart from one that is being written."""

from dataclasses import replace

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from data.tables.mail import MailingRow
from service.access import COMMAND_LINE
from service.digests.bounds import Bounds
from service.errors import InvalidError
from tests.service.digests.office import WISH


@pytest.fixture
def left(office):
    """What a planner leaves that was killed while it wrote."""
    id_ = office.plan()
    with office.services.database.changing("test", "kill") as session:
        session.get_one(MailingRow, id_).state = "planning"
    return id_


def state(office, id_):
    return office.services.mailings.one(COMMAND_LINE, id_).state


def test_a_mailing_whose_planner_died_is_not_planned_for_ever(office, left):
    with office.services.mailings_at_work.writing(left):
        assert state(office, left) == "planning"
    assert state(office, left) == "interrupted"


def test_it_is_planned_again_once_with_the_same_words_and_limits(office, left):
    office.services.digest_planning.again(COMMAND_LINE, left)
    assert office.ended("plan_letters").state == "done"
    assert (state(office, left), state(office, left + 1)) == ("cancelled", "draft")
    first, second = office.mailing(left), office.mailing(left + 1)
    assert (second.title, second.limits) == (first.title, first.limits)
    with pytest.raises(InvalidError):
        office.services.digest_planning.again(COMMAND_LINE, left)


def test_what_is_being_written_is_not_planned_a_second_time(office, left):
    with office.services.mailings_at_work.writing(left), pytest.raises(InvalidError):
        office.services.digest_planning.again(COMMAND_LINE, left)
    assert office.mailing(left).state == "planning"


def cancels(office, id_):
    """Somebody cancels it as soon as the next thing is written down; others write on meanwhile."""

    @event.listens_for(Session, "after_commit", once=True)
    def cancel(_session):
        office.services.mail_approval.cancel(COMMAND_LINE, id_)


def test_a_mailing_cancelled_while_it_is_written_anew_stays_cancelled(office):
    id_ = office.plan()
    cancels(office, id_)
    office.services.mailing_edits.reword(COMMAND_LINE, id_, replace(WISH, title="Другое"))
    assert (office.mailing(id_).state, office.mailing(id_).title) == ("cancelled", "Другое")


def test_a_mailing_cancelled_while_it_is_planned_stays_cancelled(office):
    last, told = office.plan(), []

    def say(line):
        told.append(line)
        if line.startswith("Пишем письма"):
            office.services.mail_approval.cancel(COMMAND_LINE, last + 1)

    id_ = office.services.digest_planning.plan(COMMAND_LINE, WISH, Bounds(), say)
    assert id_ == last + 1 and any(line.startswith("Пишем письма") for line in told)
    assert office.mailing(id_).state == "cancelled"
