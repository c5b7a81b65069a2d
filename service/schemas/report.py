"""JSON forms of the report: the period that is asked for, and the figures."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field

from data.exchange import cells
from data.exchange.cells import CellError
from data.periods import Period
from data.store.reports import State
from service.reports.reporting import Report
from service.schemas.fields import Form, Query, Reply


def _day(value: Any) -> Any:
    # anything but a string is left to the type check
    if not isinstance(value, str):
        return value
    try:
        return cells.day(value)
    except CellError as error:
        raise ValueError(str(error)) from error


Day = Annotated[date, BeforeValidator(_day)]
From = Annotated[Day | None, Field(alias="from", description="первый день: 2026-10-01")]
To = Annotated[Day | None, Field(description="день после последнего: 2027-01-01")]


class ReportQuery(Query):
    """Период; без дат — текущий квартал."""

    from_: From = None
    to: To = None


class ReportEntry(Form):
    """Период справки, цифры которой сохранить; без дат — текущий квартал."""

    from_: From = None
    to: To = None


class PeriodReply(Reply):
    """Период: дня `to` в нём уже нет."""

    model_config = ConfigDict(populate_by_name=True)

    from_: Annotated[date, Field(alias="from")]
    to: date

    @classmethod
    def of(cls, period: Period) -> Self:
        """The period as JSON tells it."""
        return cls(from_=period.start, to=period.end)


class SumReply(Reply):
    """Сколько и на сколько рублей — там, где сумма известна."""

    count: int
    rub: float


class FlowsReply(Reply):
    """Что произошло за период."""

    companies: int
    contracts: SumReply
    needs: int
    needs_closed: int
    needs_archived: int


class ChainSlotsReply(Reply):
    """Звенья цепочки: закрыты двумя и более, одной компанией, никем."""

    code: str
    title: str
    filled: int
    single_source: int
    open: int


class NicheCountsReply(Reply):
    """Сколько ниш и сколько одиночных незакрытых потребностей."""

    niches: int
    unmet_needs: int


class StocksReply(Reply):
    """Как обстоят дела; `niches` пусто, пока нет снимка пула."""

    taken_at: datetime
    companies: dict[str, int]
    fictional_companies: int
    chains: dict[str, SumReply]
    projects: dict[str, SumReply]
    slots: list[ChainSlotsReply]
    contracts: SumReply
    contracts_undated: SumReply
    needs_open: int
    needs_past_term: int
    needs_closed: int
    challenges: dict[str, int]
    niches: NicheCountsReply | None

    @classmethod
    def of(cls, state: State) -> Self:
        """The state of a moment as JSON tells it."""
        values = asdict(state)
        return cls.model_validate(values.pop("stocks") | values)


class NicheReply(Reply):
    """Ниша или одиночная незакрытая потребность: без имён тех, кто спрашивает."""

    title: str
    companies: int
    is_niche: bool


class ReportReply(Reply):
    """Справка; `previous_stocks` пусто, если до начала периода цифры не сохраняли."""

    period: PeriodReply
    previous_period: PeriodReply
    flows: FlowsReply
    previous_flows: FlowsReply
    stocks: StocksReply
    previous_stocks: StocksReply | None
    niches: list[NicheReply] | None


def report_reply(report: Report) -> dict[str, Any]:
    """The report as plain JSON values."""
    reply = ReportReply(
        period=PeriodReply.of(report.period),
        previous_period=PeriodReply.of(report.period.before),
        flows=FlowsReply.model_validate(asdict(report.flows)),
        previous_flows=FlowsReply.model_validate(asdict(report.flows_before)),
        stocks=StocksReply.of(report.now),
        previous_stocks=StocksReply.of(report.before) if report.before else None,
        niches=None if report.niches is None else [NicheReply(**asdict(niche)) for niche in report.niches],
    )
    return reply.model_dump(mode="json", by_alias=True)
