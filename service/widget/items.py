"""What the views of the widget consist of."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.tables.pool import CompanyRow
from models.explaining.reason import Reason

VIEWS: Mapping[str, str] = {
    "suppliers": "Поставщики под мои потребности",
    "customers": "Заказчики моих предложений",
    "partners": "Партнёры",
    "places": "Места в цепочках",
}


@dataclass(frozen=True)
class Item:
    """One proposal: `title` is what is offered or asked there, `own` what it meets of the company's own.

    `company` is None where it is not told; `region` says roughly where then. The ids are those that
    verdicts, requests and requests for contact are about.
    """

    grade: str
    title: str
    own: str
    reasons: tuple[Reason, ...] = ()
    company: CompanyRow | None = None
    region: str | None = None
    details: str = ""
    need_id: int | None = None
    offer_id: int | None = None
    slot_id: int | None = None


@dataclass(frozen=True)
class Group:
    """Items under one heading; `own_is` says what they meet, where that is not the heading itself.

    `need_id` is there where all answer one need of the company's own.
    """

    title: str
    items: tuple[Item, ...]
    need_id: int | None = None
    own_is: str = ""


@dataclass(frozen=True)
class Recommendations:
    """One view for one company, of one snapshot."""

    view: str
    company: CompanyRow
    groups: tuple[Group, ...]
    snapshot: str

    @property
    def num_items(self) -> int:
        """How many proposals there are."""
        return sum(len(group.items) for group in self.groups)

    @property
    def unmet(self) -> list[str]:
        """Headings under which nobody is proposed."""
        return [group.title for group in self.groups if not group.items]
