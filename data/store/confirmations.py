"""Companies whose data nobody has confirmed for long, and confirmations given and taken back."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, selectinload

from data.periods import midnight
from data.tables.confirmations import ConfirmationRow
from data.tables.pool import MAX_ID, CompanyRow, OfferRow, now

# whose data matter most: candidates of every search come first
STATUS_ORDER = ("member", "joining", "prospect", "outside_customer")


def unconfirmed(
    session: Session, before: date, status: str | None, limit: int, after: tuple[int, int] = (-1, 0)
) -> Sequence[CompanyRow]:
    """Members first, then in order of entry, with their offers; `after` is a place in that order."""
    after_rank, after_id = after
    rank = _RANK
    later = or_(rank > after_rank, and_(rank == after_rank, CompanyRow.id > min(after_id, MAX_ID)))
    query = select(CompanyRow).where(_is_unconfirmed(before, status), later)
    query = query.options(selectinload(CompanyRow.offers)).order_by(_RANK, CompanyRow.id)
    return session.scalars(query.limit(limit)).all()


def counts_unconfirmed(session: Session, before: date) -> dict[str, int]:
    """How many of each status."""
    query = select(CompanyRow.status, func.count()).where(_is_unconfirmed(before, None))
    return dict(session.execute(query.group_by(CompanyRow.status)).all())


def confirm(session: Session, company: CompanyRow, day: date, by: str) -> ConfirmationRow:
    """What the pool holds of the company and of its offers is true on that day; said twice, it is one."""
    if given := _given_on(session, company, day):
        return given
    offers = [offer for offer in company.offers if offer.archived_at is None]
    before: dict[str, object] = {
        "company": _plain(company.confirmed_on),
        "offers": {str(offer.id): _plain(offer.confirmed_on) for offer in offers},
    }
    company.confirmed_on = day
    for offer in offers:
        offer.confirmed_on = day
    given = ConfirmationRow(company_id=company.id, by=by, before=before | {"day": _plain(day)})
    session.add(given)
    session.flush()
    return given


def find_confirmation(session: Session, id_: int) -> ConfirmationRow | None:
    """One that was given."""
    return session.get(ConfirmationRow, id_) if 0 < id_ <= MAX_ID else None


def take_back(session: Session, given: ConfirmationRow) -> None:
    """The days as they were; one that somebody has changed since stays."""
    day = _day(given.before["day"])
    company = session.get(CompanyRow, given.company_id)
    if company is not None and company.confirmed_on == day:
        company.confirmed_on = _day(given.before["company"])
    for id_, was in given.before["offers"].items():
        offer = session.get(OfferRow, int(id_))
        if offer is not None and offer.confirmed_on == day:
            offer.confirmed_on = _day(was)
    given.undone_at = now()


def _given_on(session: Session, company: CompanyRow, day: date) -> ConfirmationRow | None:
    of_company = select(ConfirmationRow).where(
        ConfirmationRow.company_id == company.id, ConfirmationRow.undone_at.is_(None)
    )
    last = session.scalars(of_company.order_by(ConfirmationRow.id.desc()).limit(1)).first()
    is_same = last is not None and last.before["day"] == _plain(day) and company.confirmed_on == day
    return last if is_same else None


_RANK = case({status: rank for rank, status in enumerate(STATUS_ORDER)}, value=CompanyRow.status, else_=9)


def _is_unconfirmed(before: date, status: str | None) -> ColumnElement[bool]:
    old = and_(CompanyRow.confirmed_on.is_(None), CompanyRow.created_at < midnight(before))
    wanted = [CompanyRow.archived_at.is_(None), or_(CompanyRow.confirmed_on < before, old)]
    return and_(*wanted, CompanyRow.status == status) if status else and_(*wanted)


def _plain(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(plain: str | None) -> date | None:
    return date.fromisoformat(plain) if plain else None
