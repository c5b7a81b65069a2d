"""The gap map of a chain as JSON."""

from typing import Any

from data.chains.profiles import SLOT_STATES, Slot
from models.candidates import Candidate
from models.explaining.questions import questions
from models.gaps.consumers import Consumers
from models.gaps.coverage import Coverage, Share
from models.gaps.gap_map import ChainGaps, ProjectGaps
from models.gaps.slot_gap import Filler, SlotGap
from models.gaps.team import Member
from service.api.search import offer_found
from service.schemas.fields import read_as
from service.schemas.gaps import (
    AskingNeed,
    ChainGapsReply,
    ChainShort,
    ConsumersFound,
    CoverageFound,
    FillerFound,
    GapCounts,
    ProjectGapsReply,
    ShareFound,
    SlotCandidate,
    SlotGapReply,
    TeamMember,
)
from service.schemas.search import CompanyShort, ReasonFound


def gaps_reply(gaps: ChainGaps) -> dict[str, Any]:
    """The map as plain JSON values."""
    return ChainGapsReply(
        chain=read_as(ChainShort, gaps.chain),
        counts=_counts(gaps),
        projects=[_project(project) for project in gaps.projects],
    ).model_dump(mode="json")


def _counts(gaps: ChainGaps | ProjectGaps) -> GapCounts:
    return GapCounts(**{state: gaps.count(state) for state in SLOT_STATES})


def _project(gaps: ProjectGaps) -> ProjectGapsReply:
    return read_as(
        ProjectGapsReply,
        gaps.project,
        initiator=read_as(CompanyShort, gaps.initiator) if gaps.initiator else None,
        counts=_counts(gaps),
        consumers=_consumers(gaps.consumers),
        slots=[_slot(gap) for gap in gaps.slots],
    )


def _consumers(consumers: Consumers) -> ConsumersFound:
    asking = [
        AskingNeed(need_id=one.need.id, title=one.need.title, company=read_as(CompanyShort, one.company))
        for one in consumers.asking
    ]
    return ConsumersFound(trades=list(consumers.trades), asking=asking)


def _slot(gap: SlotGap) -> SlotGapReply:
    slot, team = gap.slot, gap.team
    return read_as(
        SlotGapReply,
        slot,
        filled_by=[_filler(filler) for filler in gap.fillers],
        candidates=[_candidate(candidate) for candidate in gap.candidates],
        num_candidates=gap.num_candidates,
        near_misses=[_candidate(candidate) for candidate in gap.near_misses],
        coverage=_coverage(gap.coverage),
        team=[_member(slot, member) for member in team.members] if team else [],
        team_by=team.by if team else None,
        uncovered_parts=list(team.uncovered) if team else [],
    )


def _filler(filler: Filler) -> FillerFound:
    return FillerFound(
        company=read_as(CompanyShort, filler.company),
        basis=filler.basis,
        offer=offer_found(filler.pair) if filler.pair else None,
    )


def _candidate(candidate: Candidate) -> SlotCandidate:
    return SlotCandidate(
        company=read_as(CompanyShort, candidate.company),
        offer=offer_found(candidate.pairs[0]),
        probability=round(candidate.probability, 4),
        grade=candidate.grade,
        reasons=[read_as(ReasonFound, reason) for reason in candidate.reasons],
        questions=questions(candidate.reasons),
        fails=candidate.fails,
    )


def _coverage(coverage: Coverage) -> CoverageFound:
    return CoverageFound(
        fillers=_share(coverage.fillers),
        best_candidate=_share(coverage.best),
        all_candidates=_share(coverage.together),
    )


def _share(share: Share | None) -> ShareFound | None:
    if share is None:
        return None
    is_known = share.fraction > 0 or not share.unknown
    return ShareFound(
        state=share.state, share=round(share.fraction, 4) if is_known else None, text=share.text
    )


def _member(slot: Slot, member: Member) -> TeamMember:
    share = None
    if member.volume is not None and slot.volume_per_month:
        share = round(member.volume / slot.volume_per_month, 4)
    return TeamMember(
        company=read_as(CompanyShort, member.company),
        offer=offer_found(member.pair),
        volume_per_month=member.volume,
        share=share,
        parts=list(member.parts),
    )
