"""Routes of search."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from data.profiles import Company, Need, Offer
from data.references import places
from data.store.pool import company_profile, need_profile, offer_profile
from data.store.records import find
from data.tables import CompanyRow, NeedRow, OfferRow
from models.candidates import Answer, Candidate
from models.circumstances import completed
from models.filters import Filters
from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.errors import InvalidError
from service.matchmaking import NOBODY
from service.schemas.fields import Reply
from service.schemas.search import (
    BuyerAnswer,
    BuyerFound,
    BuyerSearch,
    CompanyShort,
    FiltersForm,
    NeedForm,
    NeedFound,
    OfferForm,
    OfferFound,
    ReasonFound,
    SupplierAnswer,
    SupplierFound,
    SupplierSearch,
)

api = APIBlueprint(
    "search",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Поиск", description="Кто поставит и кому нужно")],
    abp_security=SECURITY,
    abp_responses=problems(400, 415, 422, 503),
)


@api.post("/suppliers/search", summary="Кто может поставить", responses={200: SupplierAnswer})
def suppliers(body: SupplierSearch) -> dict[str, Any]:
    """Компании, предложения которых отвечают потребности, с доводами; либо честное «никто»."""
    _refuse_both(body.need, body.need_id, "need")
    need = completed(_stored_need(body.need_id) if body.need_id else _typed_need(body.need), places())
    filters = _filters(body.filters, need.place, "/need/place")
    answer = services().matchmaking.suppliers(need, body.limit, filters)
    return supplier_answer(answer)


@api.post("/buyers/search", summary="Кому это нужно", responses={200: BuyerAnswer})
def buyers(body: BuyerSearch) -> dict[str, Any]:
    """Компании, потребностям которых отвечает предложение, с доводами; либо честное «никому»."""
    _refuse_both(body.offer, body.offer_id, "offer")
    offer, seller = _stored_offer(body.offer_id) if body.offer_id else _typed_offer(body.offer)
    filters = _filters(body.filters, seller.municipality, "/offer/place")
    answer = services().matchmaking.buyers(offer, body.limit, filters, seller)
    return buyer_answer(answer)


def supplier_answer(answer: Answer) -> dict[str, Any]:
    """The answer as JSON."""
    return SupplierAnswer(
        matches=[_supplier(c) for c in answer.matches],
        near_misses=[_supplier(c) for c in answer.near_misses],
        **_common(answer),
    ).model_dump(mode="json")


def buyer_answer(answer: Answer) -> dict[str, Any]:
    """The answer as JSON."""
    return BuyerAnswer(
        matches=[_buyer(c) for c in answer.matches],
        near_misses=[_buyer(c) for c in answer.near_misses],
        **_common(answer),
    ).model_dump(mode="json")


def _common(answer: Answer) -> dict[str, Any]:
    return {"no_match": answer.no_match, "snapshot": answer.snapshot, "model": answer.model}


def _supplier(found: Candidate) -> SupplierFound:
    offers = [
        OfferFound(
            id=None if scored.pair.offer.provisional else scored.pair.offer.id,
            title=scored.pair.offer.title,
            kind=scored.pair.offer.kind,
            okpd2=scored.pair.offer.okpd2,
            probability=round(scored.probability, 4),
            provisional=scored.pair.offer.provisional,
        )
        for scored in found.pairs
    ]
    return SupplierFound(offers=offers, **_shared(found))


def _buyer(found: Candidate) -> BuyerFound:
    needs = [
        NeedFound(
            id=scored.pair.need.id,
            title=scored.pair.need.title,
            kind=scored.pair.need.kind,
            okpd2=scored.pair.need.okpd2,
            probability=round(scored.probability, 4),
        )
        for scored in found.pairs
    ]
    return BuyerFound(needs=needs, **_shared(found))


def _shared(found: Candidate) -> dict[str, Any]:
    return {
        "company": _read(CompanyShort, found.company),
        "probability": round(found.probability, 4),
        "grade": found.grade,
        "reasons": [_read(ReasonFound, reason) for reason in found.reasons],
        "fails": found.fails,
    }


def _read(reply: type[Reply], source: object) -> Reply:
    return reply(**{name: getattr(source, name) for name in reply.model_fields})


def _refuse_both(form: object | None, id_: int | None, name: str) -> None:
    if form is not None and id_ is not None:
        raise InvalidError([(f"{name}_id", f"нужно одно из двух: {name} или {name}_id")])


def _typed_need(form: NeedForm | None) -> Need:
    if form is None:
        raise InvalidError([("need", "нужен текст потребности (need) или номер заведённой (need_id)")])
    return Need(
        title=form.text,
        kind=form.kind,
        okpd2=form.okpd2,
        volume=form.volume,
        unit=form.unit,
        place=form.place,
    )


def _stored_need(id_: int) -> Need:
    with services().database.reading() as session:
        row = find(session, NeedRow, id_)
        if row is None or not caller().is_staff:
            raise InvalidError([("need_id", "такой потребности нет")])
        return need_profile(row)


def _typed_offer(form: OfferForm | None) -> tuple[Offer, Company]:
    if form is None:
        raise InvalidError([("offer", "нужен текст предложения (offer) или номер заведённого (offer_id)")])
    offer = Offer(
        id=0,
        company_id=0,
        kind=form.kind or "product",
        title=form.text,
        okpd2=form.okpd2,
        capacity_per_month=form.capacity_per_month,
        unit=form.unit,
        radius_km=form.radius_km,
    )
    return offer, Company(id=0, code="", name="", status=NOBODY.status, municipality=form.place)


def _stored_offer(id_: int) -> tuple[Offer, Company]:
    with services().database.reading() as session:
        row = find(session, OfferRow, id_)
        company = find(session, CompanyRow, row.company_id) if row else None
        if row is None or company is None:
            raise InvalidError([("offer_id", "такого предложения нет")])
        return offer_profile(row), company_profile(company)


def _filters(form: FiltersForm, place: str | None, place_pointer: str) -> Filters:
    if form.max_distance_km is not None and places().find(place) is None:
        message = "для отбора по расстоянию нужно место из справочника муниципалитетов"
        raise InvalidError([(place_pointer.lstrip("/"), message)])
    return Filters(
        statuses=frozenset(form.status or ()),
        regions=frozenset(form.regions or ()),
        okpd2_prefix=form.okpd2_prefix,
        kinds=frozenset(form.kinds or ()),
        max_distance_km=form.max_distance_km,
    )
