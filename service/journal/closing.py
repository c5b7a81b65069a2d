"""Use cases of the end of a request: a contract, or none and why; and taking the end back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.database import Database
from data.tables.journal import RequestRow
from data.tables.pool import now
from data.vocabulary import NO_RESULT_REASONS, choices
from service.access import Caller
from service.journal import contracts
from service.journal.keeping import check_keeper, confirmed_request, found, happened, open_request, refused
from service.journal.suppliers import asked_supplier
from service.journal.taking_back import open_state
from service.journal.typed import read_amount, read_day, read_text, read_title
from service.journal.verdicts import judge, last_end, take_contract_back
from service.journal.versions import check_version
from service.judging.feedback import Judgement
from service.live_matcher import LiveMatcher


@dataclass(frozen=True)
class Signed:
    """A contract as somebody typed it; without a subject it is about the need, without a day of today."""

    company_id: int
    amount_rub: object = None
    text: object = None
    subject: object = None
    signed_on: object = None


class Closing:
    """Each use case is one transaction: history, state, verdict and the pool's contract change together.

    Each raises ForbiddenError, NotFoundError, EntryError with the fields that are wrong, and EditConflict
    where the request is no longer the version `seen` by the caller.
    """

    def __init__(self, database: Database, live: LiveMatcher) -> None:
        self._database = database
        self._live = live

    def close_with_contract(self, caller: Caller, id_: int, signed: Signed, seen: int | None = None) -> None:
        """The request ended well; verdict «договор», and a contract of the pool."""
        check_keeper(caller)
        read, amount = read_text(signed.text), read_amount(signed.amount_rub)
        subject, signed_on = read_title(signed.subject), read_day(signed.signed_on)
        yours = {"state": "contract", "company_id": signed.company_id, "amount_rub": amount, "text": read}
        yours |= {name: told for name, told in (("subject", subject), ("signed_on", signed_on)) if told}
        with self._database.changing(caller.actor, "requests.close", str(id_)) as session:
            if _is_done(row := found(session, id_), seen, yours):
                return
            row = confirmed_request(session, id_)
            supplier = asked_supplier(session, row, signed.company_id)
            snapshot = self._live.current().snapshot.name
            judge(
                *(session, caller),
                Judgement("contract", snapshot, need_id=row.need_id, amount_rub=amount, **vars(supplier)),
            )
            subject = subject or (row.need.title if row.need else "")
            terms = contracts.Terms(subject, signed_on or date.today(), amount)
            contracts.sign(session, row, supplier.company_id, terms)
            session.flush()  # what happens to the contract after this moment is an edit of somebody
            row.state, row.amount_rub, row.closed_at = "contract", amount, now()
            row.version += 1
            happened(
                *(session, row, caller, "closed"),
                **vars(supplier),
                at=row.closed_at,
                text=read,
                amount_rub=amount,
            )

    def close_without_result(
        self, caller: Caller, id_: int, reason: str, told: object = None, seen: int | None = None
    ) -> None:
        """The request ended, and why; of a draft too."""
        check_keeper(caller)
        if reason not in NO_RESULT_REASONS:
            raise refused("reason", f"Назовите причину: {choices(NO_RESULT_REASONS)}")
        read = read_text(told)
        with self._database.changing(caller.actor, "requests.close", str(id_)) as session:
            if _is_done(found(session, id_), seen, {"state": "no_result", "reason": reason, "text": read}):
                return
            row = open_request(session, id_)
            row.state, row.reason, row.closed_at = "no_result", reason, now()
            row.version += 1
            happened(session, row, caller, "closed", at=row.closed_at, text=read)

    def reopen(self, caller: Caller, id_: int) -> None:
        """As if it had not been closed: no verdict any more, and no contract that only the end has made."""
        check_keeper(caller)
        with self._database.changing(caller.actor, "requests.reopen", str(id_)) as session:
            row = found(session, id_)
            if row.is_open:
                return
            take_contract_back(session, row)
            contracts.take_back(row)
            row.state = open_state(row)
            row.reason = row.amount_rub = row.closed_at = None
            row.version += 1
            happened(session, row, caller, "reopened")


def _is_done(row: RequestRow, seen: int | None, yours: Mapping[str, Any]) -> bool:
    """Whether somebody has just closed it so. Raises EditConflict where it was closed otherwise."""
    if row.is_open or seen is None:
        return False
    end = last_end(row)
    theirs = {name: getattr(row, name) for name in ("state", "reason", "amount_rub")}
    theirs |= {name: getattr(end, name, None) for name in ("company_id", "text")}
    theirs |= {name: getattr(row.contract, name, None) for name in ("subject", "signed_on")}
    check_version(row, seen, theirs, yours)
    return seen != row.version
