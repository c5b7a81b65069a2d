"""A letter written out: subject, HTML with its styles inlined, and the same as plain text."""

import re
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import css_inline
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from service.digests.bounds import USUAL_WORDS, Wish
from service.digests.links import TRIAL, Links, Press
from service.errors import ServiceError
from service.grades import GRADE_WORDS
from service.wording import plural, shortened

TEMPLATES = Path(__file__).parent / "templates"
MAX_BYTES = 100_000
HEADINGS: Mapping[str, str] = {
    "supplier": "Поставщики на ваши потребности",
    "need": "Ищут то, что вы предлагаете",
    "customer": "Могут покупать у вас",
    "place": "Места в производственных цепочках",
}
_NOT_DIALLED = re.compile(r"[^\d+]")
_EMPTY_LINES = re.compile(r"\n{3,}")
SAMPLE: Mapping[str, Any] = {
    "heading": "ООО «Образец»",
    "who": "Тюмень",
    "own": "Образец",
    "grade": "clarify",
    "details": ["образец"],
    "reasons": [{"text": "Совпадают слова", "need_quote": "образец", "offer_quote": "образец"}],
    "questions": ["Образец?"],
    "phone": "+7 (3452) 00-00-00",
    "email": "info@obrazec.example",
    "website": "https://obrazec.example",
}


class TemplateMistake(ServiceError):  # noqa: N818 - it names the mistake, not the error
    """The template of letters is wrong; the message says in which file and line."""


@dataclass(frozen=True)
class Written:
    """What a letter says."""

    subject: str
    html: str
    text: str
    unsubscribe_url: str


@dataclass(frozen=True)
class Addressed:
    """To whom a letter goes; `id` is the letter that its links answer."""

    id: int
    company: str


class Rendering:
    """Templates of the installation (DATA_DIR/mail/templates) come before those of the programme."""

    def __init__(self, links: Links, own_templates: Path) -> None:
        self._links = links
        self._folders = (own_templates, TEMPLATES)
        loader = ChoiceLoader([FileSystemLoader(folder) for folder in self._folders])
        self._environment = SandboxedEnvironment(
            loader=loader,
            autoescape=lambda name: bool(name and name.endswith(".html")),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {
            "plural": plural,
            "shortened": shortened,
            "grade_word": lambda grade: GRADE_WORDS[grade],
            "tel": lambda phone: _NOT_DIALLED.sub("", phone),
        }
        self._inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)

    def write(self, to: Addressed, items: Sequence[Mapping[str, Any]], wish: Wish) -> Written:
        """Without the items that were left out. Raises TemplateMistake."""
        numbered = [(place, item) for place, item in enumerate(items) if not item.get("left_out")]
        shown = [{**item, "links": self._links_of(to.id, place, item)} for place, item in numbered]
        unsubscribe = self._links.url(Press("frequency", to.id, 0))
        given = {
            "company": to.company,
            "wish": wish,
            "words": wish.covering_words or USUAL_WORDS,
            "groups": [
                (heading, found)
                for kind, heading in HEADINGS.items()
                if (found := [item for item in shown if item["kind"] == kind])
            ],
            "count": len(shown),
            "unsubscribe": unsubscribe,
        }
        html = self._inliner.inline(self._rendered("letter.html", given))
        text = _EMPTY_LINES.sub("\n\n", self._rendered("letter.txt", given)).strip() + "\n"
        if len(html.encode()) > MAX_BYTES:
            raise TemplateMistake(f"Письмо для «{to.company}» больше {MAX_BYTES // 1000} КБ")
        return Written(subject(shown), html, text, unsubscribe)

    def check(self, wish: Wish) -> None:
        """Writes a letter that holds something of everything. Raises TemplateMistake."""
        self.write(Addressed(TRIAL, "Образец"), [{**SAMPLE, "kind": kind} for kind in HEADINGS], wish)

    def _links_of(self, letter_id: int, place: int, item: Mapping[str, Any]) -> dict[str, str]:
        purposes = ["suits", "unsuits"] if item["kind"] == "place" else ["suits", "unsuits", "contact"]
        return {name: self._links.url(Press(name, letter_id, place)) for name in purposes}  # type: ignore[arg-type]

    def _rendered(self, name: str, given: Mapping[str, Any]) -> str:
        try:
            return self._environment.get_template(name).render(given)
        except TemplateSyntaxError as error:
            raise TemplateMistake(_mistake(error.name or name, error.lineno, error)) from error
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
            raise TemplateMistake(_mistake(name, self._line_of(error), error)) from error

    def _line_of(self, error: Exception) -> int | None:
        folders = tuple(map(str, self._folders))
        lines = [
            f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(folders)
        ]
        return lines[-1] if lines else None


def subject(items: Sequence[Mapping[str, Any]]) -> str:
    """What the letter begins with, and how many more items there are."""
    if not items:
        return "Рекомендации кластера"
    first, more = min(items, key=lambda item: [*HEADINGS].index(item["kind"])), len(items) - 1
    told = {
        "supplier": f"Поставщик на вашу потребность «{shortened(first['own'], 60)}»",
        "customer": f"Возможный покупатель: {shortened(first['heading'], 60)}",
        "need": f"Ищут: {shortened(first['heading'], 70)}",
        "place": f"Открытое звено цепочки: {shortened(first['heading'], 60)}",
    }[first["kind"]]
    return f"{told} и ещё {more}" if more else told


def _mistake(name: str, line: int | None, error: Exception) -> str:
    place = f", строка {line}" if line else ""
    return f"Шаблон письма {name}{place}: {error}"
