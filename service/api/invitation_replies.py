"""Invitations and dossiers as JSON."""

from collections.abc import Mapping
from typing import Any

from data.profiles import Company
from models.invitations.greedy import Closing
from service.recruiting.dossiers import Dossier
from service.recruiting.inviting import Plan
from service.schemas.dossiers import (
    DossierNeed,
    DossierOffer,
    DossierQuestion,
    DossierReply,
    DossierSlot,
    NamedText,
    RegisterLink,
)
from service.schemas.fields import read_as
from service.schemas.invitations import (
    InvitationFound,
    InvitationList,
    InvitedCompany,
    NeedAsked,
    NeedCloses,
    SlotAsked,
    SlotCloses,
    Titled,
)
from service.schemas.search import CompanyShort, ReasonFound

Companies = Mapping[int, Company]


def plan_reply(plan: Plan) -> dict[str, Any]:
    """The plan as plain JSON values."""
    found = [
        InvitationFound(
            company=read_as(CompanyShort, one.company),
            gain=round(one.gain, 4),
            closes=[_closes(closing, plan.companies) for closing in one.closes],
        )
        for one in plan.invitations
    ]
    invited = [
        InvitedCompany(
            company=read_as(CompanyShort, company), invited_by=row.invited_by, invited_at=row.invited_at
        )
        for company, row in plan.invited
    ]
    return InvitationList(
        invitations=found,
        covered_before=round(plan.covered_before, 4),
        value=round(plan.value, 4),
        invited=invited,
    ).model_dump(mode="json")


def dossier_reply(found: Dossier) -> dict[str, Any]:
    """The dossier as plain JSON values."""
    return DossierReply(
        company=read_as(CompanyShort, found.company),
        offers=[
            read_as(DossierOffer, offer).model_copy(update={"id": offer.id or None}) for offer in found.offers
        ],
        asked=[_asked(closing, found.companies) for closing in found.asked],
        num_more=found.num_more,
        questions=[read_as(DossierQuestion, question) for question in found.questions],
        facts=[NamedText(name=name, text=text) for name, text in found.facts],
        registers=[read_as(RegisterLink, register) for register in found.registers],
        is_invited=found.is_invited,
    ).model_dump(mode="json")


def _asked(closing: Closing, companies: Companies) -> DossierNeed | DossierSlot:
    told = _closes(closing, companies)
    reply = DossierSlot if isinstance(told, SlotCloses) else DossierNeed
    reasons = [read_as(ReasonFound, reason) for reason in closing.supply.candidate.reasons]
    return reply(**dict(told), is_news=closing.is_news, reasons=reasons)


def _closes(closing: Closing, companies: Companies) -> NeedCloses | SlotCloses:
    wanted, supply = closing.wanted, closing.supply
    common = {
        "share": round(max(supply.share, 0.0001), 4),
        "share_known": supply.is_measured,
        "gain": round(closing.gain, 4),
        "grade": supply.candidate.grade,
    }
    if wanted.slot and wanted.project and wanted.chain:
        project, chain = read_as(Titled, wanted.project), read_as(Titled, wanted.chain)
        at = {"state": wanted.slot.state, "project": project, "chain": chain}
        return SlotCloses(slot=read_as(SlotAsked, wanted.demand.need, id=wanted.slot.id, **at), **common)
    asker = companies.get(wanted.demand.company_id or 0)
    by = {"company": read_as(CompanyShort, asker) if asker else None}
    return NeedCloses(need=read_as(NeedAsked, wanted.demand.need, **by), **common)
