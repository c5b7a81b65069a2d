"""Figures of a small world: what happened in a quarter, and how things stand."""

from datetime import date, timedelta

import pytest

from data.periods import Period
from data.store.figures import ChainSlots, Sum, flows, stocks
from data.tables.pool import (
    ChainRow,
    ChallengeRow,
    CompanyRow,
    ContractRow,
    NeedRow,
    ProjectRow,
    SlotRow,
    VerdictRow,
)

QUARTER = Period(date(2026, 7, 1), date(2026, 10, 1))
START, END = QUARTER.moments
INSTANT = timedelta(microseconds=1)
BEFORE, FIRST, LAST, AFTER = START - INSTANT, START, END - INSTANT, END


class World:
    """Rows entered past all checks, each with the moments that a test is about."""

    def __init__(self, session):
        self.session = session

    def add(self, row):
        self.session.add(row)
        self.session.flush()
        return row

    def company(self, code, status="member", **fields):
        return self.add(CompanyRow(code=code, name=code, name_folded=code, status=status, **fields))

    def need(self, company, **fields):
        return self.add(NeedRow(company_id=company.id, kind="product", title="Цемент", **fields))

    def contract(self, supplier, customer, **fields):
        return self.add(
            ContractRow(supplier_id=supplier.id, customer_id=customer.id, subject="Цемент", **fields)
        )

    def verdict(self, need, company, verdict, given_at, withdrawn_at=None):
        said = {"verdict": verdict, "given_at": given_at, "withdrawn_at": withdrawn_at}
        return self.add(
            VerdictRow(need_id=need.id, company_id=company.id, snapshot="с", given_by="user:1", **said)
        )


@pytest.fixture
def world(database):
    with database.changing("test", "fill") as session:
        yield World(session)


def test_companies_are_counted_from_the_first_to_the_last_moment_of_the_period(world):
    for code, entered in {"а": BEFORE, "б": FIRST, "в": LAST, "г": AFTER}.items():
        world.company(code, created_at=entered)
    world.company("д", created_at=FIRST, archived_at=LAST)
    assert flows(world.session, QUARTER).companies == 3
    assert flows(world.session, QUARTER.before).companies == 1


def test_contracts_are_counted_by_the_day_they_were_signed(world):
    a, b = world.company("а"), world.company("б")
    days = {
        date(2026, 6, 30): 1.0,
        date(2026, 7, 1): 10.5,
        date(2026, 9, 30): 100.0,
        date(2026, 10, 1): 1000.0,
    }
    for day, amount in days.items():
        world.contract(a, b, signed_on=day, amount_rub=amount)
    world.contract(a, b, signed_on=date(2026, 8, 1))
    world.contract(a, b, amount_rub=7.0)
    world.contract(a, b, signed_on=date(2026, 8, 1), amount_rub=5.0, archived_at=LAST)
    assert flows(world.session, QUARTER).contracts == Sum(3, 110.5)
    assert flows(world.session, QUARTER.before).contracts == Sum(1, 1.0)
    found = stocks(world.session)
    assert (found.contracts, found.contracts_undated) == (Sum(6, 1118.5), Sum(1, 7.0))


def test_needs_are_entered_and_archived_within_the_period(world):
    company = world.company("а")
    for moment in (BEFORE, FIRST, LAST, AFTER):
        world.need(company, created_at=moment)
        world.need(company, created_at=BEFORE, archived_at=moment)
    found = flows(world.session, QUARTER)
    assert (found.needs, found.needs_archived, found.needs_closed) == (2, 2, 2)
    before = flows(world.session, QUARTER.before)
    assert (before.needs, before.needs_archived, before.needs_closed) == (5, 1, 1)


def test_a_contract_closes_a_need_when_it_is_told_and_while_it_stands(world):
    company = world.company("а")
    closed, quoted, taken_back = (world.need(company, created_at=BEFORE) for _ in range(3))
    world.verdict(closed, company, "contract", FIRST)
    world.verdict(quoted, company, "quoted", FIRST)
    world.verdict(taken_back, company, "contract", FIRST, withdrawn_at=LAST)
    assert flows(world.session, QUARTER).needs_closed == 1
    found = stocks(world.session)
    assert (found.needs_open, found.needs_closed) == (2, 1)


def test_a_need_is_closed_once_by_what_came_first(world):
    company = world.company("а")
    need = world.need(company, created_at=BEFORE, archived_at=AFTER)
    world.verdict(need, company, "contract", LAST)
    world.verdict(need, company, "contract", FIRST)
    assert flows(world.session, QUARTER).needs_closed == 1
    assert flows(world.session, Period(QUARTER.end, date(2027, 1, 1))).needs_closed == 0
    assert flows(world.session, Period(QUARTER.end, date(2027, 1, 1))).needs_archived == 1


def test_a_need_leaves_the_pool_with_its_company(world):
    world.need(world.company("а", archived_at=FIRST), created_at=BEFORE)
    assert flows(world.session, QUARTER).needs_archived == 1
    assert stocks(world.session).needs_open == 0


def test_a_need_past_its_term_is_neither_open_nor_closed(world):
    company = world.company("а")
    for due in ("2026-11-11", "2026-11-12", "ежемесячно", None):
        world.need(company, due=due)
    world.verdict(world.need(company, due="2026-01-01"), company, "contract", FIRST)
    found = stocks(world.session, date(2026, 11, 12))
    assert (found.needs_open, found.needs_past_term, found.needs_closed) == (3, 1, 1)


def test_companies_stand_by_status_without_those_that_left(world):
    world.company("а", fictional=True)
    world.company("б", "joining")
    world.company("в", "joining")
    world.company("г", "prospect", archived_at=LAST, fictional=True)
    found = stocks(world.session)
    assert found.companies == {"member": 1, "joining": 2, "prospect": 0, "outside_customer": 0}
    assert found.fictional_companies == 1


def test_chains_and_projects_stand_by_stage_with_their_sums(world):
    told = world.add(ChainRow(code="Ц-1", title="Стены", stage="forming", investment_rub=3600.0))
    untold = world.add(ChainRow(code="Ц-2", title="Плёнки", stage="forming"))
    gone = world.add(ChainRow(code="Ц-3", title="Ушла", investment_rub=1.0, archived_at=LAST))
    projects = {"П-1": (told, "idea", 5.0), "П-2": (untold, "launched", 70.0), "П-3": (untold, "idea", 8.5)}
    projects |= {"П-4": (untold, "idea", None), "П-5": (gone, "idea", 2.0)}
    for code, (chain, stage, amount) in projects.items():
        fields = {"title": code, "product": "Плита", "stage": stage, "investment_rub": amount}
        world.add(ProjectRow(code=code, chain_id=chain.id, **fields))
    found = stocks(world.session)
    assert found.chains == {"conceived": Sum(), "forming": Sum(2, 3678.5), "formed": Sum()}
    assert found.projects["idea"] == Sum(3, 13.5)
    assert found.projects["launched"] == Sum(1, 70.0)


def test_slots_are_open_single_source_or_filled_by_how_many_companies_are_there_still(world):
    chain = world.add(ChainRow(code="Ц-1", title="Стены"))
    project = world.add(ProjectRow(code="П-1", chain_id=chain.id, title="Блок", product="Блок"))
    a, b, gone = world.company("а"), world.company("б"), world.company("в", archived_at=LAST)
    fillers = [[], [gone.id], [a.id], [a.id, gone.id], [a.id, b.id]]
    for number, filled_by in enumerate(fillers):
        world.add(
            SlotRow(
                code=f"З-{number}", project_id=project.id, title="Мел", kind="material", filled_by=filled_by
            )
        )
    assert stocks(world.session).slots == (ChainSlots("Ц-1", "Стены", filled=1, single_source=2, open=2),)


def test_challenges_stand_by_topic(world):
    company, gone = world.company("а"), world.company("б", archived_at=LAST)
    for owner, topic in ((company, "staff"), (company, "staff"), (company, "land"), (gone, "power")):
        world.add(ChallengeRow(company_id=owner.id, topic=topic, text="Не хватает"))
    told = {"certification": 0, "power": 0, "land": 1, "staff": 2, "finance": 0, "other": 0}
    assert stocks(world.session).challenges == told
