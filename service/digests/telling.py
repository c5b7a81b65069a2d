"""A proposal as a letter tells it: plain values, kept with the letter, so that it can be written anew."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from data.chains.profiles import Project
from data.profiles import Company
from data.store import digests as store
from data.store.records import companies_by_id
from models.digests.proposals import Proposal
from models.explaining.reasons import reasons
from models.ranking.agreements import Pair
from service.access import sees_asker
from service.boards.board import Board
from service.digests.gathering import as_reader
from service.digests.told_texts import (
    Told,
    amounts,
    company_told,
    details,
    reason_told,
    somebody_told,
    title,
)
from service.seeing.told import region_of, without_asker
from service.wording import printable

MAX_REASONS, MAX_QUESTIONS = 3, 2
# what a reader makes use of; how much somebody else could still make is that company's own business
TOLD_FEATURES = ("shared_words", "same_specification", "same_purpose", "within_reach")

NOT_TOLD: Told = dict.fromkeys(("need_id", "offer_id", "company_id", "slot_id", "phone", "email", "website"))


class Telling:
    """Of one moment; reads whatever its proposals name at once."""

    def __init__(self, session: Session, board: Board, found: Iterable[Proposal]) -> None:
        self._board = board
        found = list(found)
        asked = {p.link.demand.record_id or 0 for p in found if p.item.kind == "need"}
        named = {_named_id(p) for p in found if p.item.kind in ("supplier", "customer")}
        self._needs = store.needs_by_id(session, asked)
        self._companies = companies_by_id(session, named)
        self._agreed = store.agreed_by_asking(session)
        self._projects = {slot.id: p for c in board.chains for p in c.projects for slot in p.slots}

    def told(self, proposals: Sequence[Proposal]) -> list[Told]:
        """One letter, best first; what left the pool since is left out."""
        found = (self._item(one) for one in proposals)
        return [one for one in found if one is not None]

    def _item(self, proposal: Proposal) -> Told | None:
        match proposal.item.kind:
            case "supplier":
                return self._supplier(proposal)
            case "customer":
                return self._customer(proposal)
            case "need":
                return self._need(proposal)
            case "place":
                return self._place(proposal)

    def _supplier(self, proposal: Proposal) -> Told | None:
        company = self._companies.get(_named_id(proposal))
        if company is None:
            return None
        pair = proposal.link.candidate.pairs[0].pair
        told = self._told(proposal, pair)
        return (
            told
            | company_told(company)
            | {
                "own": title(pair.need.title),
                "details": details(f"предлагает: {pair.offer.title}", pair.offer.description),
                "need_id": proposal.link.demand.record_id,
                "offer_id": pair.offer.id or None,
            }
        )

    def _customer(self, proposal: Proposal) -> Told | None:
        company = self._companies.get(_named_id(proposal))
        if company is None:
            return None
        demand, pair = proposal.link.demand, proposal.link.candidate.pairs[0].pair
        made = ", ".join(f"«{title(product)}»" for product in demand.products[:2])
        told = self._told(proposal, replace(pair, need=replace(demand.need, volume=None, unit=None)))
        return (
            told
            | company_told(company)
            | {
                "own": title(pair.offer.title),
                "details": [printable(f"выпускает {made}: для этого обычно нужно «{demand.need.title}»")],
                "offer_id": pair.offer.id or None,
            }
        )

    def _need(self, proposal: Proposal) -> Told | None:
        reader, pair = proposal.item.recipient_id, proposal.link.candidate.pairs[0].pair
        row = self._needs.get(proposal.link.demand.record_id or 0)
        if row is None:
            return None
        agreed = row.id in self._agreed.get(reader, ())
        is_named = sees_asker(as_reader(reader), row, agreed)
        shown = pair.need if is_named else without_asker(row)
        region = region_of(row.place, row.company.region)
        asker = company_told(row.company) if is_named else {"who": somebody_told(row, region)}
        return (
            self._told(proposal, replace(pair, need=shown))
            | asker
            | {
                "heading": title(shown.title),
                "own": title(pair.offer.title),
                "details": [*amounts(row), *details(shown.description)],
                "need_id": row.id,
                "offer_id": pair.offer.id or None,
            }
        )

    def _place(self, proposal: Proposal) -> Told | None:
        demand, pair = proposal.link.demand, proposal.link.candidate.pairs[0].pair
        project = self._projects.get(demand.record_id or 0)
        if project is None:
            return None
        # whose place it is, how much it takes and where exactly are told to staff only
        need = replace(demand.need, company_id=None, description="", volume=None, unit=None, place=None)
        return self._told(proposal, replace(pair, need=need)) | {
            "heading": title(demand.need.title),
            "who": ", ".join(filter(None, ("проект кластера", self._region(project)))),
            "own": title(pair.offer.title),
            "details": [f"для продукта «{title(project.product)}»"],
            "slot_id": demand.record_id,
            "offer_id": pair.offer.id or None,
        }

    def _region(self, project: Project) -> str | None:
        initiator: Company | None = self._board.companies.get(project.initiator_id or 0)
        return initiator.region if initiator else None

    def _told(self, proposal: Proposal, pair: Pair) -> Told:
        found = reasons(pair, self._board.rankings.matcher.places)
        told = [r for r in found if r.feature in TOLD_FEATURES]
        met = sorted((r for r in told if r.state == "met"), key=lambda r: TOLD_FEATURES.index(r.feature))
        asked = [r.question for r in told if r.question and r.state == "unknown"]
        shown = met[:MAX_REASONS] or [r for r in told if r.need_quote][:1]
        return {
            "key": proposal.key,
            "kind": proposal.item.kind,
            "named": proposal.item.named,
            "value": round(proposal.item.value, 4),
            "grade": proposal.grade,
            **NOT_TOLD,
            "reasons": [reason_told(r) for r in shown],
            "questions": [printable(q) for q in asked[:MAX_QUESTIONS] if q] if not proposal.fits else [],
        }


def _named_id(proposal: Proposal) -> int:
    return int(proposal.item.named.partition(":")[2])
