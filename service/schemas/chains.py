"""JSON forms of chains, projects and slots: entry and edit."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from data.rules.slots import MAX_FILLERS
from service.schemas.fields import (
    Amount,
    ChainKind,
    ChainStage,
    Form,
    Kind,
    LongText,
    ProjectStage,
    RecordId,
    ShortText,
    SlotBasis,
    Title,
)

INCLUDE_OPTIONAL = Field(description="завести и звенья, которые рецептуре нужны иногда")


class ChainPatch(Form):
    """Правка цепочки: только присланные поля."""

    code: ShortText | None = None
    title: Title | None = None
    kind: ChainKind | None = None
    stage: ChainStage | None = None
    investment_rub: Amount | None = None
    description: LongText | None = None


class ChainEntry(ChainPatch):
    """Новая цепочка: с названием и пустая, либо из изделия (product) — с проектом и звеньями по рецептуре."""

    product: Annotated[Title | None, Field(description="изделие, рецептура которого есть: GET /recipes")] = (
        None
    )
    okpd2: ShortText | None = None
    initiator_id: RecordId | None = None
    capacity_per_month: Annotated[Amount | None, Field(description="сколько изделия выпускать в месяц")] = (
        None
    )
    unit: ShortText | None = None
    include_optional: Annotated[bool, INCLUDE_OPTIONAL] = False

    @model_validator(mode="after")
    def _is_of_one_way(self) -> Self:
        of_product = sorted(ChainEntry.model_fields.keys() - ChainPatch.model_fields.keys())
        given = [name for name in of_product if getattr(self, name)]
        if given and self.product is None:
            raise ValueError(f"только вместе с product: {', '.join(given)}")
        return self


class ProjectPatch(Form):
    """Правка проекта."""

    code: ShortText | None = None
    title: Title | None = None
    product: Title | None = None
    okpd2: ShortText | None = None
    stage: ProjectStage | None = None
    initiator_id: Annotated[RecordId | None, Field(description="компания, которая ведёт проект")] = None
    capacity_per_month: Amount | None = None
    unit: ShortText | None = None
    investment_rub: Amount | None = None
    description: LongText | None = None


class ProjectEntry(ProjectPatch):
    """Новый проект цепочки: пустой с названием, либо со звеньями по рецептуре изделия."""

    chain_id: RecordId
    product: Title
    from_recipe: Annotated[bool, Field(description="завести звенья по рецептуре изделия")] = False
    include_optional: Annotated[bool, INCLUDE_OPTIONAL] = False


class SlotPatch(Form):
    """Правка звена; `filled_by` заменяет весь список, пустой открывает звено."""

    code: ShortText | None = None
    kind: Kind | None = None
    title: Title | None = None
    description: LongText | None = None
    okpd2: ShortText | None = None
    volume_per_month: Amount | None = None
    unit: ShortText | None = None
    filled_by: Annotated[
        list[RecordId] | None,
        Field(max_length=MAX_FILLERS, description="номера компаний, которые закрывают звено"),
    ] = None
    basis: Annotated[SlotBasis | None, Field(description="договор или соглашение: у закрытого звена")] = None


class SlotEntry(SlotPatch):
    """Новое звено проекта."""

    project_id: RecordId
    title: Title
