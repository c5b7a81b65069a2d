"""Use cases of verdicts, given, withdrawn, listed: what staff or who asks say of a need and an offer."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from data.database import Database
from data.profiles import Need, Offer, Pool
from data.store import verdicts
from data.store.classifiers import names_of
from data.store.pool import company_profile, need_profile, offer_profile
from data.store.records import find
from data.tables.pool import CompanyRow, NeedRow, OfferRow, VerdictRow
from data.vocabulary import VERDICT_REASONS, choices
from models.ranking.provisional import with_provisional_offers
from models.reading.text import need_text
from service.access import (
    Caller,
    may_judge,
    may_judge_for,
    may_see_record,
    may_see_verdicts,
    sees_verdict,
)
from service.errors import ForbiddenError, InvalidError, NotFoundError, ServiceError
from service.judging.standing import HIDING, Standing
from service.seeing.sight import Sight


@dataclass(frozen=True)
class Judgement:
    """A verdict as it is given: on a need of the pool or a free text, and on an offer or a whole company.

    `snapshot` and `rank` tell the answer that it was given on.
    """

    verdict: str
    snapshot: str
    need: Need | None = None
    need_id: int | None = None
    offer_id: int | None = None
    company_id: int | None = None
    reason: str | None = None
    amount_rub: float | None = None
    rank: int | None = None


class Feedback:
    """Every verdict is one transaction with one line in the audit log; the next answer knows of it.

    A member judges for its own needs only; whatever else there is, for it there is nothing: NotFoundError.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(self, caller: Caller, judgement: Judgement) -> VerdictRow:
        """The verdict, in place of the one that stood on the pair. Raises InvalidError, ForbiddenError."""
        with self._database.changing(caller.actor, "verdicts.give") as session:
            return give_within(session, caller, judgement)

    def take_back(self, caller: Caller, id_: int) -> None:
        """As if the verdict had not been given; once or many times. Raises NotFoundError, ForbiddenError."""
        _check_caller(caller)
        with self._database.changing(caller.actor, "verdicts.take_back", str(id_)) as session:
            row = verdicts.find(session, id_)
            if row is None or not sees_verdict(caller, row):
                raise NotFoundError("Такого вердикта нет")
            verdicts.withdraw(session, id_)

    def latest(self, caller: Caller, limit: int, need_id: int | None = None) -> list[VerdictRow]:
        """The verdicts that stand, newest first. Raises InvalidError for an unknown need, ForbiddenError."""
        if not may_see_verdicts(caller) and not caller.is_member:
            raise ForbiddenError("Вердикты видят сотрудники ассоциации")
        with self._database.reading() as session:
            if need_id is not None:
                need = find(session, NeedRow, need_id, archived=True)
                if need is None or not may_see_record(caller, need.company_id):
                    raise _no_need(caller)
            found = verdicts.latest_verdicts(session, limit, need_id, caller.company_id)
            return [row for row in found if sees_verdict(caller, row)]

    def on_need(self, caller: Caller, need: Need) -> Standing:
        """What stands on a need; nothing for a caller whom verdicts are hidden from."""
        with self._database.reading() as session:
            found = verdicts.verdicts_on_need(session, need.id, need_text(need))
        return Standing(tuple(row for row in found if sees_verdict(caller, row)))

    def on_offer(self, caller: Caller, offer: Offer) -> Standing:
        """What stands on an offer of the pool and needs of the pool."""
        with self._database.reading() as session:
            found = verdicts.verdicts_on_supplier(session, offer.company_id)
        return Standing(tuple(row for row in found if sees_verdict(caller, row))).of_offer(offer.id)


def give_within(session: Session, caller: Caller, judgement: Judgement) -> VerdictRow:
    """The verdict as a part of a transaction that changes more. Raises InvalidError, ForbiddenError."""
    _check_caller(caller)
    _check_shape(judgement)
    need = _need(session, caller, judgement)
    offer, company = _supplier(session, caller, judgement)
    if need.company_id == company.id:
        raise InvalidError([(_supplier_field(judgement), "компания не поставщик самой себе")])
    return verdicts.record(session, _row(session, caller, judgement, need, (offer, company)))


def _check_caller(caller: Caller) -> None:
    if not may_judge(caller) and not caller.is_member:
        raise ForbiddenError("Вердикты дают сотрудники ассоциации")


def _check_shape(given: Judgement) -> None:
    wrong = []
    if given.need and given.need_id is not None:
        wrong.append(("need_id", "нужно одно из двух: need или need_id"))
    if given.need is None and given.need_id is None:
        wrong.append(("need", "нужен текст потребности (need) или номер заведённой (need_id)"))
    if given.offer_id is None and given.company_id is None:
        message = "нужен номер предложения (offer_id); у предварительного — номер компании (company_id)"
        wrong.append(("offer_id", message))
    if given.verdict == HIDING and given.reason is None:
        wrong.append(("reason", f"назовите причину: {choices(VERDICT_REASONS)}"))
    if given.verdict != HIDING and given.reason is not None:
        wrong.append(("reason", "причина бывает только у «не подходит»"))
    if given.verdict != "contract" and given.amount_rub is not None:
        wrong.append(("amount_rub", "сумма бывает только у договора"))
    if wrong:
        raise InvalidError(wrong)


def _need(session: Session, caller: Caller, given: Judgement) -> Need:
    if given.need:
        if not may_judge_for(caller, None):
            raise InvalidError(
                [("need", "вердикт дают о своей заведённой потребности: нужен её номер (need_id)")]
            )
        return given.need
    row = find(session, NeedRow, given.need_id or 0, archived=True)
    if row is None or not may_judge_for(caller, row.company_id):
        raise _no_need(caller)
    if find(session, NeedRow, row.id) is None:
        raise InvalidError([("need_id", "потребность в архиве: сначала верните её")])
    return need_profile(row)


def _no_need(caller: Caller) -> ServiceError:
    if caller.is_staff:
        return InvalidError([("need_id", "такой потребности нет")])
    return NotFoundError("Такой записи нет")


def _supplier(session: Session, caller: Caller, given: Judgement) -> tuple[OfferRow | None, CompanyRow]:
    _check_supplier_seen(session, caller, given)
    offer = _offer(session, given.offer_id) if given.offer_id is not None else None
    if offer and given.company_id not in (None, offer.company_id):
        raise InvalidError([("company_id", "это предложение другой компании")])
    id_ = offer.company_id if offer else given.company_id or 0
    company = find(session, CompanyRow, id_, archived=True)
    if company is None:
        raise InvalidError([("company_id", "такой компании нет")])
    if company.archived_at:
        raise InvalidError([("company_id", "компания в архиве")])
    if company.status == "outside_customer":
        raise InvalidError([("company_id", "внешний заказчик ничего не поставляет")])
    return offer, company


def _check_supplier_seen(session: Session, caller: Caller, given: Judgement) -> None:
    if caller.is_staff:
        return
    offer = find(session, OfferRow, given.offer_id) if given.offer_id is not None else None
    company = offer.company if offer else find(session, CompanyRow, given.company_id or 0)
    is_missing = given.offer_id is not None and offer is None
    if is_missing or company is None or not Sight.of(session, caller).sees_company(company):
        raise NotFoundError("Такой записи нет")


def _offer(session: Session, id_: int) -> OfferRow:
    row = find(session, OfferRow, id_, archived=True)
    if row is None:
        raise InvalidError([("offer_id", "такого предложения нет")])
    if find(session, OfferRow, id_) is None:
        raise InvalidError([("offer_id", "предложение в архиве")])
    return row


def _supplier_field(given: Judgement) -> str:
    return "company_id" if given.offer_id is None else "offer_id"


def _row(
    session: Session,
    caller: Caller,
    given: Judgement,
    need: Need,
    supplier: tuple[OfferRow | None, CompanyRow],
) -> VerdictRow:
    offer, company = supplier
    judged = offer_profile(offer) if offer else _provisional_offer(session, company)
    return VerdictRow(
        need_id=need.id,
        need_text=need_text(need),
        need_kind=need.kind,
        need_okpd2=need.okpd2,
        need_volume=need.volume,
        need_unit=need.unit,
        need_place=need.place,
        company=company,
        company_id=company.id,
        offer_id=offer.id if offer else None,
        offer_title=judged.title if judged else None,
        offer_kind=judged.kind if judged else None,
        offer_okpd2=judged.okpd2 if judged else None,
        verdict=given.verdict,
        reason=given.reason,
        amount_rub=given.amount_rub,
        rank=given.rank,
        snapshot=given.snapshot,
        given_by=caller.actor,
        by_company_id=caller.company_id,
    )


def _provisional_offer(session: Session, company: CompanyRow) -> Offer | None:
    # what the search compares for a company without offers; a bare name says nothing of goods
    if any(not offer.archived_at for offer in company.offers):
        return None
    activities = names_of(session, "okved2", company.okved2)
    pool = with_provisional_offers(Pool((company_profile(company),)), activities)
    return next((offer for offer in pool.offers if offer.title != company.name), None)
