"""Which tables a report holds, and what they say of its figures."""

from collections.abc import Callable
from dataclasses import replace

from data.exchange.rows import sentence
from data.store.figures import ChainSlots, Flows, Stocks, Sum
from data.store.reports import NicheCounts
from data.vocabulary import (
    CHAIN_STAGES,
    CHALLENGE_TOPICS,
    PROJECT_STAGES,
    SLOT_STATES,
    STATUSES,
    Words,
    russian,
)
from service.reports.reporting import Report
from service.reports.tables import Measure, Row, Section, Value, total

FLOW_TIMES = ("за период", "за прошлый")
STOCK_TIMES = ("сейчас", "было")
NO_DATA = "Данных за прошлый период нет."
NO_SNAPSHOT = "Ниши ещё не посчитаны: снимка пула нет."
COUNT = (Measure("Число"),)
COUNT_AND_SUM = (Measure("Число"), Measure("Сумма", "rub"))
INVESTMENTS = (Measure("Число"), Measure("Инвестиции", "rub"))
SLOTS = tuple(Measure(sentence(russian(SLOT_STATES, state))) for state in SLOT_STATES)

Both = Callable[[Callable[[Stocks], float]], Value]  # what a number is now and what it was


def sections(report: Report) -> tuple[Section, ...]:
    """All tables in the order of reading."""
    now, before = report.now.stocks, report.before.stocks if report.before else None

    def both(read: Callable[[Stocks], float]) -> Value:
        return Value(read(now), read(before) if before else None)

    stocks = (
        _companies(both, now.fictional_companies),
        _stages("Цепочки по стадиям", CHAIN_STAGES, both, lambda stocks: stocks.chains),
        _stages("Проекты по стадиям", PROJECT_STAGES, both, lambda stocks: stocks.projects),
        _slots(both, now.slots, before.slots if before else ()),
        _contracts(both),
        _needs(both),
        _counted("Вызовы по темам", "Тема", CHALLENGE_TOPICS, both, lambda stocks: stocks.challenges),
    )
    compared = (_beside(section, before is not None) for section in stocks)
    return (_happened(report.flows, report.flows_before), *compared, *_niches(report))


def _happened(now: Flows, before: Flows) -> Section:
    def both(read: Callable[[Flows], float]) -> Value:
        return Value(read(now), read(before))

    nothing = Value()
    rows = (
        Row("Заведено компаний", (both(lambda f: f.companies), nothing)),
        Row("Заключено договоров", (both(lambda f: f.contracts.count), both(lambda f: f.contracts.rub))),
        Row("Заведено потребностей", (both(lambda f: f.needs), nothing)),
        Row("Закрыто потребностей", (both(lambda f: f.needs_closed), nothing)),
        Row("Убрано потребностей в архив", (both(lambda f: f.needs_archived), nothing)),
    )
    note = "Потребность закрыта, когда по ней заключён договор или она убрана в архив."
    return Section("За период", "Что произошло", COUNT_AND_SUM, rows, FLOW_TIMES, (note,))


def _companies(both: Both, fictional: int) -> Section:
    found = _counted("Компании по статусам", "Статус", STATUSES, both, lambda stocks: stocks.companies)
    return replace(found, notes=(f"Из них вымышленных, для показа: {fictional}.",)) if fictional else found


def _counted(
    title: str, subject: str, words: Words, both: Both, read: Callable[[Stocks], dict[str, int]]
) -> Section:
    def row(name: str) -> Row:
        return Row(russian(words, name), (both(lambda stocks: read(stocks).get(name, 0)),))

    rows = [row(name) for name in words]
    return Section(title, subject, COUNT, (*rows, total(rows)))


def _stages(title: str, words: Words, both: Both, read: Callable[[Stocks], dict[str, Sum]]) -> Section:
    def row(name: str) -> Row:
        count = both(lambda stocks: read(stocks).get(name, Sum()).count)
        return Row(russian(words, name), (count, both(lambda stocks: read(stocks).get(name, Sum()).rub)))

    rows = [row(name) for name in words]
    return Section(title, "Стадия", INVESTMENTS, (*rows, total(rows)), of_parts=True)


def _slots(both: Both, now: tuple[ChainSlots, ...], before: tuple[ChainSlots, ...]) -> Section:
    def row(code: str, title: str) -> Row:
        def of(stocks: Stocks) -> ChainSlots:
            return next((slots for slots in stocks.slots if slots.code == code), ChainSlots(code, title))

        counts = both(lambda s: of(s).filled), both(lambda s: of(s).single_source), both(lambda s: of(s).open)
        return Row(title, counts)

    titles = {slots.code: slots.title for slots in (*before, *now)}  # a chain that is gone has no slots now
    rows = [row(code, title) for code, title in titles.items()]
    note = "Закрыто — звено закрывают две компании или больше." if rows else "Цепочек нет."
    totals = (total(rows),) if rows else ()
    return Section("Звенья цепочек", "Цепочка", SLOTS, (*rows, *totals), notes=(note,))


def _contracts(both: Both) -> Section:
    undated = both(lambda s: s.contracts_undated.count), both(lambda s: s.contracts_undated.rub)
    every = both(lambda s: s.contracts.count), both(lambda s: s.contracts.rub)
    rows = (Row("Без даты заключения", undated), Row("Всего", every, is_total=True))
    return Section("Договоры", "Договоры", COUNT_AND_SUM, rows)


def _needs(both: Both) -> Section:
    rows = [
        Row("Открытые", (both(lambda s: s.needs_open),)),
        Row("Срок прошёл", (both(lambda s: s.needs_past_term),)),
        Row("Закрытые", (both(lambda s: s.needs_closed),)),
    ]
    return Section("Потребности", "Потребности", COUNT, (*rows, total(rows)))


def _niches(report: Report) -> tuple[Section, ...]:
    title, counts = "Инвестиционные ниши", report.now.niches
    if counts is None or report.niches is None:
        return (Section(title, "Что не закрыто", COUNT, (), notes=(NO_SNAPSHOT,)),)
    before = report.before.niches if report.before else None

    def both(read: Callable[[NicheCounts], int]) -> tuple[Value]:
        return (Value(read(counts), read(before) if before else None),)

    rows = (
        Row("Ниши: спрашивают несколько компаний", both(lambda c: c.niches)),
        Row("Незакрытые потребности: спрашивает одна", both(lambda c: c.unmet_needs)),
    )
    found = [Row(niche.title, (Value(niche.companies),)) for niche in report.niches if niche.is_niche]
    note = "Названа словами открытой потребности или по ОКПД2: кто спрашивает, в справке не указано."
    listed = Section("Список ниш", "Ниша", (Measure("Спрашивают компаний"),), tuple(found), notes=(note,))
    counted = _beside(Section(title, "Что не закрыто", COUNT, rows), before is not None)
    return (counted, listed) if found else (counted,)


def _beside(section: Section, is_kept: bool) -> Section:
    if is_kept:
        return replace(section, times=STOCK_TIMES)
    return replace(section, notes=(*section.notes, NO_DATA))
