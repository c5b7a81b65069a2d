"""JSON forms of quality: models, snapshots, verdicts, and work under way."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from service.schemas.fields import Form, Reply


class RebuildEntry(Form):
    """Пусто: снимок строится по пулу, как он есть сейчас."""


class JobReply(Reply):
    """Работа в фоне; `interrupted` — процесс, который её делал, остановлен."""

    id: str
    state: Literal["running", "done", "failed", "interrupted"]
    started_at: datetime
    changed_at: datetime
    lines: Annotated[list[str], Field(description="шаги, последний — в конце")]
    told: Annotated[str, Field(description="чем кончилось, одной фразой")]


class ScorerReply(Reply):
    """Оценка, которая работает."""

    source: Annotated[
        Literal["shipped", "promoted", "given"],
        Field(description="из поставки, обучена здесь или файл, заданный в SCORER"),
    ]
    name: str | None
    promoted_at: datetime | None
    verdicts: Annotated[int | None, Field(description="на скольких вердиктах обучена")]
    fits: Annotated[float, Field(description="вероятность, с которой говорят «подходит»")]
    shown: Annotated[float, Field(description="вероятность, с которой показывают")]


class SnapshotReply(Reply):
    """Снимок, который хранится."""

    name: str
    created_at: str
    revision: int
    companies: int
    offers: int
    needs: int
    bytes: int
    published: bool


class ShareReply(Reply):
    """Доля с 95-процентным интервалом Уилсона."""

    right: int
    of: int
    mean: float | None
    low: float
    high: float


class BinReply(Reply):
    """Пары с близкой вероятностью: сколько сказано в среднем и сколько верно."""

    low: float
    high: float
    told: float
    found: ShareReply


class JudgedReply(Reply):
    """По вердиктам о товаре; пока `waiting` не 0, посчитано не всё."""

    fits: ShareReply
    clarify: ShareReply
    both: ShareReply
    curve: Annotated[list[BinReply], Field(description="пусто, когда проверенных пар мало")]
    waiting: int


class QualityReply(Reply):
    """Что отвечает, по какому снимку и насколько этому можно верить."""

    encoder: str | None
    scorer: ScorerReply
    revision: Annotated[int, Field(description="версия пула сейчас")]
    fresh: Annotated[bool, Field(description="снимок сделан по этой версии")]
    snapshots: list[SnapshotReply]
    verdicts: dict[str, int]
    verdicts_by_month: dict[date, int]
    judged: JudgedReply
    rebuild: JobReply | None
    training: JobReply | None
