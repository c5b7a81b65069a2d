"""Fields that several JSON forms share: what a caller may send, checked strictly, with Russian messages."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from data import vocabulary
from data.exchange import cells
from data.exchange.cells import CellError
from data.identifiers import classifier_code
from data.vocabulary import Words

MAX_TEXT = 10_000
MAX_TITLE = 2_000


class Form(BaseModel):
    """A JSON object from outside: unknown fields are errors, a string is no number, `false` is no 0."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Query(BaseModel):
    """Query parameters: they arrive as strings, unknown ones are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Reply(BaseModel):
    """A JSON object that we send."""

    model_config = ConfigDict(frozen=True)


Shown = TypeVar("Shown", bound=Reply)


def read_as(reply: type[Shown], source: object, **otherwise: Any) -> Shown:
    """The fields of a profile or row that a reply shows; `otherwise` has those that are told differently."""
    values = {name: getattr(source, name) for name in reply.model_fields if name not in otherwise}
    return reply(**values, **otherwise)


def _checked(reader: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        try:
            return reader(value)
        except CellError as error:
            raise ValueError(str(error)) from error

    return check


def _cleaned(value: str) -> str:
    cleaned = cells.clean_text(value)
    if not cleaned:
        raise ValueError("текст пуст")
    return cleaned


def _word(words: Words) -> Callable[[Any], Any]:
    # a string is looked up; anything else is left to the strict type check
    def read(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        name = vocabulary.english(words, value)
        if name is None:
            raise ValueError(f"нет в списке: {', '.join(words)} (или {vocabulary.choices(words)})")
        return name

    return read


def _enum(words: Words) -> dict[str, Any]:
    spellings = [spelling for name in words for spelling in (name, words[name][0])]
    return {"enum": spellings}


NeedText = Annotated[
    str,
    Field(min_length=1, max_length=MAX_TEXT, description="текст потребности или предложения, как есть"),
    AfterValidator(_cleaned),
]
Code = Annotated[
    str,
    Field(pattern=r"^[0-9]{2}(\.[0-9]{1,3}){0,4}$", description="код классификатора, например 23.61.11"),
    AfterValidator(_checked(classifier_code)),
]
Kind = Annotated[
    str,
    BeforeValidator(_word(vocabulary.KINDS)),
    Field(json_schema_extra=_enum(vocabulary.KINDS), description="вид: товар, работа, услуга…"),
]
Status = Annotated[
    str,
    BeforeValidator(_word(vocabulary.STATUSES)),
    Field(json_schema_extra=_enum(vocabulary.STATUSES), description="статус компании"),
]
ChainKind = Annotated[
    str,
    BeforeValidator(_word(vocabulary.CHAIN_KINDS)),
    Field(json_schema_extra=_enum(vocabulary.CHAIN_KINDS), description="вид цепочки"),
]
ChainStage = Annotated[
    str,
    BeforeValidator(_word(vocabulary.CHAIN_STAGES)),
    Field(json_schema_extra=_enum(vocabulary.CHAIN_STAGES), description="стадия цепочки"),
]
ProjectStage = Annotated[
    str,
    BeforeValidator(_word(vocabulary.PROJECT_STAGES)),
    Field(json_schema_extra=_enum(vocabulary.PROJECT_STAGES), description="стадия проекта"),
]
SlotBasis = Annotated[
    str,
    BeforeValidator(_word(vocabulary.SLOT_BASES)),
    Field(json_schema_extra=_enum(vocabulary.SLOT_BASES), description="на каком основании закрыто звено"),
]
ChallengeTopic = Annotated[
    str,
    BeforeValidator(_word(vocabulary.CHALLENGE_TOPICS)),
    Field(json_schema_extra=_enum(vocabulary.CHALLENGE_TOPICS), description="тема вызова"),
]
Verdict = Annotated[
    str,
    BeforeValidator(_word(vocabulary.VERDICTS)),
    Field(json_schema_extra=_enum(vocabulary.VERDICTS), description="что сказал сотрудник о паре"),
]
VerdictReason = Annotated[
    str,
    BeforeValidator(_word(vocabulary.VERDICT_REASONS)),
    Field(json_schema_extra=_enum(vocabulary.VERDICT_REASONS), description="почему не подходит"),
]
Channel = Annotated[
    str,
    BeforeValidator(_word(vocabulary.CHANNELS)),
    Field(json_schema_extra=_enum(vocabulary.CHANNELS), description="как пришло обращение"),
]
RequestState = Annotated[
    str,
    BeforeValidator(_word(vocabulary.REQUEST_STATES)),
    Field(json_schema_extra=_enum(vocabulary.REQUEST_STATES), description="состояние обращения"),
]
RequestEvent = Annotated[
    str,
    BeforeValidator(_word(vocabulary.REQUEST_EVENTS)),
    Field(json_schema_extra=_enum(vocabulary.REQUEST_EVENTS), description="что произошло с обращением"),
]
NoResultReason = Annotated[
    str,
    BeforeValidator(_word(vocabulary.NO_RESULT_REASONS)),
    Field(json_schema_extra=_enum(vocabulary.NO_RESULT_REASONS), description="почему без результата"),
]
Title = Annotated[str, Field(min_length=1, max_length=MAX_TITLE), AfterValidator(_cleaned)]
ShortText = Annotated[str, Field(max_length=MAX_TITLE), AfterValidator(cells.clean_text)]
LongText = Annotated[str, Field(max_length=MAX_TEXT), AfterValidator(cells.clean_text)]
Amount = Annotated[float, Field(ge=0, le=1e15, allow_inf_nan=False)]
Limit = Annotated[int, Field(ge=1, le=100, description="сколько компаний вернуть, 1–100")]
RecordId = Annotated[int, Field(ge=1, le=2**53)]
