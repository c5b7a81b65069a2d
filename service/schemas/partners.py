"""JSON forms of partners: proposals, ways of several steps, inferred inputs."""

from collections.abc import Callable
from typing import Annotated, get_args

from pydantic import BeforeValidator, Field

from models.partners.known_inputs import InputState
from models.partners.proposal import Direction, Sort
from models.partners.several_steps import MAX_DEPTH, UpOrDown
from service.schemas.fields import Form, Limit, Query, Reply, Title
from service.schemas.search import CompanyShort, Grade, Probability, ReasonFound


def _one_of(words: tuple[str, ...]) -> Callable[[object], object]:
    def check(value: object) -> object:
        if value not in words:
            raise ValueError(f"бывает только {', '.join(words)}")
        return value

    return check


class PartnersQuery(Query):
    """В какую сторону искать и сколько показать."""

    direction: Annotated[
        Direction,
        BeforeValidator(_one_of(get_args(Direction))),
        Field(description="upstream — поставщики, downstream — заказчики, horizontal — та же стадия"),
    ] = "upstream"
    limit: Limit = 20
    sort: Annotated[
        Sort | None,
        BeforeValidator(_one_of(get_args(Sort))),
        Field(description="один вид партнёрства той же стадии: только с horizontal"),
    ] = None


class StepsQuery(Query):
    """В какую сторону и на сколько шагов идти."""

    direction: Annotated[UpOrDown, BeforeValidator(_one_of(get_args(UpOrDown)))] = "upstream"
    depth: Annotated[int, Field(ge=1, le=MAX_DEPTH, description="сколько шагов, 1–4")] = 2


class InputNameQuery(Query):
    """Вход, как он назван в списке."""

    name: Title


class InputDecision(Form):
    """Верно ли, что продукция компании этого требует."""

    name: Title
    accepted: bool


class ProjectShort(Reply):
    """Проект цепочки, которому нужно звено."""

    id: int
    chain_id: int
    title: str


class NeedPart(Reply):
    """Заявленная потребность; в паре той же стадии — собственная продукция, тогда номера нет."""

    id: int | None
    title: str
    kind: str | None
    okpd2: str | None
    volume: float | None
    unit: str | None
    company_id: int | None


class SlotPart(NeedPart):
    """Звено проекта; объём — в месяц."""

    project: ProjectShort | None


class InputPart(NeedPart):
    """Вход, выведенный из продукции; объём — в месяц."""

    name: str
    products: Annotated[list[str], Field(description="предложения компании, которым это нужно")]
    necessity: Annotated[str, Field(description="required, usual или optional")]
    accepted: Annotated[bool, Field(description="сотрудник подтвердил")]


class OfferPart(Reply):
    """Предложение; предварительное не имеет номера."""

    id: int | None
    title: str
    okpd2: str | None
    company_id: int


class PairFound(Reply):
    """Что нужно (одно из трёх: потребность, звено или вход) и какое предложение отвечает."""

    need: NeedPart | None = None
    slot: SlotPart | None = None
    input: InputPart | None = None
    offer: Annotated[
        OfferPart | None, Field(description="в общей закупке — продукция партнёра, которой это нужно")
    ]
    probability: Probability


class PartnerFound(Reply):
    """Компания и пары, лучшая первой; есть ли уже договор. Заказчик, который не назван, — без компании."""

    company: CompanyShort | None
    region: str | None
    probability: Probability
    grade: Grade
    pairs: list[PairFound]
    reasons: list[ReasonFound]
    contract: bool


class HorizontalFound(PartnerFound):
    """Компания той же стадии: вид партнёрства и оно же словами."""

    sort: Sort
    told: str


class PartnersReply(Reply):
    """Предложенные партнёры в порядке предпочтения."""

    partners: list[HorizontalFound | PartnerFound]


class StepFound(Reply):
    """Следующая компания и пара, по которой к ней пришли."""

    company: CompanyShort
    grade: Grade
    pair: PairFound
    contract: bool


class WayFound(Reply):
    """Путь от компании; вероятность — произведение вероятностей шагов."""

    probability: Probability
    steps: list[StepFound]


class StepsReply(Reply):
    """Пути ровно в столько шагов, лучшие первыми; компания на пути встречается один раз."""

    ways: list[WayFound]


class InputFound(Reply):
    """Вход и что о нём решили; объём — в месяц при нынешней загрузке."""

    name: str
    kind: str | None
    okpd2: str | None
    volume: float | None
    unit: str | None
    necessity: str
    products: list[str]
    state: InputState
    made_itself: Annotated[bool, Field(description="компания делает это сама: поставщик не ищется")]


class InputsReply(Reply):
    """Чего требует продукция компании, с вычеркнутым."""

    inputs: list[InputFound]
