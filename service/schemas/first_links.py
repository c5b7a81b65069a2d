"""JSON forms of what to do first."""

from typing import Annotated, Literal

from pydantic import Field

from service.schemas.fields import Reply
from service.schemas.niches import AskedNeed
from service.schemas.search import CompanyShort, OfferFound


class FirstLinkFound(Reply):
    """Связь, которая может стать первым договором; вторая сторона — участник или вступает."""

    direction: Annotated[
        Literal["upstream", "downstream"],
        Field(description="upstream — она поставит, downstream — она купит"),
    ]
    company: CompanyShort
    origin: Annotated[
        Literal["need", "slot", "input"], Field(description="заявка, звено или вывод из рецептуры")
    ]
    asked: Annotated[str, Field(description="что нужно, словами спросившего")]
    offer: OfferFound


class MemberReply(Reply):
    """Участник без договора внутри кластера; без подходящих связей список пуст."""

    company: CompanyShort
    links: list[FirstLinkFound]


class CouldSupply(Reply):
    """Кто из пула мог бы поставить."""

    company: CompanyShort
    offer: OfferFound
    grade: Literal["fits", "clarify"]


class PurchaseReply(Reply):
    """Закупка на стороне, которую мог бы закрыть пул."""

    need: AskedNeed
    candidates: list[CouldSupply]


class FirstThingsReply(Reply):
    """Первые договоры участников и закупки на стороне."""

    contracts_on: Annotated[bool, Field(description="включён ли список участников без договора")]
    members: list[MemberReply]
    purchases: list[PurchaseReply]
