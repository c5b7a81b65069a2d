"""Reports made by hand: the files and pages of them have one right look."""

from datetime import UTC, date, datetime

from data.periods import Period
from data.store.figures import ChainSlots, Flows, Stocks, Sum
from data.store.reports import NicheCounts, State
from service.reports.reporting import NicheTold, Report

QUARTER = Period(date(2026, 7, 1), date(2026, 10, 1))
NOON = datetime(2026, 9, 15, 12, tzinfo=UTC)
PASTE = NicheTold("Алюминиевая паста", 3, True)
EARLIER = datetime(2026, 6, 20, 12, tzinfo=UTC)
SECTIONS = [
    "За период",
    "Компании по статусам",
    "Цепочки по стадиям",
    "Проекты по стадиям",
    "Звенья цепочек",
    "Договоры",
    "Потребности",
    "Вызовы по темам",
    "Инвестиционные ниши",
    "Список ниш",
]


def stocks(**fields):
    """A cluster of the size of the demo's."""
    told = {
        "companies": {"member": 21, "joining": 60, "prospect": 159, "outside_customer": 2},
        "fictional_companies": 0,
        "chains": {"conceived": Sum(), "forming": Sum(2, 4_408_500_000.0), "formed": Sum()},
        "projects": {"idea": Sum(3, 1.0), "initiated": Sum(), "in_progress": Sum(), "launched": Sum()},
        "slots": (ChainSlots("Ц-1", "Стеновые изделия", 4, 2, 17),),
        "contracts": Sum(5, 1_250_000.5),
        "contracts_undated": Sum(1, 0.0),
        "needs_open": 120,
        "needs_closed": 8,
        "challenges": dict.fromkeys(("certification", "power", "land", "staff", "finance", "other"), 1),
    }
    return Stocks(**told | fields)


def report(before=None, niches=(PASTE,), **fields):
    """A report of a quarter; `before` are the stocks kept earlier."""
    counts = None if niches is None else NicheCounts(len(niches), 0)
    return Report(
        period=QUARTER,
        flows=Flows(companies=7, contracts=Sum(3, 2_500_000.0), needs=10, needs_closed=4, needs_archived=1),
        flows_before=Flows(5, Sum(1, 4_000_000.0), 10, 0, 0),
        now=State(NOON, stocks(**fields), counts),
        before=State(EARLIER, before, NicheCounts(1, 4)) if before else None,
        niches=niches,
    )
