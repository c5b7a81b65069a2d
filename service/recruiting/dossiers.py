"""All that is known of a company before it is invited, on one page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, zip_longest

from data import vocabulary
from data.profiles import Company, Offer
from data.tables.pool import CompanyRow
from models.explaining.questions import questions
from models.invitations.greedy import Closing
from service.recruiting.registers import Register, registers_of

NUM_QUESTIONS = 3


@dataclass(frozen=True)
class Question:
    """What to ask the company, and about which demand; empty for a question of all trades."""

    text: str
    about: str = ""


@dataclass(frozen=True)
class Dossier:
    """Of a company that could be invited.

    `activities` are names of its codes. `asked` are the demands that it could supply, what it newly covers
    first, with reasons; `num_more` counts those that are left out. `companies` are all of the pool: some of
    them ask. `is_invited` tells whether staff have marked it.
    """

    company: CompanyRow
    offers: tuple[Offer, ...]
    activities: Mapping[str, str]
    asked: tuple[Closing, ...]
    num_more: int
    companies: Mapping[int, Company]
    is_invited: bool

    @property
    def questions(self) -> list[Question]:
        """The first question of each demand, then the second ones, then what is unknown of the company."""
        by_turns = filter(None, chain.from_iterable(zip_longest(*map(_questions_on, self.asked))))
        distinct = {question.text: question for question in chain(by_turns, self._general_questions())}
        return list(distinct.values())[:NUM_QUESTIONS]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is known of it, by name; the rest is left out."""
        row = self.company
        activities = [f"{code} {self.activities.get(code, '')}".strip() for code in row.okved2]
        told = {
            "Статус": vocabulary.russian(vocabulary.STATUSES, row.status),
            "Где": ", ".join(filter(None, dict.fromkeys((row.municipality, row.region)))),
            "Роли": ", ".join(vocabulary.russian(vocabulary.ROLES, role) for role in row.roles),
            "ОКВЭД2": "; ".join(activities),
            "Сертификаты": ", ".join(row.certificates),
            "ИНН": row.inn,
            "Телефон": row.phone,
            "Почта": row.email,
            "Сайт": row.website,
        }
        return [(label, text) for label, text in told.items() if text]

    @property
    def registers(self) -> list[Register]:
        """Where to read on."""
        return registers_of(self.company)

    def _general_questions(self) -> Iterator[Question]:
        if all(offer.capacity_per_month is None for offer in self.offers):
            yield Question("Сколько можете делать в месяц и сколько из этого сейчас свободно?")
        if all(offer.radius_km is None for offer in self.offers):
            yield Question("На какое расстояние возите или выезжаете?")
        if not self.company.certificates:
            yield Question("Какие сертификаты, декларации и протоколы испытаний есть?")
        yield Question("На каких условиях готовы поставлять участникам кластера: партия, срок, оплата?")
        yield Question("Что из сырья, услуг и оборудования готовы покупать у участников кластера?")
        yield Question("С кем договариваться о поставках?")


def _questions_on(closing: Closing) -> list[Question]:
    title = closing.wanted.demand.need.title
    return [Question(text, title) for text in questions(closing.supply.candidate.reasons)]
