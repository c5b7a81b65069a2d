"""Verdicts that steps of a request give: a weaker one never takes the place of a stronger one."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from data.entry import EntryError
from data.exchange.rows import FieldError, sentence
from data.store import verdicts
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.pool import VerdictRow
from service.access import Caller
from service.errors import InvalidError
from service.judging.feedback import Judgement, give_within

_TOO_MUCH: Mapping[str | None, tuple[str, ...]] = {
    None: ("quoted", "contacted"),
    "contacted": ("quoted",),
    "quoted": (),
}
_STRENGTH = {"contacted": 1, "known": 1, "quoted": 2, "contract": 3}


def judge(session: Session, caller: Caller, judgement: Judgement) -> None:
    """Gives a verdict on a need of the pool and a supplier. Raises EntryError."""
    standing = verdicts.verdicts_on_need(session, judgement.need_id, "")
    pair = (judgement.company_id, judgement.offer_id)
    known = next((v.verdict for v in standing if (v.company_id, v.offer_id) == pair), "")
    if judgement.verdict != "contract" and _STRENGTH.get(known, 0) >= _STRENGTH[judgement.verdict]:
        return
    try:
        give_within(session, caller, judgement)
    except InvalidError as error:
        raise EntryError([FieldError("company_id", sentence(told)) for _, told in error.places]) from error


def weaken(session: Session, need_id: int | None, company_id: int, wanted: str | None) -> None:
    """Takes back what steps of the request said of a company and what does not hold any more.

    What people had said of the pair before stands again.
    """
    for row in verdicts.verdicts_on_need(session, need_id, ""):
        standing: VerdictRow | None = row if row.company_id == company_id else None
        while standing and standing.verdict in _TOO_MUCH[wanted]:
            standing = verdicts.put_former_back(session, standing)


def last_end(row: RequestRow) -> RequestEventRow | None:
    """How the request was closed last."""
    return next((event for event in reversed(row.events) if event.kind == "closed"), None)


def take_contract_back(session: Session, row: RequestRow) -> None:
    """Withdraws the verdict «договор» that the request ended with."""
    end = last_end(row)
    if row.need_id is None or end is None or end.company_id is None:
        return
    for verdict in verdicts.verdicts_on_need(session, row.need_id, ""):
        pair = (verdict.company_id, verdict.offer_id)
        if verdict.verdict == "contract" and pair == (end.company_id, end.offer_id):
            verdicts.withdraw(session, verdict.id)
