"""JSON forms of the classifiers: codes found by words or by how they begin."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from models.codes.catalogue import FoundCode
from service.classifiers.classifiers import Edition
from service.schemas.fields import MAX_TITLE, Query, Reply


class CodeGroup(Reply):
    """Группа, в которую входит код."""

    code: str
    name: str


class CodeReply(Reply):
    """Код и группы вокруг него, от широкой к узкой."""

    code: str
    name: str
    description: str
    everyday_name: Annotated[
        str | None, Field(description="обиходное название, по которому код нашёлся; иначе — по официальному")
    ]
    above: list[CodeGroup]


class EditionReply(Reply):
    """Откуда коды: загруженный классификатор или несколько сотен кодов из поставки."""

    loaded: bool
    file_name: str | None
    loaded_at: datetime | None
    num_codes: int


class CodeList(Reply):
    """Подходящие коды, лучшие первыми; из равных первым идёт более общий."""

    codes: list[CodeReply]
    edition: EditionReply


class CodeQuery(Query):
    """Что ищут и в каком классификаторе."""

    kind: Annotated[Literal["okpd2", "okved2"], Field(description="okpd2 или okved2")] = "okpd2"
    q: Annotated[
        str,
        Field(
            min_length=1, max_length=MAX_TITLE, description="слова, код или начало кода, с точками или без"
        ),
    ]
    limit: Annotated[int, Field(ge=1, le=100, description="сколько кодов вернуть, 1–100")] = 10


def code_list(found: list[FoundCode], edition: Edition) -> dict[str, Any]:
    """The answer as plain JSON values."""
    reply = CodeList(
        codes=[_code(one) for one in found],
        edition=EditionReply(
            loaded=edition.is_loaded,
            file_name=edition.file_name or None,
            loaded_at=edition.loaded_at,
            num_codes=len(edition.catalogue.entries),
        ),
    )
    return reply.model_dump(mode="json")


def _code(found: FoundCode) -> CodeReply:
    return CodeReply(
        code=found.entry.code,
        name=found.entry.name,
        description=found.entry.description,
        everyday_name=found.everyday or None,
        above=[CodeGroup(code=entry.code, name=entry.name) for entry in found.above],
    )
