"""Commands that ask the pool."""

from typing import Annotated

import typer

from data import vocabulary
from data.exchange.cells import clean_text
from data.profiles import Need
from models.candidates import Candidate
from models.ranking.filters import Filters
from service.access import COMMAND_LINE
from service.api.search import supplier_answer
from service.cli.context import AsJson, services, take_up_fresh
from service.cli.output import print_json, print_line, print_table, progress
from service.errors import InvalidError
from service.grades import GRADE_WORDS
from service.schemas.fields import MAX_TEXT
from service.wording import company_name, status_word

commands = typer.Typer()


@commands.command()
def match(
    text: Annotated[str, typer.Argument(help="Потребность, как её сказали")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="Сколько компаний показать")] = 10,
    kind: Annotated[str | None, typer.Option(help="Вид: товар, оборудование, услуга, работа…")] = None,
    place: Annotated[str | None, typer.Option(help="Где нужно")] = None,
    as_json: AsJson = False,
) -> None:
    """Найти поставщиков на потребность."""
    need = Need(title=_text(text), kind=_kind(kind), place=place)
    found = services()
    with progress("Ищем"):
        take_up_fresh(found)
        answer = found.matchmaking.suppliers(COMMAND_LINE, need, limit, Filters())
    if as_json:
        print_json(supplier_answer(answer, need, found.feedback.on_need(COMMAND_LINE, need)))
        return
    if answer.no_match:
        print_line("Подходящего поставщика нет. Ближайшие:")
    print_table(
        ["Компания", "Статус", "Оценка", "Предложение", "Почему"],
        [_row(candidate) for candidate in (*answer.matches, *answer.near_misses)],
    )


def _row(candidate: Candidate) -> list[str]:
    why = candidate.fails or "; ".join(reason.text for reason in candidate.reasons)
    company = candidate.company
    return [
        company_name(company),
        status_word(company.status),
        GRADE_WORDS[candidate.grade] if candidate.grade else "мимо",
        candidate.pairs[0].pair.offer.title,
        why,
    ]


def _text(text: str) -> str:
    cleaned = clean_text(text)
    if not cleaned:
        raise InvalidError([("text", "Потребность пуста")])
    if len(cleaned) > MAX_TEXT:
        raise InvalidError([("text", f"Слишком длинно: {len(cleaned)} знаков, можно до {MAX_TEXT}")])
    return cleaned


def _kind(text: str | None) -> str | None:
    if text is None:
        return None
    name = vocabulary.english(vocabulary.KINDS, text)
    if name is None:
        raise InvalidError([("kind", f"Вида «{text}» нет: {vocabulary.choices(vocabulary.KINDS)}")])
    return name
