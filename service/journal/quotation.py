"""A request for a quotation: what is needed in words for a letter, a messenger and a document of Word.

Who asks is not recognised by it unless the asker agreed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.profiles import Need
from service.office_files import content_of
from service.recruiting.letters import ASSOCIATION
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
    """What a supplier is told; `asker` is empty unless the asker agreed to be named.

    What is not known, who signs for example, is left out: nothing is there to be filled in.
    """

    title: str
    description: str
    volume: str
    due: str
    place: str
    questions: tuple[str, ...]
    asker: str = ""
    fictional: bool = False
    signed_by: str = ""
    answer_by: date | None = None

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
        signature = "\n".join(filter(None, ("С уважением,", self.signed_by, ASSOCIATION)))
        return (
            f"Здравствуйте!\n\n{WHO}\n\n{facts}\n\nПросим указать в ответе:\n{asked}\n\n"
            f"Просим ответить на это письмо{self._until}: ответ передадим заказчику.\n\n{signature}{end}"
        )

    @property
    def _until(self) -> str:
        return f" до {day(self.answer_by)}" if self.answer_by else ""

    @property
    def short(self) -> str:
        """What is needed, in one line."""
        return "; ".join(
            filter(None, (self.title.rstrip("."), self.volume, self.due, self.place, self.asker))
        )

    @property
    def message(self) -> str:
        """For a messenger: short lines, a question each."""
        asked = [f"— {question.rstrip('?.')}" for question in self.questions]
        lines = [
            *("Здравствуйте!", f"Заявка участника кластера: {self.short}."),
            *(f"Пришлите, пожалуйста, КП{self._until}. Уточните:", *asked),
            *filter(None, (self.signed_by, _FICTIONAL if self.fictional else "")),
        ]
        return "\n".join(lines)

    def reminder(self, asked_on: date | None) -> str:
        """For whoever has not answered; the day is that of the request, where it is one for all."""
        when = f" {day(asked_on)}" if asked_on else ""
        end = f" {_FICTIONAL}" if self.fictional else ""
        return (
            f"Здравствуйте!{when or ' Недавно'} мы запросили у вас коммерческое предложение: {self.short}. "
            f"Подскажите, пожалуйста, ждать ли ответа и когда. Если предложить нечего, напишите: "
            f"больше не побеспокоим.{end}"
        )


def letter_docx(letter: str) -> bytes:
    """The letter as a document, line by line as it was written."""
    document = blank_paper(SUBJECT)
    document.core_properties.author, document.core_properties.comments = "Ассоциация", ""
    document.add_heading(SUBJECT, level=1)
    for line in letter.split("\n"):
        if told := printable(line):
            document.add_paragraph(told)
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
