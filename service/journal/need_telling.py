"""What anybody may be told of a need: the same words in letters, messages, workbooks, PDFs and on paper."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.database import Database
from data.profiles import Need
from data.references import places
from data.store.pool import pool_revision
from data.store.records import find
from data.tables.pool import CompanyRow
from models.reading.circumstances import completed
from models.reading.pasted_lines import told_parts
from service.hidden_names import HIDDEN_THING, without_contacts, without_names
from service.recruiting.recognisable import Recognisable, word_keys

MIN_OTHERS = 3  # companies of a town beside the asker, for the town to be told
_CALLING = frozenset(("звонить", "звоните", "контакт", "контакты", "почта", "телефон", "сайт", "писать"))


@dataclass(frozen=True)
class ToldNeed:
    """The need without who asks; `gone` are keys of the words that lead there."""

    need: Need
    gone: frozenset[str] = frozenset()

    def gives_away(self, text: str) -> bool:
        """Whether a point or a question repeats what was left out of the need."""
        return not self.gone.isdisjoint(word_keys(text))


@dataclass(frozen=True)
class _Pool:
    revision: int
    recognisable: Recognisable
    in_town: Mapping[tuple[str, str], frozenset[int]]


class NeedTelling:
    """Keeps what its pool is recognised by until the pool changes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: _Pool | None = None

    def told(self, need: Need) -> ToldNeed:
        """Without asker, people, phones and streets; the town only where it leads to nobody."""
        need = completed(need, places())
        with self._database.reading() as session:
            asker = find(session, CompanyRow, need.company_id, archived=True)
            pool = self._pool(session)
            told = hidden_need(need, asker, pool.recognisable)
            told = replace(told, place=_town(need, asker, pool) or told.place)
            return ToldNeed(told, _keys(need, asker) - _keys(told))

    def _pool(self, session: Session) -> _Pool:
        revision = pool_revision(session)
        if self._known is None or self._known.revision != revision:
            rows = list(session.scalars(select(CompanyRow)))
            self._known = _Pool(revision, Recognisable(rows, places()), _in_town(rows))
        return self._known


def hidden_need(need: Need, asker: CompanyRow | None, recognisable: Recognisable) -> Need:
    """The need with the region for a place; a term is told as far as it names nobody."""

    def told(text: str) -> str:
        return recognisable.hidden_in(without_contacts(text), asker, need.place) if text else ""

    return replace(
        need,
        company_id=None,
        title=told(need.title) or HIDDEN_THING,
        description=". ".join(filter(_says_more, map(told, told_parts(need.description)))),
        due=_due(need, asker),
        place=_region(need, asker),
        current_supplier=None,
    )


def _due(need: Need, asker: CompanyRow | None) -> str | None:
    if need.due is None:
        return None
    return without_names(need.due, asker) if asker else without_contacts(need.due)


def _says_more(line: str) -> bool:
    """Whether anything is left of a line but a legal form, or that somebody is to be called."""
    return any(len(word) > 3 and word not in _CALLING for word in line.casefold().split())


def _region(need: Need, asker: CompanyRow | None) -> str | None:
    own = asker.region if asker else None
    place = places().find(need.place, own)
    return place.region if place else own


def _town(need: Need, asker: CompanyRow | None, pool: _Pool) -> str:
    place = places().find(need.place, asker.region if asker else None)
    if place is None:
        return ""
    others = pool.in_town.get((place.name, place.region), frozenset()) - {asker.id if asker else 0}
    return f"{place.name}, {place.region}" if len(others) >= MIN_OTHERS else ""


def _in_town(rows: list[CompanyRow]) -> dict[tuple[str, str], frozenset[int]]:
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in rows:
        if row.municipality and (place := places().find(row.municipality, row.region)):
            found[place.name, place.region].add(row.id)
    return {town: frozenset(ids) for town, ids in found.items()}


def _keys(need: Need, asker: CompanyRow | None = None) -> frozenset[str]:
    own = (asker.name, asker.contact_name, asker.municipality) if asker else ()
    return word_keys(" \n".join(filter(None, (need.title, need.description, need.place, *own))))
