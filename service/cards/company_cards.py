"""The use case of the card of a company: all that is known around it, in a few reads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from data.database import Database
from data.store import company_card as store
from data.store import duplicates
from data.store.company_card import ContractOf, Filled, Led
from data.store.digests import choice_of
from data.store.records import find
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.merges import MergeRow
from data.tables.pool import CompanyRow, NeedRow, OfferRow
from service import access
from service.access import Caller
from service.cards import history
from service.cards.history import HistoryLine
from service.changes.log import actors
from service.errors import NotFoundError

MAX_LINES = 20
MAX_REQUESTS = 10


@dataclass(frozen=True)
class CompanyCard:
    """`led` and `filled` are None where chains are hidden from the caller; `names` are of actors.

    `asked` is the latest word on each request that the company was asked about.
    """

    row: CompanyRow
    offers: list[OfferRow]
    needs: list[NeedRow]
    contracts: list[ContractOf]
    led: list[Led] | None
    filled: list[Filled] | None
    requests: Sequence[RequestRow]
    asked: list[RequestEventRow]
    history: list[HistoryLine]
    names: dict[str, str]
    taken_in: list[tuple[MergeRow, CompanyRow]]


class CompanyCards:
    """Asks the database a fixed number of times, however much there is to tell."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def card(self, caller: Caller, id_: int) -> CompanyCard:
        """The card; of an archived company too, so that it can be brought back. Raises NotFoundError."""
        with self._database.reading() as session:
            row = find(session, CompanyRow, id_, archived=True)
            if row is None:
                raise NotFoundError("Такой компании нет")
            sees_chains, sees_journal = access.may_see_chains(caller), access.may_see_journal(caller)
            requests = store.requests_of(session, id_, MAX_LINES) if sees_journal else []
            events = store.events_of(session, id_, MAX_LINES) if sees_journal else []
            lines = [*_private_lines(session, caller, id_)]
            lines += [*history.of_requests(caller, requests), *history.of_events(caller, events)]
            merges = duplicates.merges_into(session, id_)
            cards = duplicates.named(session, [merge.merged_id for merge in merges]) if merges else {}
            told = history.latest(lines, MAX_LINES)
            return CompanyCard(
                row=row,
                offers=sorted(row.offers, key=lambda offer: offer.id),
                needs=access.visible_needs(caller, sorted(row.needs, key=lambda need: need.id)),
                contracts=store.contracts_of(session, id_),
                led=store.led_projects(session, id_) if sees_chains else None,
                filled=store.filled_slots(session, id_) if sees_chains else None,
                requests=requests[:MAX_REQUESTS],
                asked=_latest_of_each(events)[:MAX_REQUESTS],
                history=told,
                names=actors(session, (line.actor for line in told)),
                taken_in=[(merge, cards[merge.merged_id]) for merge in merges],
            )


def _private_lines(session: Session, caller: Caller, id_: int) -> Iterator[HistoryLine]:
    if access.may_see_changes(caller):
        changes = store.changes_of(session, "companies", id_, MAX_LINES)
        yield from history.of_changes(changes, "companies", id_)
    if access.may_see_mail(caller):
        yield from history.of_choice(choice_of(session, id_))
    if access.may_see_verdicts(caller):
        yield from history.of_verdicts(store.verdicts_of(session, id_, MAX_LINES))
    if access.may_recruit(caller):
        yield from history.of_invitations(store.invitations_of(session, id_, MAX_LINES))


def _latest_of_each(events: Sequence[RequestEventRow]) -> list[RequestEventRow]:
    latest: dict[int, RequestEventRow] = {}
    for event in (one for one in events if one.withdrawn_at is None):
        latest.setdefault(event.request_id, event)
    return list(latest.values())
