"""What a plan of letters is made of: who may be written to, who was told what, who answers and acts."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select, true
from sqlalchemy.orm import Session, joinedload

from data.store.mailings import WENT
from data.store.outbox import ON_THE_WAY
from data.tables.contacts import AGREED_STATES, ContactRow
from data.tables.digests import LetterAnswerRow, MailingChoiceRow
from data.tables.journal import RequestEventRow
from data.tables.mail import LetterRow, MailingRow, SuppressionRow
from data.tables.pool import CompanyRow, NeedRow, VerdictRow

TAKEN_UP = ("answered", "ready")
ANSWERED = "answered"  # of letters: something was pressed in them, whatever their state
WORKING = ("known", "contacted", "quoted", "contract")


@dataclass(frozen=True)
class Addressee:
    """A company of the pool that could be written to, and what it said about letters."""

    id: int
    name: str
    status: str
    address: str | None
    frequency: str | None
    last_letter_at: datetime | None


def addressees(session: Session, statuses: Collection[str]) -> list[Addressee]:
    """All live companies of these statuses, by name."""
    last = select(LetterRow.company_id, func.max(LetterRow.sent_at).label("at")).group_by(
        LetterRow.company_id
    )
    sent = last.where(LetterRow.sent_at.is_not(None)).subquery()
    query = select(
        CompanyRow.id,
        CompanyRow.name,
        CompanyRow.status,
        CompanyRow.mail_address,
        MailingChoiceRow.frequency,
        sent.c.at,
    )
    query = query.outerjoin(MailingChoiceRow, MailingChoiceRow.company_id == CompanyRow.id)
    query = query.outerjoin(sent, sent.c.company_id == CompanyRow.id)
    live = query.where(CompanyRow.archived_at.is_(None), CompanyRow.status.in_(statuses))
    return [Addressee(*row) for row in session.execute(live.order_by(CompanyRow.name_folded))]


def suppressed(session: Session) -> frozenset[str]:
    """Addresses that are not written to any more, folded."""
    return frozenset(session.scalars(select(SuppressionRow.address)))


def frequency_of(session: Session, company_id: int) -> str | None:
    """What the company chose; None where it did not."""
    row = choice_of(session, company_id)
    return row.frequency if row else None


def choice_of(session: Session, company_id: int) -> MailingChoiceRow | None:
    """The same with who chose it when."""
    return session.get(MailingChoiceRow, company_id)


def choose(session: Session, company_id: int, frequency: str, by: str) -> None:
    """From now on."""
    row = choice_of(session, company_id)
    if row is None:
        session.add(MailingChoiceRow(company_id=company_id, frequency=frequency, by=by))
    elif row.frequency != frequency:
        row.frequency, row.by = frequency, by


def told_keys(session: Session) -> dict[int, set[str]]:
    """Keys of what went, or is on its way, to each company."""
    going = select(LetterRow.company_id, LetterRow.items).where(LetterRow.state.in_((*WENT, *ON_THE_WAY)))
    told: dict[int, set[str]] = defaultdict(set)
    for id_, items in session.execute(going):
        told[id_].update(_keys(items))
    return dict(told)


def gone_keys(session: Session, company_id: int, but: int) -> set[str]:
    """Keys of what went to a company in other letters than this one."""
    went = select(LetterRow.items).where(LetterRow.company_id == company_id, LetterRow.state.in_(WENT))
    return {key for items in session.scalars(went.where(LetterRow.id != but)) for key in _keys(items)}


def answering(session: Session) -> dict[int, tuple[int, int]]:
    """Of each company: in how many requests it was asked, and in how many of them it said yes."""
    kinds = select(RequestEventRow.company_id, RequestEventRow.request_id, RequestEventRow.kind).distinct()
    asked: dict[int, set[int]] = defaultdict(set)
    taken: dict[int, set[int]] = defaultdict(set)
    named = kinds.where(RequestEventRow.company_id.is_not(None), RequestEventRow.withdrawn_at.is_(None))
    for id_, request, kind in session.execute(named.where(RequestEventRow.kind.in_(("asked", *TAKEN_UP)))):
        (taken if kind in TAKEN_UP else asked)[id_ or 0].add(request)
    return {id_: (len(requests), len(requests & taken[id_])) for id_, requests in asked.items()}


def acting(session: Session) -> dict[int, tuple[int, int]]:
    """Of each company: how many letters it got, and in how many of them it pressed something."""
    acted = select(LetterAnswerRow.letter_id).where(LetterAnswerRow.answer != "unsuitable").distinct()
    query = select(LetterRow.company_id, func.count(), func.sum(case((LetterRow.id.in_(acted), 1), else_=0)))
    sent = query.where(LetterRow.state == "sent").group_by(LetterRow.company_id)
    return {id_: (count, done or 0) for id_, count, done in session.execute(sent)}


def working_pairs(session: Session) -> frozenset[tuple[int, int]]:
    """(supplier, customer) where somebody has said that they work together or are about to."""
    query = select(VerdictRow.company_id, NeedRow.company_id)
    query = query.join(NeedRow, NeedRow.id == VerdictRow.need_id)
    standing = query.where(VerdictRow.withdrawn_at.is_(None), VerdictRow.verdict.in_(WORKING))
    return frozenset((supplier, customer) for supplier, customer in session.execute(standing))


def agreed_by_asking(session: Session) -> dict[int, set[int]]:
    """Needs whose owners have agreed to be named, by the company that they are named to."""
    query = select(ContactRow.asking_id, ContactRow.need_id).where(ContactRow.need_id.is_not(None))
    found: dict[int, set[int]] = defaultdict(set)
    for asking, need in session.execute(query.where(ContactRow.state.in_(AGREED_STATES))):
        found[asking].add(need or 0)
    return dict(found)


def needs_by_id(session: Session, ids: Collection[int]) -> dict[int, NeedRow]:
    """Live needs with their companies."""
    found: dict[int, NeedRow] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), 500):
        query = select(NeedRow).where(NeedRow.id.in_(wanted[start : start + 500]))
        live = query.where(NeedRow.archived_at.is_(None)).options(joinedload(NeedRow.company))
        found |= {row.id: row for row in session.scalars(live)}
    return found


def mailings(session: Session, limit: int, before: int | None = None) -> list[MailingRow]:
    """The newest first."""
    query = select(MailingRow).order_by(MailingRow.id.desc()).limit(limit)
    return list(session.scalars(query.where(MailingRow.id < before) if before else query))


def counts_of(session: Session, mailing_ids: Collection[int]) -> dict[int, Counter[str]]:
    """How many letters of each mailing are in which state."""
    query = select(LetterRow.mailing_id, LetterRow.state, func.count())
    query = query.where(LetterRow.mailing_id.in_(mailing_ids)).group_by(LetterRow.mailing_id, LetterRow.state)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for id_, state, count in session.execute(query):
        found[id_][state] = count
    return dict(found)


def num_items(session: Session, mailing_id: int) -> int:
    """How many items its letters hold, without what does not go: letters and items that were left out."""
    item = func.json_each(LetterRow.items).table_valued("value", name="item")
    going = LetterRow.state.not_in(("excluded", "skipped"))
    is_left_out = func.coalesce(func.json_extract(item.c.value, "$.left_out"), 0)
    query = select(func.count()).select_from(LetterRow).join(item, true())
    return session.scalar(query.where(LetterRow.mailing_id == mailing_id, going, is_left_out == 0)) or 0


def num_answered(session: Session, mailing_id: int) -> int:
    """How many of its letters were answered to."""
    answered = select(func.count(LetterAnswerRow.letter_id.distinct())).join(LetterAnswerRow.letter)
    return session.scalar(answered.where(LetterRow.mailing_id == mailing_id)) or 0


def last_sent_at(session: Session, but: int) -> datetime | None:
    """When a letter of any other mailing last went."""
    return session.scalar(select(func.max(LetterRow.sent_at)).where(LetterRow.mailing_id != but))


def last_answered(session: Session, since: datetime) -> tuple[int, str, int] | None:
    """The newest mailing answered to since then: its id, its title, how many of its letters were."""
    query = select(MailingRow.id, MailingRow.title, func.count(LetterRow.id.distinct()))
    query = query.join(LetterRow, LetterRow.mailing_id == MailingRow.id)
    query = query.join(LetterAnswerRow, LetterAnswerRow.letter_id == LetterRow.id)
    query = query.where(LetterAnswerRow.answered_at >= since).group_by(MailingRow.id, MailingRow.title)
    row = session.execute(query.order_by(MailingRow.id.desc()).limit(1)).first()
    return (row[0], row[1], row[2]) if row else None


def letters(
    session: Session, mailing_id: int, limit: int, after: int = 0, state: str | None = None
) -> list[LetterRow]:
    """With their companies, in order of entry, a page at a time; `state` may be ANSWERED too."""
    query = select(LetterRow).where(LetterRow.mailing_id == mailing_id, LetterRow.id > after)
    if state == ANSWERED:
        query = query.where(LetterRow.id.in_(select(LetterAnswerRow.letter_id)))
    elif state:
        query = query.where(LetterRow.state == state)
    query = query.options(joinedload(LetterRow.company)).order_by(LetterRow.id).limit(limit)
    return list(session.scalars(query))


def letter_with_company(session: Session, id_: int) -> LetterRow | None:
    """The letter with its company and mailing."""
    whole = [joinedload(LetterRow.company), joinedload(LetterRow.mailing)]
    return session.get(LetterRow, id_, options=whole)


def answers_of(session: Session, letter_ids: Collection[int]) -> dict[int, list[LetterAnswerRow]]:
    """What was pressed in each of these letters."""
    query = select(LetterAnswerRow).where(LetterAnswerRow.letter_id.in_(letter_ids))
    found: dict[int, list[LetterAnswerRow]] = defaultdict(list)
    for row in session.scalars(query.order_by(LetterAnswerRow.id)):
        found[row.letter_id].append(row)
    return dict(found)


def answer(session: Session, letter_id: int, item: int, told: Mapping[str, Any]) -> bool:
    """Keeps what was pressed, in place of what was pressed before; False when it is the same."""
    query = select(LetterAnswerRow).where(
        LetterAnswerRow.letter_id == letter_id, LetterAnswerRow.item == item
    )
    row = session.scalars(query.where(LetterAnswerRow.kind == told["kind"])).one_or_none()
    if row is None:
        session.add(LetterAnswerRow(letter_id=letter_id, item=item, **told))
        return True
    if (row.answer, row.reason) == (told["answer"], told["reason"]):
        return False
    row.answer, row.reason = told["answer"], told["reason"]
    return True


def approved_since(session: Session, moment: datetime, but: int) -> bool:
    """Whether another mailing was approved after that moment."""
    query = select(MailingRow.id).where(MailingRow.approved_at > moment, MailingRow.id != but)
    return session.scalars(query.limit(1)).first() is not None


def last_mailing(session: Session) -> MailingRow | None:
    """Whose manager the next one most likely is from."""
    return session.scalars(select(MailingRow).order_by(MailingRow.id.desc()).limit(1)).first()


def _keys(items: list[dict[str, Any]]) -> set[str]:
    return {item["key"] for item in items if "key" in item and not item.get("left_out")}
