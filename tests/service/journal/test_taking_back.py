"""Answers corrected and taken back: what stands is counted, what was a mistake is only history."""

from datetime import date

import pytest

from data.entry import EntryError
from data.periods import DAY, Period
from service.access import COMMAND_LINE
from service.journal.steps import Said
from service.judging.feedback import Judgement
from tests.service.journal.test_journal import BETON, CONCRETE, MASHA, Keeper

NOW = Period(date.today() - DAY, date.today() + DAY)


@pytest.fixture
def asked(services):
    keeper = Keeper(services)
    keeper.confirm()
    keeper.steps.ask(MASHA, keeper.id, [CONCRETE])
    return keeper


def answer(keeper, kind, corrects=None, **said):
    return keeper.steps.answer(MASHA, keeper.id, Said(kind, BETON, **said), corrects)


def verdicts(keeper):
    return [verdict for _, _, verdict, _ in keeper.verdicts()]


def quoted(keeper):
    return keeper.services.request_ledger.ledger(COMMAND_LINE, NOW).total.quoted


def said(keeper):
    (one,) = keeper.services.journal.asked(keeper.row)
    return one.said.kind if one.said else None


def test_a_quotation_that_was_a_mistake_is_silence_everywhere_once_corrected(asked):
    first = answer(asked, "answered", amount_rub="4,2 млн")
    assert (verdicts(asked), quoted(asked), asked.row.state) == (["quoted"], 1, "quoted")
    answer(asked, "silence", corrects=first)
    assert (verdicts(asked), quoted(asked), asked.row.state) == ([], 0, "passed")
    assert said(asked) == "silence" and asked.kinds[-2:] == ["answered", "silence"]


def test_an_answer_written_below_a_wrong_one_takes_its_place_without_being_asked_to(asked):
    answer(asked, "answered")
    answer(asked, "silence")
    assert (verdicts(asked), quoted(asked), said(asked)) == ([], 0, "silence")


def test_the_same_answer_sent_twice_is_one_line(asked):
    first = answer(asked, "answered", amount_rub="4,2 млн")
    assert answer(asked, "answered", amount_rub="4,2 млн") == first
    assert asked.kinds.count("answered") == quoted(asked) == 1


def test_who_refuses_is_not_told_as_contacted(asked):
    assert verdicts(asked) == ["contacted"]
    answer(asked, "declined", text="месяц ждать, предоплата")
    assert (verdicts(asked), said(asked)) == ([], "declined")


def test_an_answer_taken_back_leaves_the_request_waiting_as_it_was(asked):
    id_ = answer(asked, "answered")
    asked.steps.take_back(MASHA, asked.id, id_)
    assert (verdicts(asked), quoted(asked), said(asked)) == (["contacted"], 0, None)
    assert asked.row.state == "passed"
    with pytest.raises(EntryError, match="уже отменена"):
        asked.steps.take_back(MASHA, asked.id, id_)


def test_a_correction_taken_back_brings_the_first_answer_back(asked):
    first = answer(asked, "answered", amount_rub="100")
    second = answer(asked, "declined", corrects=first)
    asked.steps.take_back(MASHA, asked.id, second)
    assert (verdicts(asked), quoted(asked), said(asked)) == (["quoted"], 1, "answered")


def test_a_request_for_a_quotation_taken_back_was_never_asked(asked):
    event = asked.row.events[-1]
    asked.steps.take_back(MASHA, asked.id, event.id)
    assert (verdicts(asked), asked.row.state) == ([], "in_progress")
    assert asked.services.journal.asked(asked.row) == []
    assert asked.services.request_ledger.ledger(COMMAND_LINE, NOW).total.asked == 0


def test_what_people_had_said_of_the_pair_before_stands_again(services):
    keeper = Keeper(services)
    keeper.confirm()
    given = Judgement("suitable", "снимок", need_id=keeper.row.need_id, company_id=BETON, offer_id=1)
    services.feedback.give(COMMAND_LINE, given)
    keeper.steps.ask(MASHA, keeper.id, [CONCRETE])
    answer(keeper, "answered")
    answer(keeper, "declined")
    assert verdicts(keeper) == ["suitable"]


def test_a_second_quotation_is_one_more_and_the_first_keeps_its_day(asked):
    answer(asked, "answered", amount_rub="100")
    answer(asked, "answered", amount_rub="90")
    assert [event.withdrawn_at for event in asked.row.events] == [None] * len(asked.row.events)
    assert quoted(asked) == 1
