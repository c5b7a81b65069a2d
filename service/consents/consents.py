"""Use cases of consents: given, withdrawn at once, and kept with the text that was answered to."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from data.consent_texts import KINDS, ConsentText, consent_texts, current_text
from data.database import Database
from data.entry import EntryError
from data.exchange.cells import clean_text
from data.exchange.rows import FieldError
from data.store import consents as store
from data.store.digests import choice_of
from data.store.records import find
from data.tables.consents import ConsentRow
from data.tables.digests import MailingChoiceRow
from data.tables.pool import CompanyRow
from data.vocabulary import CONSENT_BASES, choices
from service.access import COMPANIES_OF_MEMBERS, Caller, may_keep_consents, may_see_record
from service.errors import ForbiddenError, NotFoundError

MAX_DOCUMENT = 300
STAFF_BASES = {name: words for name, words in CONSENT_BASES.items() if name != "own"}
# by the rules of the association its companies are seen in portals until they say no
BY_DEFAULT = {"portal": COMPANIES_OF_MEMBERS}


@dataclass(frozen=True)
class Basis:
    """How an answer came: staff write down on which paper or letter, a company answers for itself."""

    kind: str = "own"
    document: str = ""


@dataclass(frozen=True)
class Consent:
    """How one kind stands: `answers` are all that the company gave, the last one first.

    `never` is there where the company consents, or did, and yet wants no letters.
    """

    text: ConsentText
    stands: bool
    answers: Sequence[ConsentRow]
    never: MailingChoiceRow | None = None

    @property
    def last(self) -> ConsentRow | None:
        """What the company said last; None where it never did."""
        return self.answers[0] if self.answers else None

    @property
    def is_outdated(self) -> bool:
        """Whether it stands by an earlier text than the one that is asked for now."""
        return self.stands and self.last is not None and self.last.version < self.text.version


class Consents:
    """Every answer is one row; whatever is shown or sent asks `stands` at that moment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stands(self, session: Session, company_id: int, kind: str) -> bool:
        """Whether the company consents now."""
        return company_id in store.standing(session, kind, BY_DEFAULT.get(kind, ()), company_id)

    def standing(self, session: Session, kind: str) -> set[int]:
        """All companies that consent now, in one statement."""
        return store.standing(session, kind, BY_DEFAULT.get(kind, ()))

    def of(self, caller: Caller, company_id: int) -> list[Consent]:
        """How all kinds stand. Raises NotFoundError, also where the caller may not see it."""
        with self._database.reading() as session:
            _seen(session, caller, company_id)
            answers = store.answers_of(session, company_id)
            choice = choice_of(session, company_id)
            never = choice if choice and choice.frequency == "never" else None
            return [
                Consent(
                    current_text(kind),
                    self.stands(session, company_id, kind),
                    [row for row in answers if row.kind == kind],
                    never if kind == "letters" else None,
                )
                for kind in KINDS
            ]

    def give(
        self,
        caller: Caller,
        company_id: int,
        kind: str,
        version: int | None = None,
        basis: Basis | None = None,
    ) -> None:
        """A yes to the text that stands now; said twice it is one.

        `version` is the text that was read, None for the one of now. Raises NotFoundError, ForbiddenError,
        EntryError, also where the text has changed since it was read.
        """
        if version not in (None, _text(kind).version):
            raise EntryError([FieldError("version", CHANGED)])
        self._answer(caller, company_id, _text(kind), True, basis)

    def withdraw(self, caller: Caller, company_id: int, kind: str, basis: Basis | None = None) -> None:
        """A no, from this moment on; said twice it is one. Raises what `give` does."""
        self._answer(caller, company_id, _text(kind), False, basis)

    def _answer(
        self, caller: Caller, company_id: int, text: ConsentText, is_given: bool, basis: Basis | None
    ) -> None:
        if not may_see_record(caller, company_id):
            raise NotFoundError(NOT_THERE)
        if not may_keep_consents(caller, company_id):
            raise ForbiddenError("Согласия записывают сама компания и сотрудники ассоциации")
        read = _basis(caller, basis)
        verb = "give" if is_given else "withdraw"
        with self._database.changing(caller.actor, f"consents.{verb}", str(company_id)) as session:
            company = _seen(session, caller, company_id)
            if not _is_said(session, company, text, is_given):
                session.add(
                    ConsentRow(
                        company_id=company_id,
                        kind=text.kind,
                        is_given=is_given,
                        version=text.version,
                        text_sha256=text.sha256,
                        basis=read.kind,
                        document=read.document or None,
                        person=company.contact_name if text.kind == "contacts" else None,
                        by=caller.actor,
                    )
                )


NOT_THERE = "Такой записи нет"
CHANGED = "Текст согласия изменился: прочтите новый и ответьте ещё раз"


def _text(kind: str) -> ConsentText:
    if kind not in consent_texts():
        raise NotFoundError(NOT_THERE)
    return current_text(kind)


def _seen(session: Session, caller: Caller, company_id: int) -> CompanyRow:
    company = find(session, CompanyRow, company_id) if may_see_record(caller, company_id) else None
    if company is None:
        raise NotFoundError(NOT_THERE)
    return company


def _basis(caller: Caller, basis: Basis | None) -> Basis:
    """What staff must tell: a consent of others is worth what proves it. Raises EntryError."""
    if not caller.is_staff:
        return Basis()
    told = basis or Basis("")
    read = Basis(told.kind, " ".join(clean_text(told.document).split()))
    wrong = []
    if read.kind not in STAFF_BASES:
        wrong.append(FieldError("basis", f"Укажите, как компания ответила: {choices(STAFF_BASES)}"))
    if not read.document:
        wrong.append(FieldError("document", "Назовите документ или письмо: номер, дата, от кого"))
    if len(read.document) > MAX_DOCUMENT:
        wrong.append(FieldError("document", f"Длиннее {MAX_DOCUMENT} знаков"))
    if wrong:
        raise EntryError(wrong)
    return read


def _is_said(session: Session, company: CompanyRow, text: ConsentText, is_given: bool) -> bool:
    last = store.last_answer(session, company.id, text.kind)
    if last is None or last.is_given != is_given:
        return False
    is_same_person = text.kind != "contacts" or last.person == company.contact_name
    return not is_given or (last.version == text.version and is_same_person)
