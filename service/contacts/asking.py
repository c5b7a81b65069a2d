"""What a request for contact is about, and when a company may ask."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from data.entry import EntryError
from data.exchange import cells
from data.exchange.cells import CellError
from data.exchange.rows import FieldError, sentence
from data.store import contacts as store
from data.store.records import find
from data.tables.contacts import ContactRow
from data.tables.pool import CompanyRow, NeedRow, OfferRow
from service.access import Caller, is_in_cluster, sees_need
from service.errors import NotFoundError
from service.seeing.sight import Sight
from service.wording import day

NOT_THERE = "Такой записи нет"


@dataclass(frozen=True)
class About:
    """One of three: a need of another company, an offer of another company, or the company itself."""

    need_id: int | None = None
    offer_id: int | None = None
    company_id: int | None = None


@dataclass(frozen=True)
class Limits:
    """`days` a request waits for an answer, and as long a refusal stands; `per_day` are of one company."""

    days: int
    per_day: int


def request_about(session: Session, caller: Caller, asking: CompanyRow, about: About) -> ContactRow:
    """The request, not added yet. Raises NotFoundError for what that company does not see, EntryError."""
    caller = replace(caller, scope="member", company_id=asking.id)  # staff ask no more than it could itself
    if sum(id_ is not None for id_ in (about.need_id, about.offer_id, about.company_id)) != 1:
        raise refused("", "Нужно что-то одно: потребность, предложение или компания")
    row = ContactRow(asking_id=asking.id, need_id=about.need_id, offer_id=about.offer_id)
    row.asked_id = _seen(session, caller, about)[1]
    if row.asked_id == asking.id:
        raise refused("", "Это ваша же запись: запросить контакт можно у другой компании")
    return row


def asking_company(session: Session, company_id: int | None) -> CompanyRow:
    """Who asks. Raises EntryError for one outside of the cluster."""
    company = find(session, CompanyRow, company_id)
    if company is None or not is_in_cluster(company):
        raise refused("asking_id", "Запрашивают контакты участники и вступающие компании: укажите такую")
    return company


def check_limits(session: Session, row: ContactRow, limits: Limits, moment: datetime) -> None:
    """Raises EntryError where the company asks again after a refusal, or too often."""
    last = store.same_contact(session, row)
    if last is not None and last.state == "declined" and last.answered_at:
        again = last.answered_at + timedelta(days=limits.days)
        if again > moment:
            raise refused("", f"На этот запрос отказали: повторить можно с {day(again.astimezone())}")
    asked = store.num_asked_since(session, row.asking_id, moment - timedelta(days=1))
    if asked >= limits.per_day:
        raise refused(
            "", f"За сутки можно запросить не больше {limits.per_day} контактов: остальные — завтра"
        )


def read_note(told: object) -> str | None:
    """Raises EntryError."""
    try:
        return cells.text(told)
    except CellError as error:
        raise refused("note", sentence(str(error))) from error


def refused(field: str, message: str) -> EntryError:
    """What is wrong at one field."""
    return EntryError([FieldError(field, message)])


def about_told(session: Session, caller: Caller, about: About) -> str:
    """What the request would be about, in words. Raises NotFoundError for what the caller does not see."""
    return _seen(session, caller, about)[0]


def _seen(session: Session, caller: Caller, about: About) -> tuple[str, int]:
    """What it is called, and whose it is."""
    if about.need_id is not None:
        need = find(session, NeedRow, about.need_id)
        if need is None or not sees_need(caller, need):
            raise NotFoundError(NOT_THERE)
        return f"Потребность «{Sight.of(session, caller).told_need(need)[0].title}»", need.company_id
    offer = find(session, OfferRow, about.offer_id)
    company = find(session, CompanyRow, offer.company_id if offer else about.company_id)
    if (
        company is None
        or (about.offer_id and not offer)
        or not Sight.of(session, caller).sees_company(company)
    ):
        raise NotFoundError(NOT_THERE)
    told = f"Предложение «{offer.title}», {company.name}" if offer else f"Компания {company.name}"
    return told, company.id
