"""Partners as plain JSON values."""

from collections.abc import Mapping
from typing import Any

from data.chains.profiles import Project
from models.demands.demand import Demand
from models.partners.known_inputs import KnownInput
from models.partners.proposal import PartnerPair, Proposal
from models.partners.several_steps import Way
from service.partners.partnering import Partners, Ways
from service.schemas.fields import read_as
from service.schemas.partners import (
    HorizontalFound,
    InputFound,
    InputPart,
    NeedPart,
    OfferPart,
    PairFound,
    PartnerFound,
    PartnersReply,
    ProjectShort,
    SlotPart,
    StepFound,
    StepsReply,
    WayFound,
)
from service.schemas.search import CompanyShort, ReasonFound
from service.seeing.told import is_named

Projects = Mapping[int, Project]


def partners_reply(found: Partners) -> dict[str, Any]:
    """Proposals; a pair names only that of need, slot and input which it is about."""
    partners = [_partner(proposal, found.projects) for proposal in found.proposals]
    return PartnersReply(partners=partners).model_dump(mode="json", exclude_unset=True)


def steps_reply(found: Ways) -> dict[str, Any]:
    """Ways with the pair of each step."""
    ways = [_way(way, found.projects) for way in found.ways]
    return StepsReply(ways=ways).model_dump(mode="json", exclude_unset=True)


def input_found(known: KnownInput) -> InputFound:
    """An inferred input."""
    need = known.demand.need
    return InputFound(
        name=known.name,
        kind=need.kind,
        okpd2=need.okpd2,
        volume=need.volume,
        unit=need.unit,
        necessity=known.demand.necessity,
        products=list(known.demand.products),
        state=known.state,
        made_itself=known.made_itself,
    )


def _partner(proposal: Proposal, projects: Projects) -> PartnerFound:
    values: dict[str, Any] = {
        "company": read_as(CompanyShort, proposal.company) if is_named(proposal.company) else None,
        "region": proposal.company.region,
        "probability": round(proposal.probability, 4),
        "grade": proposal.grade,
        "pairs": [_pair(pair, projects) for pair in proposal.pairs],
        "reasons": [read_as(ReasonFound, reason) for reason in proposal.reasons],
        "contract": proposal.contract,
    }
    if proposal.sort:
        return HorizontalFound(**values, sort=proposal.sort, told=proposal.told)
    return PartnerFound(**values)


def _way(way: Way, projects: Projects) -> WayFound:
    steps = [
        StepFound.model_validate(
            {
                "company": read_as(CompanyShort, step.company),
                "grade": step.pair.grade,
                "pair": _pair(step.pair, projects),
                "contract": step.contract,
            }
        )
        for step in way.steps
    ]
    return WayFound(probability=round(way.probability, 4), steps=steps)


def _pair(pair: PartnerPair, projects: Projects) -> PairFound:
    asked: dict[str, Any] = {pair.demand.origin: _asked(pair.demand, projects)}
    offer = pair.offer
    part = offer and OfferPart(
        id=None if offer.provisional else offer.id,
        title=offer.title,
        okpd2=offer.okpd2,
        company_id=offer.company_id,
    )
    return PairFound(**asked, offer=part, probability=round(pair.probability, 4))


def _asked(demand: Demand, projects: Projects) -> NeedPart:
    need = demand.need
    values: dict[str, Any] = {
        "id": demand.record_id,
        "title": need.title,
        "kind": need.kind,
        "okpd2": need.okpd2,
        "volume": need.volume,
        "unit": need.unit,
        "company_id": need.company_id if (need.company_id or 0) > 0 else None,
    }
    if demand.origin == "slot":
        project = projects.get(demand.record_id or 0)
        return SlotPart(**values, project=read_as(ProjectShort, project) if project else None)
    if demand.origin == "input":
        about = {"name": need.title, "necessity": demand.necessity, "accepted": demand.accepted}
        return InputPart(**values, **about, products=list(demand.products))
    return NeedPart(**values)
