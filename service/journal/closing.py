"""Use cases of the end of a request: a contract, or none and why; and taking the end back."""

from data.database import Database
from data.journal_tables import RequestRow
from data.tables import now
from data.vocabulary import NO_RESULT_REASONS, choices
from service.access import Caller
from service.journal.keeping import check_caller, confirmed_request, found, happened, open_request, refused
from service.journal.suppliers import asked_supplier
from service.journal.typed import read_amount, read_text
from service.journal.verdicts import judge, take_contract_back
from service.judging.feedback import Judgement
from service.live_matcher import LiveMatcher


class Closing:
    """Each use case is one transaction: the history, the state and the verdict change together.

    Each raises ForbiddenError, NotFoundError, and EntryError with the fields that are wrong.
    """

    def __init__(self, database: Database, live: LiveMatcher) -> None:
        self._database = database
        self._live = live

    def close_with_contract(
        self, caller: Caller, id_: int, company_id: int, rub: object = None, told: object = None
    ) -> None:
        """The request ended well; verdict «договор»."""
        check_caller(caller)
        read, amount = read_text(told), read_amount(rub)
        with self._database.changing(caller.actor, "requests.close", str(id_)) as session:
            row = confirmed_request(session, id_)
            supplier = asked_supplier(session, row, company_id)
            snapshot = self._live.current().snapshot.name
            judge(
                *(session, caller),
                Judgement("contract", snapshot, need_id=row.need_id, amount_rub=amount, **vars(supplier)),
            )
            row.state, row.amount_rub, row.closed_at = "contract", amount, now()
            happened(
                *(session, row, caller, "closed"),
                **vars(supplier),
                at=row.closed_at,
                text=read,
                amount_rub=amount,
            )

    def close_without_result(self, caller: Caller, id_: int, reason: str, told: object = None) -> None:
        """The request ended, and why; of a draft too."""
        check_caller(caller)
        if reason not in NO_RESULT_REASONS:
            raise refused("reason", f"Назовите причину: {choices(NO_RESULT_REASONS)}")
        with self._database.changing(caller.actor, "requests.close", str(id_)) as session:
            row = open_request(session, id_)
            row.state, row.reason, row.closed_at = "no_result", reason, now()
            happened(session, row, caller, "closed", at=row.closed_at, text=read_text(told))

    def reopen(self, caller: Caller, id_: int) -> None:
        """As if it had not been closed; a contract that it ended with is no verdict any more."""
        check_caller(caller)
        with self._database.changing(caller.actor, "requests.reopen", str(id_)) as session:
            row = found(session, id_)
            if row.is_open:
                return
            take_contract_back(session, row)
            row.state = _state_before(row)
            row.reason = row.amount_rub = row.closed_at = None
            happened(session, row, caller, "reopened")


def _state_before(row: RequestRow) -> str:
    kinds = {event.kind for event in row.events}
    if row.need_id is None:
        return "draft"
    if "answered" in kinds:
        return "quoted"
    return "passed" if kinds & {"asked", "passed"} else "in_progress"
