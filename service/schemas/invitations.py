"""JSON forms of invitations: whom to invite next with what it closes, and marks."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from service.schemas.fields import Form, Query, RecordId, Reply
from service.schemas.search import CompanyShort, Grade

MAX_CHOSEN = 100


def _ids(text: str | None) -> str | None:
    parts = text.split(",") if text is not None else []
    if len(parts) > MAX_CHOSEN:
        raise ValueError(f"слишком много: можно до {MAX_CHOSEN} компаний")
    if not all(part.isascii() and part.isdecimal() and len(part) < 16 for part in parts):
        raise ValueError("нужны номера компаний через запятую, например 12,40")
    return text


class InvitationQuery(Query):
    """Сколько компаний назвать и кого считать уже выбранными."""

    limit: Annotated[int, Field(ge=1, le=100, description="сколько компаний назвать, 1–100")] = 10
    chosen: Annotated[
        str | None,
        Field(max_length=2_000, description="номера компаний через запятую: считаются уже приглашёнными"),
        AfterValidator(_ids),
    ] = None

    @property
    def chosen_ids(self) -> list[int]:
        """None chosen where nothing was sent."""
        return [int(part) for part in self.chosen.split(",")] if self.chosen else []


class InvitationEntry(Form):
    """Кого пригласили."""

    company_id: RecordId


class InvitationMark(Reply):
    """Отметка «приглашена»."""

    company_id: int
    invited_by: str
    invited_at: datetime


class Titled(Reply):
    """Цепочка или проект, где стоит звено."""

    id: int
    title: str


class Asked(Reply):
    """Что нужно и сколько."""

    id: int
    title: str
    kind: str | None
    okpd2: str | None
    volume: float | None
    unit: str | None


class NeedAsked(Asked):
    """Потребность и кто её заявил."""

    company: CompanyShort | None


class SlotAsked(Asked):
    """Звено и где оно стоит; объём — в месяц."""

    state: Literal["open", "single_source"]
    project: Titled
    chain: Titled


class Closes(Reply):
    """Какую часть нужного компания закрыла бы и что это даёт."""

    share: Annotated[
        float, Field(gt=0, le=1, description="доля объёма, на которую хватает свободной мощности")
    ]
    share_known: Annotated[
        bool, Field(description="ложь: объём, мощность или единица неизвестны, доля взята 1")
    ]
    gain: Annotated[
        float, Field(description="прирост: вес (звено 3, второй источник и потребность 1) на доверие")
    ]
    grade: Grade


class NeedCloses(Closes):
    """Потребность, которую компания закрыла бы."""

    need: NeedAsked


class SlotCloses(Closes):
    """Звено, которое компания закрыла бы."""

    slot: SlotAsked


class InvitationFound(Reply):
    """Компания, её прирост сверх всех до неё и что она закрывает; мелкие улучшения есть только в приросте."""

    company: CompanyShort
    gain: float
    closes: list[NeedCloses | SlotCloses]


class InvitedCompany(Reply):
    """Уже приглашённая компания."""

    company: CompanyShort
    invited_by: str
    invited_at: datetime


class InvitationList(Reply):
    """Кого пригласить следующим, по порядку, и кто уже приглашён."""

    invitations: list[InvitationFound]
    covered_before: Annotated[float, Field(description="закрыто участниками, приглашёнными и выбранными")]
    value: Annotated[float, Field(description="закрыто вместе с названными здесь")]
    invited: list[InvitedCompany]
