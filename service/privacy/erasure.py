"""The use case of erasing a person or a company for good: from the database and from every file beside it."""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote_plus

from sqlalchemy.orm import Session

from data.database import Database
from data.entry import EntryError
from data.exchange.rows import FieldError
from data.store import erasing_copies as copies
from data.store.erasing import erase_rows
from data.store.erasing_person import PERSON, erase_person
from data.store.rows_about import kept_for, rows_about, with_merged
from data.store.scrubbing import POOL, all_tables, pattern_of, scrub
from data.tables.pool import CompanyRow
from service.access import Caller, may_erase
from service.errors import ForbiddenError
from service.jobs.jobs import Jobs
from service.privacy.exporting import found_company
from service.privacy.files import (
    forget_old_snapshots,
    forget_shown_letters,
    forget_told_work,
    forget_uploads,
)
from service.reindex import Reindexer
from service.settings import Settings

DERIVED = ("letters",)  # copies that we made: of others' rows only these repeat what a company entered
_PERSONAL = ("contact_name", "contact_email", "contact_phone")
_NAMING = ("name", "inn", "ogrn", "phone", "email", "website", "site", "sro", "about")
_SAID = ("title", "description", "text", "current_supplier", "standard", "min_batch")


class Erasure:
    """Nothing of it can be undone. Raises ForbiddenError, NotFoundError, and EntryError unless the code fits.

    The database is done first, in one transaction; should building the snapshot fail after that, the same
    erasing again finishes it.
    """

    def __init__(self, database: Database, reindexer: Reindexer, jobs: Jobs, settings: Settings) -> None:
        self._database = database
        self._reindexer = reindexer
        self._jobs = jobs
        self._settings = settings

    def person(self, caller: Caller, company_id: int, typed_code: str) -> None:
        """The named person of a company: contacts, accounts of the same name, and every mention."""
        self._erase(caller, company_id, typed_code, "personal_data.erase_person", _erase_person)

    def company(self, caller: Caller, company_id: int, typed_code: str) -> None:
        """A company with its people; contracts, amounts and verdicts stay, without its name."""
        self._erase(caller, company_id, typed_code, "personal_data.erase_company", _erase_company)

    def _erase(
        self,
        caller: Caller,
        company_id: int,
        typed_code: str,
        action: str,
        work: Callable[[Session, list[int]], None],
    ) -> None:
        if not may_erase(caller):
            raise ForbiddenError("Персональные данные стирают администраторы")
        with self._database.changing(caller.actor, action, str(company_id)) as session:
            company = found_company(session, company_id)
            if typed_code.strip() != company.code:
                raise EntryError(
                    [FieldError("code", f"Чтобы стереть, наберите код компании: {company.code}")]
                )
            if (kept := kept_for(session, company_id)) is not None:
                name = session.get_one(CompanyRow, kept).name
                raise EntryError([FieldError("code", f"Карточка объединена: стирайте «{name}»")])
            work(session, with_merged(session, company_id))
        self._finish()

    def _finish(self) -> None:
        self._reindexer.build(forgets=True)
        forget_old_snapshots(self._settings.snapshots)
        forget_uploads(self._settings.imports)
        forget_shown_letters(self._settings)
        forget_told_work(self._settings, self._jobs)
        self._database.compact()


def _erase_person(session: Session, ids: list[int]) -> None:
    found = rows_about(session, ids)
    told = _words(found["companies"], _PERSONAL)
    pattern = pattern_of(told)
    addresses = [row.contact_email for row in found["companies"]]
    erase_person(session, found)
    copies.forget_in_imports(session, {"companies": set(ids)}, PERSON)
    copies.forget_copies(session, addresses)
    session.flush()
    copies.delete_searches(session, lambda text: _tells(pattern, text))
    scrub(session, pattern, all_tables())


def _erase_company(session: Session, ids: list[int]) -> None:
    found = rows_about(session, ids)
    companies = found["companies"]
    records = [row for table in ("offers", "needs", "challenges") for row in found.get(table, ())]
    logins = [user.login for user in found.get("users", ())]
    personal = pattern_of([*_words(companies, _PERSONAL), *logins])
    naming = pattern_of([*_words(companies, (*_PERSONAL, *_NAMING)), *logins])
    said = pattern_of(_words(records, _SAID))
    addresses = [address for row in companies for address in (row.email, row.contact_email)]
    erase_rows(session, found)
    erased = {name: {row.id for row in found.get(name, ())} for name in ("companies", "offers", "needs")}
    copies.forget_in_imports(session, erased)
    copies.forget_copies(session, addresses)
    session.flush()
    copies.delete_searches(session, lambda text: _tells(naming, text) or _tells(said, text))
    scrub(session, personal, all_tables())
    scrub(session, naming, all_tables(but=POOL - {"contracts"}))
    scrub(session, said, DERIVED)


def _words(rows: Iterable[Any], names: Iterable[str]) -> list[str]:
    """All that the rows say in these fields."""
    told = (getattr(row, name, None) for row in rows for name in names)
    return [word for word in told if isinstance(word, str)]


def _tells(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and bool(pattern.search(unquote_plus(text)))
