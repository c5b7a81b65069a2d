"""A request for a quotation: what is needed in words for a letter, a messenger and a document of Word.

Who asks is not recognised by it unless the asker agreed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.profiles import Need
from service.office_files import content_of
from service.recruiting.letters import ASSOCIATION, NUMBER_AND_DATE, SIGNATORY
from service.reports.paper import blank_paper
from service.wording import day, number, printable, term

SUBJECT = "Запрос коммерческого предложения"
ALWAYS_ASKED = (
    "Цена за единицу с НДС и с доставкой, срок действия цены",
    "Срок и порядок поставки, минимальная партия",
    "Условия оплаты",
    "Документы о качестве: паспорт, сертификат, ГОСТ или ТУ",
)
WHO = "Участник кластера ищет поставщика и просит коммерческое предложение."
_FICTIONAL = "Демонстрация: компании и заявки вымышлены."


@dataclass(frozen=True)
class Quotation:
    """What a supplier is told; `asker` is empty unless the asker agreed to be named."""

    title: str
    description: str
    volume: str
    due: str
    place: str
    questions: tuple[str, ...]
    asker: str = ""
    fictional: bool = False

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The lines of what is needed, without those of which nothing is known."""
        lines = [("Заявка", self.title), ("Подробно", self.description), ("Объём", self.volume)]
        lines += [("Срок", self.due), ("Где", self.place), ("Заказчик", self.asker)]
        return [(name, told) for name, told in lines if told]

    @property
    def letter(self) -> str:
        """For a mail: the whole of it."""
        facts = "\n".join(f"{name}: {told}" for name, told in self.facts)
        asked = "\n".join(f"{i}. {question}" for i, question in enumerate(self.questions, 1))
        end = f"\n\n{_FICTIONAL}" if self.fictional else ""
        return (
            f"Здравствуйте!\n\n{WHO}\n\n{facts}\n\nПросим указать в ответе:\n{asked}\n\n"
            f"Ответьте, пожалуйста, на это письмо: передадим заказчику.\n\n"
            f"С уважением,\n{ASSOCIATION}\n{SIGNATORY}{end}"
        )

    @property
    def short(self) -> str:
        """What is needed, in one line."""
        return "; ".join(
            filter(None, (self.title.rstrip("."), self.volume, self.due, self.place, self.asker))
        )

    @property
    def message(self) -> str:
        """For a messenger: short, one paragraph of facts and the questions."""
        asked = "; ".join(question.rstrip("?.") for question in self.questions)
        end = f" {_FICTIONAL}" if self.fictional else ""
        return (
            f"Здравствуйте! Заявка участника кластера: {self.short}. "
            f"Пришлите, пожалуйста, КП. Уточните: {asked}.{end}"
        )

    def reminder(self, asked_on: date | None) -> str:
        """For whoever has not answered; the day is that of the request, where it is one for all."""
        when = f" {day(asked_on)}" if asked_on else ""
        end = f" {_FICTIONAL}" if self.fictional else ""
        return (
            f"Здравствуйте!{when or ' Недавно'} мы запросили у вас коммерческое предложение: {self.short}. "
            f"Подскажите, пожалуйста, ждать ли ответа и когда. Если предложить нечего, напишите: "
            f"больше не побеспокоим.{end}"
        )


def quotation_docx(told: Quotation) -> bytes:
    """The letter as a document; who signs, the number and the date are left to be filled in."""
    document = blank_paper(SUBJECT)
    document.core_properties.author, document.core_properties.comments = "Ассоциация", ""
    document.add_paragraph(NUMBER_AND_DATE)
    document.add_heading(SUBJECT, level=1)
    document.add_paragraph("Здравствуйте!")
    document.add_paragraph(WHO)
    for name, fact in told.facts:
        document.add_paragraph(printable(f"{name}: {fact}"))
    document.add_paragraph("Просим указать в ответе:")
    for question in told.questions:
        document.add_paragraph(printable(question), style="List Number")
    document.add_paragraph(f"С уважением,\n{ASSOCIATION}\n{SIGNATORY}")
    if told.fictional:
        document.add_paragraph(_FICTIONAL)
    return content_of(document)


def volume_told(need: Need) -> str:
    """«40 м³»; a unit alone says nothing."""
    return " ".join(filter(None, (number(need.volume), need.unit))) if need.volume else ""


def due_told(need: Need) -> str:
    """A date as people write it, or the asker's own words."""
    return term(need.due)


def each_once(questions: Iterable[str]) -> tuple[str, ...]:
    """What is always asked first, then the questions about this need."""
    return tuple(dict.fromkeys((*ALWAYS_ASKED, *questions)))
