"""Staff look at a mailing and change it; then it is approved, once."""

from dataclasses import replace

import pytest

from service.access import COMMAND_LINE, Caller
from service.errors import ForbiddenError, InvalidError, NotFoundError
from tests.service.digests.office import WISH

READER = Caller("user:9", "staff", "Вера", "reader")
MEMBER = Caller("user:8", "member", "Завод", company_id=1)


@pytest.fixture
def draft(office):
    office.become_demo()
    return office.plan()


def test_a_letter_left_out_does_not_go_and_can_come_back(office, draft):
    use, letter = office.services.mailing_edits, office.letters(draft)["zavod"]
    use.exclude(COMMAND_LINE, draft, letter.id)
    use.exclude(COMMAND_LINE, draft, letter.id)
    assert office.states(draft)["zavod"] == ("excluded", "excluded")
    use.restore(COMMAND_LINE, draft, letter.id)
    assert office.states(draft)["zavod"] == ("draft", None)


def test_a_letter_without_its_last_item_does_not_go(office, draft):
    use, letter = office.services.mailing_edits, office.letters(draft)["zavod"]
    use.exclude(COMMAND_LINE, draft, letter.id, 0)
    left = office.letters(draft)["zavod"]
    assert (left.state, left.reason) == ("excluded", "empty") and "Керамзит фракционный" not in left.html
    use.restore(COMMAND_LINE, draft, letter.id, 0)
    assert office.letters(draft)["zavod"].state == "draft"


def test_other_words_write_every_letter_anew(office, draft):
    wish = replace(WISH, covering_words="Добрый день\n<b>С праздником</b>", manager_name="Пётр Сидоров")
    office.services.mailing_edits.reword(COMMAND_LINE, draft, wish)
    for letter in office.letters(draft).values():
        assert "С праздником" in letter.text and "Пётр Сидоров" in letter.html and "<b>" not in letter.html
    assert office.mailing(draft).state == "draft"


def test_approved_once_and_then_nothing_is_changed(office, draft):
    use, letter = office.services.mailing_edits, office.letters(draft)["zavod"]
    first = use.approve(COMMAND_LINE, draft).approved_at
    assert use.approve(COMMAND_LINE, draft).approved_at == first
    for change in (
        lambda: use.exclude(COMMAND_LINE, draft, letter.id),
        lambda: use.reword(COMMAND_LINE, draft, WISH),
    ):
        with pytest.raises(InvalidError):
            change()


def test_a_draft_older_than_another_approval_must_be_planned_anew(office, draft):
    other = office.plan()
    office.services.mailing_edits.approve(COMMAND_LINE, other)
    with pytest.raises(InvalidError, match="заново"):
        office.services.mailing_edits.approve(COMMAND_LINE, draft)


def test_a_reader_looks_and_a_member_does_not(office, draft):
    use, letter = office.services.mailings, office.letters(draft)["zavod"]
    assert use.letter(READER, draft, letter.id).row.id == letter.id
    with pytest.raises(ForbiddenError):
        office.services.mailing_edits.exclude(READER, draft, letter.id)
    for look in (use.listed, lambda caller: use.one(caller, draft)):
        with pytest.raises(ForbiddenError):
            look(MEMBER)


def test_what_is_not_there_is_not_found(office, draft):
    use, edit = office.services.mailings, office.services.mailing_edits
    for look in (
        lambda: use.one(COMMAND_LINE, 99),
        lambda: use.letter(COMMAND_LINE, draft, 99),
        lambda: use.letter(COMMAND_LINE, draft, 2**40),
        lambda: edit.exclude(COMMAND_LINE, draft, office.letters(draft)["zavod"].id, 7),
    ):
        with pytest.raises(NotFoundError):
            look()
