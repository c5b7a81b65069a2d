"""JSON forms of the gap map of a chain."""

from typing import Annotated, Literal

from pydantic import Field

from data.chains.profiles import SlotState
from service.schemas.fields import Query, Reply
from service.schemas.search import CompanyShort, Grade, OfferFound, ReasonFound

MAX_CANDIDATES = 50


class GapQuery(Query):
    """Сколько показать."""

    candidates: Annotated[
        int, Field(ge=1, le=MAX_CANDIDATES, description=f"кандидатов на звено, 1–{MAX_CANDIDATES}")
    ] = 5


class GapCounts(Reply):
    """Сколько звеньев закрыто, закрыто одной компанией и открыто."""

    filled: int
    single_source: int
    open: int


class ChainShort(Reply):
    """Цепочка без проектов."""

    id: int
    code: str
    title: str
    kind: str
    stage: str
    investment_rub: float | None


class FillerFound(Reply):
    """Кто закрывает звено, на каком основании, и предложение компании, которое ему отвечает."""

    company: CompanyShort
    basis: Annotated[Literal["contract", "agreement"] | None, Field(description="договор или соглашение")]
    offer: OfferFound | None


class SlotCandidate(Reply):
    """Кто мог бы закрыть звено; у промаха вместо оценки сказано, чего не хватило."""

    company: CompanyShort
    offer: OfferFound
    probability: float
    grade: Grade | None
    reasons: list[ReasonFound]
    questions: Annotated[list[str], Field(description="что уточнить у поставщика: из неизвестных доводов")]
    fails: str | None


class ShareFound(Reply):
    """Хватает ли свободной мощности на месячный объём звена."""

    state: Literal["enough", "part", "unknown"]
    share: Annotated[float | None, Field(description="известная доля объёма; больше 1, когда есть запас")]
    text: str


class CoverageFound(Reply):
    """Покрытие объёма; пусто, где компаний нет."""

    fillers: ShareFound | None
    best_candidate: Annotated[ShareFound | None, Field(description="первый кандидат")]
    all_candidates: Annotated[ShareFound | None, Field(description="все кандидаты вместе, и не показанные")]


class TeamMember(Reply):
    """Что даёт компания команды: долю объёма или часть названного."""

    company: CompanyShort
    offer: OfferFound
    volume_per_month: float | None
    share: Annotated[float | None, Field(description="доля месячного объёма звена")]
    parts: list[str]


class SlotGapReply(Reply):
    """Звено: кто закрывает, кто мог бы и хватает ли мощности."""

    id: int
    code: str
    title: str
    kind: str
    okpd2: str | None
    volume_per_month: float | None
    unit: str | None
    state: SlotState
    filled_by: list[FillerFound]
    candidates: list[SlotCandidate]
    num_candidates: Annotated[int, Field(description="сколько кандидатов всего")]
    near_misses: Annotated[list[SlotCandidate], Field(description="только когда кандидатов нет")]
    coverage: CoverageFound
    team: Annotated[list[TeamMember], Field(description="когда одной компании не хватает")]
    team_by: Annotated[Literal["volume", "scope"] | None, Field(description="по объёму или по составу")]
    uncovered_parts: Annotated[list[str], Field(description="что из названного не предлагает никто")]


class AskingNeed(Reply):
    """Потребность пула в таком изделии."""

    need_id: int | None
    title: str
    company: CompanyShort


class ConsumersFound(Reply):
    """Кому нужно изделие проекта: виды покупателей по рецептуре и потребности пула."""

    trades: list[str]
    asking: list[AskingNeed]


class ProjectGapsReply(Reply):
    """Проект с его звеньями."""

    id: int
    code: str
    title: str
    product: str
    initiator: CompanyShort | None
    counts: GapCounts
    consumers: ConsumersFound
    slots: list[SlotGapReply]


class ChainGapsReply(Reply):
    """Карта пробелов цепочки."""

    chain: ChainShort
    counts: GapCounts
    projects: list[ProjectGapsReply]
