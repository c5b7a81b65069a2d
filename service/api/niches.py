"""Routes of unmet needs and niches, and a niche as JSON."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from data.profiles import Company
from models.demands.demand import Demand
from models.niches.niche import Niche
from models.niches.official_names import okpd2_name
from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.api.search import offer_found
from service.market.niches import NicheMap
from service.schemas.niches import (
    AskedNeed,
    AskedSlot,
    NearestFound,
    NicheList,
    NichePath,
    NicheQuery,
    NicheReply,
    UnconfirmedFound,
    VolumeFound,
)
from service.schemas.search import CompanyShort

api = APIBlueprint(
    "niches",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Ниши", description="Чего просят и чего никто в пуле не даёт")],
    abp_security=SECURITY,
    abp_responses=problems(404, 422, 503),
)


@api.get("/niches", summary="Ниши и незакрытые потребности", responses={200: NicheList})
def niches(query: NicheQuery) -> dict[str, Any]:
    """Заявки и открытые звенья, на которые нет поставщика, собранные по смыслу."""
    return niche_list(services().niches.current(caller()), query.kind)


@api.get("/niches/<string:id>", summary="Ниша", responses={200: NicheReply})
def niche(path: NichePath) -> dict[str, Any]:
    """Кто просит, сколько, где, и кто ближе всех."""
    found = services().niches.current(caller())
    return niche_reply(found.niche(path.id), found).model_dump(mode="json")


def niche_list(found: NicheMap, kind: str = "all") -> dict[str, Any]:
    """All of a kind as plain JSON values."""
    wanted = [n for n in found.niches if kind == "all" or n.is_niche == (kind == "niche")]
    return NicheList(niches=[niche_reply(niche, found) for niche in wanted]).model_dump(mode="json")


def niche_reply(niche: Niche, found: NicheMap) -> NicheReply:
    """One with all that is asked in it."""
    return NicheReply(
        id=niche.id,
        title=niche.title,
        okpd2=niche.okpd2,
        okpd2_name=okpd2_name(niche.okpd2),
        is_niche=niche.is_niche,
        companies=niche.companies,
        volumes=[VolumeFound.model_validate(v, from_attributes=True) for v in niche.volumes],
        places=list(niche.places),
        imported=niche.imported,
        needs=[asked_need(d, found.asker(d)) for d in niche.demands if d.origin == "need"],
        slots=[_slot(d, found) for d in niche.demands if d.origin == "slot"],
        unconfirmed=[
            UnconfirmedFound(company=company_found(c.company), offer=offer_found(c.pairs[0]))
            for c in niche.unconfirmed
        ],
        nearest=[
            NearestFound(company=company_found(c.company), offer=offer_found(c.pairs[0]), fails=c.fails)
            for c in niche.nearest
        ],
    )


def asked_need(demand: Demand, asker: Company | None) -> AskedNeed:
    """A stated need as JSON."""
    company = company_found(asker) if asker else None
    told = {name: getattr(demand.need, name) for name in AskedNeed.model_fields if name != "company"}
    return AskedNeed(company=company, **told)


def company_found(company: object) -> CompanyShort:
    """A company, profile or row, as JSON."""
    return CompanyShort.model_validate(company, from_attributes=True)


def _slot(demand: Demand, found: NicheMap) -> AskedSlot:
    need, asker = demand.need, found.asker(demand)
    chain, project = found.projects[demand.record_id or 0]
    return AskedSlot(
        id=demand.record_id or 0,
        title=need.title,
        kind=need.kind,
        okpd2=need.okpd2,
        company=company_found(asker) if asker else None,
        chain_id=chain.id,
        chain=chain.title,
        project_id=project.id,
        project=project.title,
        volume_per_month=need.volume,
        unit=need.unit,
    )
