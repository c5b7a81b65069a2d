"""Unmet needs and niches as JSON."""

from typing import Any

from data.classifiers.classifier import CodeNames
from data.profiles import Company
from models.demands.demand import Demand
from models.niches.niche import Niche
from service.api.search import offer_found
from service.market.niches import NicheMap
from service.schemas.fields import read_as
from service.schemas.niches import (
    AskedNeed,
    AskedSlot,
    NearestFound,
    NicheList,
    NicheReply,
    UnconfirmedFound,
    VolumeFound,
)
from service.schemas.search import CompanyShort


def niche_list(found: NicheMap, names: CodeNames, kind: str = "all") -> dict[str, Any]:
    """All of a kind as plain JSON values."""
    wanted = [n for n in found.niches if kind == "all" or n.is_niche == (kind == "niche")]
    return NicheList(niches=[niche_reply(niche, found, names) for niche in wanted]).model_dump(mode="json")


def niche_reply(niche: Niche, found: NicheMap, names: CodeNames) -> NicheReply:
    """One with all that is asked in it."""
    return read_as(
        NicheReply,
        niche,
        okpd2_name=names.nearest(niche.okpd2) or None,
        volumes=[read_as(VolumeFound, volume) for volume in niche.volumes],
        needs=[told_need(d, found.asker(d)) for d in niche.demands if d.origin == "need"],
        slots=[_slot(d, found) for d in niche.demands if d.origin == "slot"],
        unconfirmed=[
            UnconfirmedFound(company=read_as(CompanyShort, c.company), offer=offer_found(c.pairs[0]))
            for c in niche.unconfirmed
        ],
        nearest=[
            read_as(NearestFound, c, company=read_as(CompanyShort, c.company), offer=offer_found(c.pairs[0]))
            for c in niche.nearest
        ],
    )


def told_need(demand: Demand, asker: Company | None) -> AskedNeed:
    """A stated need as JSON."""
    return read_as(AskedNeed, demand.need, company=read_as(CompanyShort, asker) if asker else None)


def _slot(demand: Demand, found: NicheMap) -> AskedSlot:
    need, asker = demand.need, found.asker(demand)
    chain, project = found.projects[demand.record_id or 0]
    return read_as(
        AskedSlot,
        need,
        id=demand.record_id,
        company=read_as(CompanyShort, asker) if asker else None,
        chain_id=chain.id,
        chain=chain.title,
        project_id=project.id,
        project=project.title,
        volume_per_month=need.volume,
    )
