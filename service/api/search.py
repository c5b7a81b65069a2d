"""Routes of search."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from data.profiles import Need
from data.tables.pool import VerdictRow
from models.candidates import Answer, Candidate, ScoredPair
from models.explaining.questions import questions
from models.reading.intent import offers_something
from models.reading.text import need_text
from service.api.asked import asked_filters, asked_need, asked_offer
from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.api.numbers import told
from service.judging.standing import Standing
from service.schemas.fields import read_as
from service.schemas.search import (
    BuyerAnswer,
    BuyerFound,
    BuyerSearch,
    CompanyShort,
    NeedFound,
    OfferFound,
    ReasonFound,
    SupplierAnswer,
    SupplierFound,
    SupplierSearch,
    VerdictFound,
)
from service.seeing.told import is_named

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
    need = asked_need(body.need, body.need_id)
    filters = asked_filters(body.filters, need.place, "need/place")
    answer = services().matchmaking.suppliers(caller(), need, body.limit, filters)
    services().interest.note(caller(), need, answer)
    standing = services().feedback.on_need(caller(), need)
    return told(supplier_answer(answer, need, standing), caller())


@api.post("/buyers/search", summary="Кому это нужно", responses={200: BuyerAnswer})
def buyers(body: BuyerSearch) -> dict[str, Any]:
    """Компании, потребностям которых отвечает предложение, с доводами; либо честное «никому»."""
    offer, seller = asked_offer(body.offer, body.offer_id)
    filters = asked_filters(body.filters, seller.municipality, "offer/place")
    answer = services().matchmaking.buyers(caller(), offer, body.limit, filters, seller)
    standing = services().feedback.on_offer(caller(), offer)
    return told(buyer_answer(answer, standing), caller())


def supplier_answer(answer: Answer, need: Need, standing: Standing) -> dict[str, Any]:
    """The answer as JSON, with the verdicts that stand on the need."""
    return SupplierAnswer(
        offers_something=offers_something(need_text(need)) is not None,
        matches=[_supplier(c, standing) for c in answer.matches],
        near_misses=[_supplier(c, standing) for c in answer.near_misses],
        **_common(answer),
    ).model_dump(mode="json")


def buyer_answer(answer: Answer, standing: Standing) -> dict[str, Any]:
    """The answer as JSON, with the verdicts that stand on the offer."""
    return BuyerAnswer(
        matches=[_buyer(c, standing) for c in answer.matches],
        near_misses=[_buyer(c, standing) for c in answer.near_misses],
        **_common(answer),
    ).model_dump(mode="json")


def _common(answer: Answer) -> dict[str, Any]:
    return {"no_match": answer.no_match, "snapshot": answer.snapshot, "model": answer.model}


def offer_found(scored: ScoredPair) -> OfferFound:
    """An offer of the answer as JSON."""
    offer = scored.pair.offer
    return OfferFound(
        id=None if offer.provisional else offer.id,
        title=offer.title,
        kind=offer.kind,
        okpd2=offer.okpd2,
        probability=round(scored.probability, 4),
        provisional=offer.provisional,
    )


def _supplier(found: Candidate, standing: Standing) -> SupplierFound:
    return SupplierFound(
        offers=[offer_found(scored) for scored in found.pairs],
        company=read_as(CompanyShort, found.company),
        questions=questions(found.reasons),
        verdict=_verdict(standing.on_company(found.company.id)),
        **_shared(found),
    )


def _buyer(found: Candidate, standing: Standing) -> BuyerFound:
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
    verdict = _verdict(standing.on_needs([need.id for need in needs]))
    return BuyerFound(
        needs=needs,
        company=read_as(CompanyShort, found.company) if is_named(found.company) else None,
        region=found.company.region,
        verdict=verdict,
        **_shared(found),
    )


def _verdict(row: VerdictRow | None) -> VerdictFound | None:
    return VerdictFound(id=row.id, verdict=row.verdict) if row else None


def _shared(found: Candidate) -> dict[str, Any]:
    return {
        "probability": round(found.probability, 4),
        "grade": found.grade,
        "reasons": [read_as(ReasonFound, reason) for reason in found.reasons],
        "fails": found.fails,
    }
