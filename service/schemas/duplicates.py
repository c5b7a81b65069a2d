"""JSON forms of possible duplicates, merges and their undoing."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from data.exchange.columns import COMPANIES
from data.merging.fields import Side
from service.merging.duplicates import DuplicatePair, Duplicates
from service.schemas.fields import Form, Query, RecordId, Reply, read_as

_FIELDS = frozenset(column.field for column in COMPANIES.columns)


def _known(sides: dict[str, Side]) -> dict[str, Side]:
    if strangers := sorted(sides.keys() - _FIELDS):
        raise ValueError(f"таких полей у компании нет: {', '.join(strangers)[:200]}")
    return sides


class DuplicateQuery(Query):
    """Страница пар."""

    start: Annotated[int, Field(ge=0, le=1_000_000, description="сколько пар пропустить")] = 0
    limit: Annotated[int, Field(ge=1, le=100, description="сколько пар назвать, 1–100")] = 25


class DuplicateCompany(Reply):
    """Одна из двух карточек."""

    id: int
    code: str
    name: str
    inn: str | None
    status: str
    phone: str | None
    email: str | None
    website: str | None


class DuplicatePairReply(Reply):
    """Пара: `reasons` — почему похожи, `doubts` — что говорит против."""

    first: DuplicateCompany
    second: DuplicateCompany
    reasons: list[str]
    doubts: list[str]


class DuplicateList(Reply):
    """Пары, о которых ещё не решено; `total` — сколько их всего."""

    pairs: list[DuplicatePairReply]
    total: int


class MergeEntry(Form):
    """Какую карточку присоединить и чьи значения оставить."""

    merged_id: Annotated[RecordId, Field(description="карточка, которая уйдёт в архив")]
    fields: Annotated[
        dict[str, Side],
        Field(
            max_length=len(_FIELDS),
            description="поле — чьё значение остаётся: kept, merged, у списков и both;"
            " без указания: заполненное вместо пустого, подтверждённое позже вместо прежнего",
        ),
        AfterValidator(_known),
    ] = {}  # noqa: RUF012 - pydantic copies it


class StayedReply(Reply):
    """Что отмена не вернула и почему."""

    table: str
    id: int
    title: str
    column: str
    reason: str


class UndoneReply(Reply):
    """Что дала отмена."""

    restored: int
    stayed: list[StayedReply]


class MergeReply(Reply):
    """Объединение; `undone` пусто, пока его не отменили."""

    id: int
    kept_id: int
    merged_id: int
    at: datetime
    by: str
    undone_at: datetime | None
    undone: UndoneReply | None


def duplicate_list(found: Duplicates) -> dict[str, Any]:
    """The answer as plain values."""
    pairs = [_pair(pair) for pair in found.pairs]
    return DuplicateList(pairs=pairs, total=found.num_pairs).model_dump(mode="json")


def _pair(pair: DuplicatePair) -> DuplicatePairReply:
    return DuplicatePairReply(
        first=read_as(DuplicateCompany, pair.first),
        second=read_as(DuplicateCompany, pair.second),
        reasons=list(pair.reasons),
        doubts=list(pair.doubts),
    )
