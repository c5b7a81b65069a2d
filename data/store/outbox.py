"""The outbox: which worker has which letter, and what became of it.

Every function is one step inside a short transaction of its caller. Steps of all workers come one after
the other, because `lock_arming` locks the one row of the arming first.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, bindparam, exists, func, or_, select, update
from sqlalchemy.orm import Session, contains_eager
from sqlalchemy.sql import ColumnElement

from data.tables.mail import ArmingRow, LetterRow, MailingRow, PaceRow, SuppressionRow

ON_THE_WAY = ("queued", "claimed", "sending")
LEASE_RAN_OUT = "no_record"
FARTHEST_PLACE = timedelta(minutes=5)


@dataclass(frozen=True)
class Claim:
    """Who claims, when and how many; letters then go `spacing` apart."""

    worker: str
    now: datetime
    limit: int
    spacing: timedelta


@dataclass(frozen=True)
class Fixed:
    """What the approval fixes of a letter."""

    letter_id: int
    message_id: str
    content_sha256: str


def arming(session: Session) -> Row[str | None, int]:
    """The token and the generation of the database."""
    return session.execute(select(ArmingRow.token, ArmingRow.generation)).one()


def lock_arming(session: Session) -> Row[str | None, int]:
    """The same, and from now on others wait for their turn."""
    return session.execute(select(ArmingRow.token, ArmingRow.generation).with_for_update()).one()


def raise_generation(session: Session) -> int:
    """One generation more."""
    raised = update(ArmingRow).values(generation=ArmingRow.generation + 1)
    return session.execute(raised.returning(ArmingRow.generation)).scalar_one()


def enqueue(session: Session, letters: list[Fixed]) -> None:
    """Drafts go into the queue as they are; one that is no draft any more is left alone."""
    drafts = update(LetterRow).where(LetterRow.id == bindparam("letter"), LetterRow.state == "draft")
    fixed = drafts.values(state="queued", message_id=bindparam("told"), content_sha256=bindparam("digest"))
    values = [{"letter": f.letter_id, "told": f.message_id, "digest": f.content_sha256} for f in letters]
    session.connection().execute(fixed, values)


def has_work(session: Session, now: datetime, lease: timedelta) -> bool:
    """Whether claiming would change anything; asked without a lock."""
    waiting = select(LetterRow.id).join(MailingRow).where(_is_due(now)).exists()
    lost = select(LetterRow.id).where(_is_lost(now, lease)).exists()
    over = select(MailingRow.id).where(MailingRow.state.in_(("approved", "paused")))
    over = over.where(or_(MailingRow.ends_at <= now, ~_has_letters_on_the_way()))
    return bool(session.scalar(select(waiting | lost | over.exists())))


def recover(session: Session, now: datetime, lease: timedelta) -> None:
    """What workers that are gone left behind, what has waited too long, and mailings that are through.

    A letter found claimed goes back into the queue: DATA was never asked for. A letter found sending becomes
    unknown, and only a person decides about it.
    """
    lost = _is_lost(now, lease)
    found = update(LetterRow).where(lost, LetterRow.state == "sending")
    session.execute(found.values(state="unknown", reason=LEASE_RAN_OUT), execution_options=_PLAIN)
    found = update(LetterRow).where(lost, LetterRow.state == "claimed")
    session.execute(found.values(state="queued", claimed_by=None), execution_options=_PLAIN)
    ended = select(MailingRow.id).where(
        MailingRow.state.in_(("approved", "paused")), MailingRow.ends_at <= now
    )
    skip(session, "window_over", LetterRow.mailing_id.in_(ended))
    through = update(MailingRow).where(
        MailingRow.state.in_(("approved", "paused")), ~_has_letters_on_the_way()
    )
    session.execute(through.values(state="done"), execution_options=_PLAIN)


def skip(session: Session, reason: str, which: ColumnElement[bool]) -> None:
    """Letters of the queue that will not go."""
    found = update(LetterRow).where(LetterRow.state == "queued", which)
    session.execute(found.values(state="skipped", reason=reason), execution_options=_PLAIN)


def claim(session: Session, claim: Claim) -> list[LetterRow]:
    """The oldest letters that are due, with their mailings, now belonging to the worker.

    `next_try_at` of each is its place in the flow of letters: it is not sent before.
    """
    due = select(LetterRow).join(LetterRow.mailing).options(contains_eager(LetterRow.mailing))
    due = due.where(_is_due(claim.now)).order_by(LetterRow.id).limit(claim.limit)
    letters = list(session.scalars(due.with_for_update(of=LetterRow, skip_locked=True)))
    if letters:
        place = _take_places(session, claim, len(letters))
        for number, letter in enumerate(letters):
            letter.state, letter.claimed_by, letter.claimed_at = "claimed", claim.worker, claim.now
            letter.next_try_at = place + number * claim.spacing
    return letters


def own(session: Session, letter_id: int, worker: str) -> LetterRow | None:
    """The letter with its mailing while the worker still has it; None once the lease was lost."""
    found = select(LetterRow).join(LetterRow.mailing).options(contains_eager(LetterRow.mailing))
    found = found.where(LetterRow.id == letter_id, LetterRow.claimed_by == worker)
    found = found.where(LetterRow.state == "claimed")
    return session.scalars(found.with_for_update()).one_or_none()


def begin(session: Session, letter_id: int, now: datetime) -> None:
    """From the commit of this on nobody but a person sends the letter again."""
    _set(session, letter_id, state="sending", claimed_at=now)


def record(session: Session, letter_id: int, worker: str, **values: object) -> bool:
    """What became of the letter; False if it is not this worker's any more.

    A letter that others meanwhile took for unknown is told by whoever sent it.
    """
    mine = (LetterRow.id == letter_id, LetterRow.claimed_by == worker)
    still = LetterRow.state.in_(("claimed", "sending", "unknown"))
    changed = update(LetterRow).where(*mine, still).values(**values).returning(LetterRow.id)
    return session.execute(changed, execution_options=_PLAIN).first() is not None


def release(session: Session, worker: str) -> None:
    """What the worker claimed and did not begin goes back into the queue."""
    left = update(LetterRow).where(LetterRow.claimed_by == worker, LetterRow.state == "claimed")
    session.execute(left.values(state="queued", claimed_by=None, next_try_at=None), execution_options=_PLAIN)


def latest_approval(session: Session) -> datetime | None:
    """When the latest mailing that may go was approved."""
    return session.scalar(select(func.max(MailingRow.approved_at)).where(MailingRow.state == "approved"))


def is_suppressed(session: Session, address: str) -> bool:
    """Whether the address is not written to any more."""
    return session.get(SuppressionRow, address.casefold()) is not None


def suppress(session: Session, address: str, reason: str) -> None:
    """The address is not written to from now on."""
    if not is_suppressed(session, address):
        session.add(SuppressionRow(address=address.casefold(), reason=reason))


_PLAIN = {"synchronize_session": False}  # nothing of it is read again in the same session


def _set(session: Session, letter_id: int, **values: object) -> None:
    changed = update(LetterRow).where(LetterRow.id == letter_id).values(**values)
    session.execute(changed, execution_options=_PLAIN)


def _is_due(now: datetime) -> ColumnElement[bool]:
    begun = or_(LetterRow.next_try_at.is_(None), LetterRow.next_try_at <= now)
    return (
        (LetterRow.state == "queued") & begun & (MailingRow.state == "approved") & (MailingRow.ends_at > now)
    )


def _is_lost(now: datetime, lease: timedelta) -> ColumnElement[bool]:
    return LetterRow.state.in_(("claimed", "sending")) & (LetterRow.claimed_at <= now - lease)


def _has_letters_on_the_way() -> ColumnElement[bool]:
    return exists().where(LetterRow.mailing_id == MailingRow.id, LetterRow.state.in_(ON_THE_WAY))


def _take_places(session: Session, claim: Claim, count: int) -> datetime:
    pace = session.scalars(select(PaceRow)).one()
    place = claim.now
    if pace.next_at and claim.now < pace.next_at <= claim.now + FARTHEST_PLACE:
        place = pace.next_at  # one that lies farther was taken before the clock was set back
    pace.next_at = place + count * claim.spacing
    return place
