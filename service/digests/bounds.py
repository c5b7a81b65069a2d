"""What staff say of a mailing before it is planned: who signs it, and how much is too much."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from data.exchange.cells import clean_text
from models.digests.limits import Limits
from service.errors import InvalidError
from service.mailing.addresses import AddressError, checked_address
from service.wording import printable

MOST: Mapping[str, int] = {
    "items": 10,
    "of_a_kind": 10,
    "of_a_topic": 10,
    "letters": 1000,
    "exposure": 100,
    "days": 366,
}
MAX_NAME, MAX_WORDS = 120, 2000
DAYS = 28
USUAL_WORDS = (
    "Здравствуйте!\n\n"
    "Мы сопоставили ваши потребности и предложения с тем, что есть у участников кластера, и нашли новое."
)


@dataclass(frozen=True)
class Bounds:
    """`days` pass between two letters to a company that wants them when there is news."""

    limits: Limits = field(default_factory=Limits)
    days: int = DAYS

    def as_dict(self) -> dict[str, int]:
        """Plain numbers."""
        return asdict(self.limits) | {"days": self.days}

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Self:
        """Of numbers or what was typed; what is missing is as usual. Raises InvalidError at the fields."""
        numbers = {**cls().as_dict()}
        wrong = []
        for name, most in MOST.items():
            told = str(given.get(name, "")).strip()
            least = 0 if name in ("exposure", "days") else 1
            if not told:
                continue
            if told.isascii() and told.isdecimal() and least <= int(told) <= most:
                numbers[name] = int(told)
            else:
                wrong.append((name, f"Нужно целое число от {least} до {most}"))
        if not wrong and numbers["exposure"] > numbers["letters"]:
            wrong.append(("exposure", "Не больше, чем писем, называющих одну компанию"))
        if wrong:
            raise InvalidError(wrong)
        days = numbers.pop("days")
        return cls(Limits(**numbers), days)


@dataclass(frozen=True)
class Wish:
    """A mailing as it is wanted: letters are from the manager, who answers the telephone.

    `covering_words` begin with the greeting; without any they are the usual ones.
    """

    title: str = ""
    manager_name: str = ""
    manager_phone: str = ""
    reply_to: str = ""
    covering_words: str = ""

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Self:
        """As a form or a command told it."""
        told = {name.name: str(given.get(name.name) or "") for name in fields(cls)}
        words = clean_text(told.pop("covering_words")).strip()
        words = "" if words.split() == USUAL_WORDS.split() else words
        return cls(**{name: printable(value) for name, value in told.items()}, covering_words=words)

    def check(self) -> None:
        """Raises InvalidError at the fields."""
        needed = {
            "title": "Назовите рассылку",
            "manager_name": "Укажите, от кого письмо: имя и фамилию",
            "manager_phone": "Укажите телефон: владельцы звонят",
        }
        wrong = [(name, message) for name, message in needed.items() if not getattr(self, name)]
        wrong += [
            (name, f"Длиннее {MAX_NAME} знаков") for name in needed if len(getattr(self, name)) > MAX_NAME
        ]
        if len(self.covering_words) > MAX_WORDS:
            wrong.append(("covering_words", f"Длиннее {MAX_WORDS} знаков"))
        try:
            checked_address(self.reply_to)
        except AddressError as error:
            wrong.append(("reply_to", f"Почта для ответов: {error}"))
        if wrong:
            raise InvalidError(wrong)
