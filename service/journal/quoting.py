"""The use case of «Запросить КП»: whom the need suits, and what they are told of it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.database import Database
from data.profiles import Need
from data.references import places
from data.store.pool import need_profile
from data.store.records import find
from data.tables.journal import RequestRow
from data.tables.pool import CompanyRow, NeedRow
from models.candidates import Answer, Candidate
from models.explaining.questions import MAX_QUESTIONS, questions
from models.ranking.filters import Filters
from models.reading.circumstances import completed
from models.reading.pasted_lines import told_parts
from service.access import Caller
from service.errors import NotFoundError
from service.hidden_names import HIDDEN_THING, without_names
from service.journal.keeping import UNCONFIRMED, check_caller, refused
from service.journal.quotation import Quotation, due_told, each_once, volume_told
from service.journal.suppliers import Supplier
from service.matchmaking import Matchmaking
from service.recruiting.recognisable import Recognisable

MAX_PROPOSED = 15
MIN_OTHERS = 3  # companies of a town beside the asker, for the town to be told
_CALLING = frozenset(("звонить", "звоните", "контакт", "контакты", "почта", "телефон", "сайт", "писать"))
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Recipient:
    """A company that a quotation is asked of, and for which of its offers."""

    supplier: Supplier
    company: CompanyRow

    @property
    def email(self) -> str:
        """Where a letter goes; empty where no address is known."""
        known = (self.company.contact_email or "").strip()
        return known if "@" in known else ""


class Quoting:
    """Every use case raises ForbiddenError for a caller whom the journal is hidden from."""

    def __init__(self, database: Database, matchmaking: Matchmaking) -> None:
        self._database = database
        self._matchmaking = matchmaking

    def proposed(self, caller: Caller, row: RequestRow) -> Answer:
        """Companies that suit the need of a request. Raises EntryError, NotFoundError, NotReadyError."""
        check_caller(caller)
        with self._database.reading() as session:
            need = completed(need_profile(_need_row(session, row)), places())
        return self._matchmaking.suppliers(caller, need, MAX_PROPOSED, Filters())

    def recipients(self, caller: Caller, chosen: Collection[Supplier]) -> list[Recipient]:
        """The companies chosen, with their contacts; one that left the pool is left out."""
        check_caller(caller)
        with self._database.reading() as session:
            rows = [(supplier, find(session, CompanyRow, supplier.company_id)) for supplier in chosen]
        return [Recipient(supplier, company) for supplier, company in rows if company]

    def quotation(
        self, caller: Caller, row: RequestRow, chosen: Collection[Supplier], *, is_named: bool
    ) -> Quotation:
        """What they are told; `is_named` says that the asker agreed. Raises as `proposed` does."""
        ids = {supplier.company_id for supplier in chosen}
        answer = self.proposed(caller, row)
        asked = _questions([c for c in (*answer.matches, *answer.near_misses) if c.company.id in ids])
        with self._database.reading() as session:
            stored = _need_row(session, row)
            need, asker = completed(need_profile(stored), places()), stored.company
            if is_named:
                return _named(need, asker, asked)
            everybody = list(session.scalars(select(CompanyRow)))
        told = _hidden(need, asker, asked, Recognisable(everybody, places()))
        return replace(told, place=_town(need, asker, everybody) or told.place)


def hidden_quotation(need: NeedRow, recognisable: Recognisable) -> Quotation:
    """What anybody may be told of a need: no names, the region for a place."""
    return _hidden(completed(need_profile(need), places()), need.company, [], recognisable)


def _need_row(session: Session, row: RequestRow) -> NeedRow:
    if row.need_id is None:
        raise refused("state", UNCONFIRMED)
    need = find(session, NeedRow, row.need_id)
    if need is None:
        raise NotFoundError("Потребность этого обращения в архиве: верните её, чтобы искать поставщиков")
    return need


def _questions(candidates: list[Candidate]) -> list[str]:
    found = dict.fromkeys(q for candidate in candidates for q in questions(candidate.reasons))
    return list(found)[:MAX_QUESTIONS]


def _named(need: Need, asker: CompanyRow, asked: list[str]) -> Quotation:
    return Quotation(
        title=need.title,
        description=need.description,
        volume=volume_told(need),
        due=due_told(need),
        place=need.place or "",
        questions=each_once(asked),
        asker=", ".join(filter(None, (asker.name, asker.phone))),
        fictional=asker.fictional,
    )


def _hidden(need: Need, asker: CompanyRow, asked: list[str], recognisable: Recognisable) -> Quotation:
    def told(text: str) -> str:
        return recognisable.hidden_in(text, asker, need.place) if text else ""

    whole = [question for question in asked if _WORD.findall(told(question)) == _WORD.findall(question)]
    lines = filter(_says_more, map(told, told_parts(need.description)))
    open_ = _named(need, asker, whole)
    return replace(
        open_,
        title=told(need.title) or HIDDEN_THING,
        description=". ".join(lines),
        due=without_names(open_.due, asker),  # «до конца месяца» leads to nobody
        place=_region(need, asker),
        asker="",
    )


def _says_more(line: str) -> bool:
    """Whether anything is left of a line but a legal form, or that somebody is to be called."""
    words = (word.casefold() for word in _WORD.findall(line))
    return any(len(word) > 3 and word not in _CALLING for word in words)


def _town(need: Need, asker: CompanyRow, companies: Iterable[CompanyRow]) -> str:
    """Where to deliver to, as long as so many companies are there that the town leads to none of them."""
    place = places().find(need.place, asker.region)
    if place is None:
        return ""
    there = [
        row for row in companies if row.municipality and places().find(row.municipality, row.region) == place
    ]
    return (
        f"{place.name}, {place.region}" if len({row.id for row in there} - {asker.id}) >= MIN_OTHERS else ""
    )


def _region(need: Need, asker: CompanyRow) -> str:
    place = places().find(need.place, asker.region)
    return (place.region if place else asker.region) or ""
