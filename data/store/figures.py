"""Figures of a report: what happened in a period, counted from dates, and how things stand now."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import fsum

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.chains.profiles import Chain
from data.periods import Period
from data.store.chains import load_chains
from data.store.need_lives import need_lives
from data.tables.pool import ChallengeRow, CompanyRow, ContractRow
from data.vocabulary import CHAIN_STAGES, CHALLENGE_TOPICS, PROJECT_STAGES, STATUSES, Words


@dataclass(frozen=True)
class Sum:
    """How many, and their roubles where they are known."""

    count: int = 0
    rub: float = 0.0


@dataclass(frozen=True)
class ChainSlots:
    """Slots of a chain: filled by several companies, by one, by nobody."""

    code: str
    title: str
    filled: int = 0
    single_source: int = 0
    open: int = 0


@dataclass(frozen=True)
class Flows:
    """What happened in a period; what was entered counts even if it has left the pool since.

    A need is closed by a contract or by the archive, whichever came first.
    """

    companies: int
    contracts: Sum
    needs: int
    needs_closed: int
    needs_archived: int


@dataclass(frozen=True)
class Stocks:
    """How things stand: companies by status, chains and projects by stage, challenges by topic.

    Every name of a closed list is there, with zero too; contracts without a date are among `contracts`.
    A need past its term is neither open nor closed.
    """

    companies: dict[str, int]
    fictional_companies: int
    chains: dict[str, Sum]
    projects: dict[str, Sum]
    slots: tuple[ChainSlots, ...]
    contracts: Sum
    contracts_undated: Sum
    needs_open: int
    needs_closed: int
    challenges: dict[str, int]
    needs_past_term: int = 0


def flows(session: Session, period: Period) -> Flows:
    """What happened from the first to the last day of a period."""
    start, end = period.moments
    signed = [c for c in _contracts(session) if c.signed_on and period.start <= c.signed_on < period.end]
    entered = (CompanyRow.created_at >= start) & (CompanyRow.created_at < end)
    needs = need_lives(session)
    return Flows(
        companies=len(session.scalars(select(CompanyRow.id).where(entered)).all()),
        contracts=_amounts(signed),
        needs=sum(start <= need.entered < end for need in needs),
        needs_closed=sum(need.closed is not None and start <= need.closed < end for need in needs),
        needs_archived=sum(need.archived is not None and start <= need.archived < end for need in needs),
    )


def stocks(session: Session, first_day: date = date.min) -> Stocks:
    """How things stand now; a need whose last day is before `first_day` is past its term."""
    live = select(CompanyRow.status, CompanyRow.fictional).where(CompanyRow.archived_at.is_(None))
    companies = session.execute(live).all()
    chains = load_chains(session)
    contracts = _contracts(session)
    needs = need_lives(session)
    standing = [need for need in needs if need.closed is None]
    num_past = sum(need.due_on is not None and need.due_on < first_day for need in standing)
    return Stocks(
        companies=_counts(STATUSES, (row.status for row in companies)),
        fictional_companies=sum(row.fictional for row in companies),
        chains=_by_stage(CHAIN_STAGES, ((chain.stage, _investment(chain)) for chain in chains)),
        projects=_by_stage(
            PROJECT_STAGES, ((p.stage, p.investment_rub or 0.0) for chain in chains for p in chain.projects)
        ),
        slots=tuple(map(_slots, chains)),
        contracts=_amounts(contracts),
        contracts_undated=_amounts(row for row in contracts if row.signed_on is None),
        needs_open=len(standing) - num_past,
        needs_closed=len(needs) - len(standing),
        needs_past_term=num_past,
        challenges=_counts(CHALLENGE_TOPICS, _topics(session)),
    )


def _contracts(session: Session) -> list[ContractRow]:
    return list(session.scalars(select(ContractRow).where(ContractRow.archived_at.is_(None))))


def _topics(session: Session) -> list[str]:
    is_live = ChallengeRow.archived_at.is_(None) & CompanyRow.archived_at.is_(None)
    of_company = ChallengeRow.company_id == CompanyRow.id
    return list(session.scalars(select(ChallengeRow.topic).join(CompanyRow, of_company).where(is_live)))


def _counts(words: Words, found: Iterable[str]) -> dict[str, int]:
    counted = Counter(found)
    return {name: counted[name] for name in words}


def _by_stage(words: Words, found: Iterable[tuple[str, float]]) -> dict[str, Sum]:
    sums: dict[str, list[float]] = {name: [] for name in words}
    for stage, rub in found:
        sums[stage].append(rub)
    return {stage: Sum(len(amounts), fsum(amounts)) for stage, amounts in sums.items()}


def _amounts(contracts: Iterable[ContractRow]) -> Sum:
    amounts = [row.amount_rub or 0.0 for row in contracts]
    return Sum(len(amounts), fsum(amounts))


def _investment(chain: Chain) -> float:
    """Its own sum, or that of its projects where it has none."""
    if chain.investment_rub is not None:
        return chain.investment_rub
    return fsum(project.investment_rub or 0.0 for project in chain.projects)


def _slots(chain: Chain) -> ChainSlots:
    return ChainSlots(chain.code, chain.title, **chain.num_slots_by_state)
