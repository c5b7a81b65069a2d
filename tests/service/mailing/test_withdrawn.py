"""Nobody is written to who has said no, whenever they said it."""

from collections import Counter

import pytest
from sqlalchemy import delete, update

from data.tables.mail import SuppressionRow
from data.tables.pool import CompanyRow, now

LETTERS = 40
WAYS = ("unsubscribed", "consent_withdrawn", "archived", "suppressed")


class Refusals:
    """Companies that say no after their letter was queued, each in one of four ways."""

    def __init__(self, post):
        self.post = post
        self.said = {}

    def refuse(self, letter):
        way = WAYS[letter.id % len(WAYS)]
        with self.post.database.noting() as session:
            if way == "archived":
                session.get(CompanyRow, letter.company_id).archived_at = now()
            elif way == "suppressed":
                session.add(SuppressionRow(address=letter.address, reason="by_staff"))
            else:
                self.said[letter.id] = way

    def may_send(self, session, letter):
        archived = session.get(CompanyRow, letter.company_id).archived_at
        return "archived" if archived else self.said.get(letter.id)

    def forget(self):
        with self.post.database.noting() as session:
            session.execute(update(CompanyRow).values(archived_at=None))
            session.execute(delete(SuppressionRow))


def withdraw(post, port, count):
    """Half of them refuse while their letter waits, half while the server is asked. Returns reasons."""
    refusals, reasons = Refusals(post), Counter()
    while reasons.total() < count:
        id_ = post.approved(LETTERS)
        letters = {row.id: row for row in post.letters(id_)}
        late = set(list(letters)[::2])
        for letter in letters.values():
            if letter.id not in late:
                refusals.refuse(letter)

        def watch(step, letter_id, letters=letters, late=late):
            if step == "offered" and letter_id in late:
                refusals.refuse(letters[letter_id])

        post.sending(port, may_send=refusals.may_send, watch=watch).run()
        reasons.update(f"{row.state}: {row.reason}" for row in post.letters(id_))
        refusals.forget()
    return reasons


def test_forty_who_withdrew_after_queueing_get_nothing(post, sink):
    reasons = withdraw(post, sink[0], 40)
    assert (len(sink[1].taken), {told.split(": ")[0] for told in reasons}) == (0, {"skipped"})
    assert {told.split(": ")[1] for told in reasons} == set(WAYS)


@pytest.mark.slow
def test_a_thousand_who_withdrew_after_queueing_get_nothing(post, sink, tell):
    reasons = withdraw(post, sink[0], 1000)
    tell(f"withdrawn after queueing {reasons.total()}: {dict(reasons)}; sent {len(sink[1].taken)}")
    assert len(sink[1].taken) == 0
