"""Companies side by side: what each point of a need says of each of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.profiles import Company, Need, Offer
from data.tables.pool import VerdictRow
from data.vocabulary import ROLES, russian
from models.candidates import Candidate
from models.explaining.questions import questions
from models.explaining.reason import Reason
from service.shortlists.answers import QuotationAnswer

MAX_COMPARED = 5
MAX_OFFERS = 5
# what a point of an explanation is about, in the order of the rows
POINTS: Mapping[str, str] = {
    "not_refused": "Что исключено",
    "same_condition": "Новое или бывшее в употреблении",
    "shared_words": "Что нужно",
    "same_purpose": "Назначение",
    "same_kind": "Вид",
    "same_code": "ОКПД2",
    "same_specification": "",  # each property has a row of its own
    "unconfirmed": "Подтверждено ли",
    "within_reach": "Место и расстояние",
    "enough_capacity": "Мощность и объём",
}
# points that are only told where something is to be said
SILENT = frozenset({"not_refused", "same_condition", "same_purpose", "unconfirmed"})
_PLACES = {feature: place for place, feature in enumerate(POINTS)}


@dataclass(frozen=True)
class Compared:
    """One company; without a need it has no candidate, and `offers` are all that it has."""

    company: Company
    offers: tuple[Offer, ...]
    num_offers: int
    candidate: Candidate | None = None
    verdict: VerdictRow | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    answer: QuotationAnswer | None = None

    @property
    def roles(self) -> list[str]:
        """What the company is in chains, in words."""
        return [russian(ROLES, name) for name in self.company.roles]

    @property
    def questions(self) -> list[str]:
        """What to ask it."""
        return questions(self.candidate.reasons) if self.candidate else []


@dataclass(frozen=True)
class Requirement:
    """One point, and what is known of it for each company in the order of columns.

    Where nothing is told of a `silent` point, there is nothing amiss.
    """

    label: str
    cells: tuple[tuple[Reason, ...], ...]
    silent: bool = False


@dataclass(frozen=True)
class Comparison:
    """`need` is None where whole profiles are compared; of those asked for, `num_found` are in the pool."""

    need: Need | None
    columns: tuple[Compared, ...]
    snapshot: str
    num_found: int
    num_gone: int

    @property
    def requirements(self) -> list[Requirement]:
        """Every point that was looked at for any of the companies."""
        told = [_by_label(column.candidate) for column in self.columns]
        labels = sorted({label for one in told for label in one}, key=_order)
        return [
            Requirement(text, tuple(one.get((feature, text), ()) for one in told), feature in SILENT)
            for feature, text in labels
        ]


def told_briefly(reason: Reason) -> str:
    """Without the name of the property, which the head of the row tells."""
    _, colon, rest = reason.text.partition(": ")
    return rest if colon and reason.feature == "same_specification" else reason.text


def _by_label(candidate: Candidate | None) -> dict[tuple[str, str], tuple[Reason, ...]]:
    found: dict[tuple[str, str], tuple[Reason, ...]] = {}
    for reason in candidate.reasons if candidate else ():
        label = (reason.feature, _label(reason))
        found[label] = (*found.get(label, ()), reason)
    return found


def _label(reason: Reason) -> str:
    if told := POINTS.get(reason.feature):
        return told
    name = reason.text.partition(":")[0]  # «Плотность: нужно D500, предлагают D500»
    return f"{name}: {reason.need_quote}" if reason.need_quote else name


def _order(label: tuple[str, str]) -> tuple[int, str]:
    return _PLACES.get(label[0], len(_PLACES)), label[1]
