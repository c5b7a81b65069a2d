"""A request from the pasted text to the contract, over the small pool."""

from datetime import date, timedelta

import pytest

from data.entry import EntryError
from data.store.journal_selection import Selection
from data.tables.journal import RequestEventRow
from data.tables.pool import AuditRow, NeedRow, VerdictRow, now
from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError, NotFoundError
from service.journal.closing import Signed
from service.journal.steps import Said
from service.journal.suppliers import Supplier

TEXT = "Стройтрест: нужен бетон М500 в Тюмень, 40 кубов до конца месяца. +7 912 345-67-89"
MASHA = Caller("user:1", "staff", "Маша")
BETON, ARMATURA, OKNA, TREST = 1, 2, 3, 4
CONCRETE = Supplier(BETON, 1)


class Keeper:
    """One request of the installation, and what staff do about it."""

    def __init__(self, services):
        self.services = services
        self.steps, self.closing = services.request_steps, services.request_closing
        self.id = services.journal.draft(MASHA, TEXT, "call").id

    @property
    def row(self):
        return self.services.journal.request(MASHA, self.id)

    @property
    def kinds(self):
        return [event.kind for event in self.row.events]

    def confirm(self, **fields):
        values = {"company_id": TREST, "title": "Бетон М500", "kind": "product"} | fields
        return self.services.journal.confirm(MASHA, self.id, values)

    def verdicts(self):
        rows = self.services.feedback.latest(COMMAND_LINE, 9, self.row.need_id)
        return [(row.company_id, row.offer_id, row.verdict, row.amount_rub) for row in rows]

    def asked_days_ago(self, days):
        with self.services.database.changing("test", "age") as session:
            for event in session.query(RequestEventRow).filter_by(kind="asked"):
                event.at = now() - timedelta(days=days)


@pytest.fixture
def keeper(services):
    return Keeper(services)


@pytest.fixture
def confirmed(keeper):
    keeper.confirm()
    return keeper


def fields_of(error):
    return [found.field for found in error.value.errors]


def test_a_pasted_text_becomes_a_draft_that_loses_nothing(keeper):
    assert (keeper.row.text, keeper.row.state, keeper.row.channel) == (TEXT, "draft", "call")
    assert (keeper.row.responsible.name, keeper.kinds) == ("Маша", ["received"])
    proposal = keeper.services.journal.proposal(MASHA, keeper.row)
    assert (proposal.company_id, proposal.place, proposal.volume) == (TREST, "Тюмень", 40)


def test_the_same_text_sent_twice_is_one_request(keeper):
    again = keeper.services.journal.draft(MASHA, f" {TEXT}\n", "call")
    assert again.id == keeper.id and keeper.kinds == ["received"]


@pytest.mark.parametrize(
    ("text", "channel", "field"),
    [(" \n", "call", "text"), ("я" * 20_001, "call", "text"), ("а", "", "channel")],
)
def test_what_cannot_be_written_down_is_told_at_its_field(services, text, channel, field):
    with pytest.raises(EntryError) as error:
        services.journal.draft(MASHA, text, channel)
    assert fields_of(error) == [field]


def test_a_confirmed_draft_is_a_private_need_of_the_pool(confirmed):
    row = confirmed.row
    assert (row.state, row.asked_by.name, row.need.title) == ("in_progress", "Стройтрест", "Бетон М500")
    assert row.need.visibility == "private"
    with pytest.raises(EntryError) as error:
        confirmed.confirm()
    assert fields_of(error) == ["need"]


def test_a_need_that_is_wrong_leaves_the_draft_and_the_pool_as_they_were(keeper):
    with pytest.raises(EntryError) as error:
        keeper.confirm(company_id=404)
    assert fields_of(error) == ["company_id"] and keeper.row.state == "draft"
    with keeper.services.database.reading() as session:
        assert session.query(NeedRow).count() == 2


def test_nobody_is_asked_before_the_need_is_confirmed(keeper):
    with pytest.raises(EntryError, match="Сначала подтвердите"):
        keeper.steps.ask(MASHA, keeper.id, [CONCRETE])


def test_changes_are_told_in_the_history_and_only_once(confirmed):
    values = {"deadline": "01.12.2026", "next_action": "позвонить"}
    for _ in range(2):
        confirmed.services.journal.change(MASHA, confirmed.id, values)
    assert (confirmed.row.deadline, confirmed.row.next_action) == (date(2026, 12, 1), "позвонить")
    assert confirmed.kinds == ["received", "confirmed", "changed"]
    assert confirmed.row.events[-1].text == "срок: 01.12.2026; дальше: позвонить"


def test_a_wrong_deadline_and_an_unknown_person_are_told_together(keeper):
    with pytest.raises(EntryError) as error:
        keeper.services.journal.change(MASHA, keeper.id, {"deadline": "завтра", "responsible_id": 77})
    assert sorted(fields_of(error)) == ["deadline", "responsible_id"]


def test_asking_for_a_quotation_is_a_verdict_and_a_line_for_each_company(confirmed):
    confirmed.steps.ask(MASHA, confirmed.id, [CONCRETE, Supplier(ARMATURA)])
    confirmed.steps.ask(MASHA, confirmed.id, [CONCRETE])
    assert confirmed.kinds[2:] == ["asked", "asked"] and confirmed.row.state == "passed"
    assert confirmed.verdicts() == [(ARMATURA, None, "contacted", None), (BETON, 1, "contacted", None)]


def test_who_cannot_supply_is_refused_and_nobody_is_asked(confirmed):
    for wrong in (Supplier(TREST), Supplier(404), Supplier(ARMATURA, 1)):
        with pytest.raises(EntryError) as error:
            confirmed.steps.ask(MASHA, confirmed.id, [CONCRETE, wrong])
        assert fields_of(error) == ["company_id"]
    assert confirmed.kinds == ["received", "confirmed"] and confirmed.verdicts() == []


def test_passing_on_gives_no_verdict(confirmed):
    confirmed.steps.pass_on(MASHA, confirmed.id, [CONCRETE])
    assert (confirmed.row.state, confirmed.kinds[-1], confirmed.verdicts()) == ("passed", "passed", [])


def test_an_answer_is_kept_with_the_offer_that_was_asked(confirmed):
    confirmed.steps.ask(MASHA, confirmed.id, [CONCRETE])
    confirmed.steps.answer(MASHA, confirmed.id, Said("answered", BETON, "7 500 за куб", "300 000"))
    event = confirmed.row.events[-1]
    assert (event.kind, event.offer_id, event.amount_rub, event.text) == (
        "answered",
        1,
        300_000,
        "7 500 за куб",
    )
    assert confirmed.row.state == "quoted" and confirmed.verdicts() == [(BETON, 1, "quoted", None)]


def test_a_company_asked_again_keeps_its_stronger_verdict(confirmed):
    confirmed.steps.answer(MASHA, confirmed.id, Said("answered", BETON))
    confirmed.steps.ask(MASHA, confirmed.id, [Supplier(BETON)])
    assert confirmed.verdicts() == [(BETON, None, "quoted", None)]


def test_silence_is_flagged_after_the_set_days_until_something_is_said(confirmed):
    journal, listing = confirmed.services.journal, confirmed.services.request_list
    confirmed.steps.ask(MASHA, confirmed.id, [CONCRETE])
    for days, is_silent in ((4, False), (6, True)):
        confirmed.asked_days_ago(days)
        assert listing.listed(MASHA, Selection()).num_silent == is_silent
        assert [one.is_silent for one in journal.asked(confirmed.row)] == [is_silent]
    confirmed.steps.answer(MASHA, confirmed.id, Said("silence", BETON))
    assert listing.listed(MASHA, Selection()).silent_ids == frozenset()
    assert [one.said.kind for one in journal.asked(confirmed.row)] == ["silence"]


def test_a_contract_closes_the_request_with_its_sum_and_can_be_taken_back(confirmed):
    confirmed.steps.ask(MASHA, confirmed.id, [CONCRETE])
    confirmed.closing.close_with_contract(MASHA, confirmed.id, Signed(BETON, "1 200 000,50"))
    assert (confirmed.row.state, confirmed.row.amount_rub) == ("contract", 1_200_000.5)
    assert confirmed.verdicts() == [(BETON, 1, "contract", 1_200_000.5)]
    with pytest.raises(EntryError, match="Обращение закрыто"):
        confirmed.steps.ask(MASHA, confirmed.id, [CONCRETE])
    confirmed.closing.reopen(MASHA, confirmed.id)
    assert (confirmed.row.state, confirmed.row.closed_at, confirmed.verdicts()) == ("passed", None, [])


def test_a_draft_can_only_be_closed_without_a_result(keeper):
    with pytest.raises(EntryError, match="Сначала подтвердите"):
        keeper.closing.close_with_contract(MASHA, keeper.id, Signed(BETON))
    with pytest.raises(EntryError, match="Назовите причину"):
        keeper.closing.close_without_result(MASHA, keeper.id, "")
    keeper.closing.close_without_result(MASHA, keeper.id, "mistake")
    assert (keeper.row.state, keeper.row.reason) == ("no_result", "mistake")
    keeper.closing.reopen(MASHA, keeper.id)
    assert keeper.row.state == "draft"


def test_a_note_goes_to_a_closed_request_too(keeper):
    keeper.closing.close_without_result(MASHA, keeper.id, "withdrawn")
    keeper.steps.note(MASHA, keeper.id, "перезвонят весной")
    assert keeper.row.events[-1].text == "перезвонят весной"


def test_the_same_note_sent_twice_is_one_line(keeper):
    for text in ("перезвонят весной", "перезвонят весной", "перезвонят летом"):
        keeper.steps.note(MASHA, keeper.id, text)
    assert [event.text for event in keeper.row.events if event.kind == "note"] == [
        "перезвонят весной",
        "перезвонят летом",
    ]


@pytest.mark.parametrize("amount", ["много", "-5", "1e400"])
def test_a_sum_that_is_no_sum_closes_nothing(confirmed, amount):
    with pytest.raises(EntryError) as error:
        confirmed.closing.close_with_contract(MASHA, confirmed.id, Signed(BETON, amount))
    assert fields_of(error) == ["amount_rub"] and confirmed.row.is_open


def test_nobody_but_staff_keeps_or_sees_the_journal(confirmed):
    stranger, services = Caller("key:1", "guest"), confirmed.services
    for forbidden in (
        lambda: services.request_list.listed(stranger, Selection()),
        lambda: services.journal.request(stranger, confirmed.id),
        lambda: services.journal.draft(stranger, "а", "call"),
        lambda: services.request_steps.ask(stranger, confirmed.id, [CONCRETE]),
        lambda: services.request_closing.reopen(stranger, confirmed.id),
        lambda: services.quoting.proposed(stranger, confirmed.row),
    ):
        with pytest.raises(ForbiddenError):
            forbidden()


@pytest.mark.parametrize("id_", [0, 404, 2**70])
def test_a_request_that_is_not_there_is_not_found(services, id_):
    with pytest.raises(NotFoundError):
        services.request_steps.note(MASHA, id_, "а")


def test_a_reader_finds_by_what_the_reader_sees(services, confirmed):
    reader = Caller("user:7", "staff", "Читатель", role="reader")

    def found(caller):
        texts = ("до конца", "бетон", "стройтрест")
        return [len(services.request_list.listed(caller, Selection(text=text)).requests) for text in texts]

    assert (found(MASHA), found(reader)) == ([1, 1, 1], [0, 1, 1])


def test_the_audit_log_holds_no_word_of_the_request(confirmed):
    with confirmed.services.database.reading() as session:
        lines = session.query(AuditRow).filter(AuditRow.action.startswith("requests.")).all()
        assert session.query(VerdictRow).count() == 0
    assert [line.action for line in lines] == ["requests.create", "requests.confirm"]
    assert not any("бетон" in f"{line.subject}{line.details}".lower() for line in lines)
