"""A shortlist as the words of its files: a heading, lines about the need, and a table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from data.classifiers.classifier import CodeNames
from models.explaining.reason import State
from service.grades import GRADE_WORDS
from service.journal.need_telling import ToldNeed
from service.shortlists.shortlist import Line, Shortlist
from service.wording import (
    company_name,
    day,
    number,
    plural,
    printable,
    reason_word,
    shortened,
    status_word,
    term,
    verdict_word,
)

TITLE = "Короткий список поставщиков"
HEADS = (
    *("№", "Компания", "Оценка", "Предложения", "Почему", "Что уточнить"),
    *("Ответ", "Сумма КП, ₽", "Условия", "Телефон и сайт", "Заметка"),
)
SIGNS: Mapping[State, str] = {"met": "✓", "unknown": "?", "conflict": "✗"}
_MAX_NEED, _MAX_TEXT, _MAX_NAME = 1500, 400, 100
_SCHEME = re.compile(r"^https?://(www\.)?")
_CODE = re.compile(r"ОКПД2:? (\d\d(?:\.\d+)*)")
_FICTIONAL = "Демонстрация: компании и заявки вымышлены."


Cell = tuple[str | float, ...]


@dataclass(frozen=True)
class Paper:
    """What a file says; a cell is a list of lines, or one number."""

    facts: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def paper_of(
    found: Shortlist, asked: ToldNeed, today: date, pool_of: datetime | None, okpd2: CodeNames
) -> Paper:
    """Of the need only what anybody may be told: the file goes out. Only who stays on the list is in it."""
    need = asked.need
    told = [f"Потребность: {shortened(printable(need.title), _MAX_NEED)}"]
    if need.description:
        told.append(f"Подробно: {shortened(printable(need.description), _MAX_NEED)}")
    volume = f"{number(need.volume)} {need.unit or ''}".strip()
    facts = {"Объём": volume, "Место": need.place, "Срок": term(need.due), "ОКПД2": need.okpd2}
    told.append(" · ".join(f"{name}: {printable(value)}" for name, value in facts.items() if value))
    taken = f" · пул на {pool_of.astimezone():%d.%m.%Y, %H:%M}" if pool_of else ""
    count = plural(len(found.kept), "компания|компании|компаний")
    told.append(f"Составлено {day(today)}{taken} · {count} в списке")
    if any(line.candidate.company.fictional for line in found.kept):
        told.append(_FICTIONAL)
    rows = tuple(_row(place, line, asked) for place, line in enumerate(found.kept, 1))
    named = partial(_with_code_names, okpd2)
    cells = tuple(tuple(tuple(map(named, cell)) for cell in row) for row in rows)
    return Paper(tuple(str(named(line)) for line in told if line), cells)


def _with_code_names(okpd2: CodeNames, text: str | float) -> str | float:
    """«ОКПД2 23.63.10 («Бетон, готовый для заливки»)»; a code that nobody knows stays as it is."""
    if not isinstance(text, str):
        return text

    def named(match: re.Match[str]) -> str:
        name = okpd2.of(match[1])
        return f"{match[0]} («{shortened(name, _MAX_NAME)}»)" if name else match[0]

    return _CODE.sub(named, text)


def _row(place: int, line: Line, asked: ToldNeed) -> tuple[Cell, ...]:
    company, candidate = line.candidate.company, line.candidate
    where = ", ".join(dict.fromkeys(filter(None, (company.municipality, company.region))))
    said = line.answer
    cells: tuple[list[str | float], ...] = (
        [place],
        [company_name(company), status_word(company.status), where],
        [*_grade(line), *_verdict(line)],
        [_offer(one.pair.offer.title, provisional=one.pair.offer.provisional) for one in candidate.pairs],
        [f"{SIGNS[one.state]} {one.text}" for one in candidate.reasons if not asked.gives_away(one.text)],
        [question for question in line.questions if not asked.gives_away(question)],
        [f"{said.word} {day(said.on)}"] if said else [],
        [said.amount_rub] if said and said.amount_rub else [],
        [said.terms] if said else [],
        [line.row.phone or "", line.row.email or "", _SCHEME.sub("", line.row.website or "").rstrip("/")],
        [line.note],
    )
    return tuple(tuple(_line(told) for told in cell if told) for cell in cells)


def _line(told: str | float) -> str | float:
    return shortened(printable(told), _MAX_TEXT) if isinstance(told, str) else told


def _grade(line: Line) -> list[str]:
    told = GRADE_WORDS.get(line.candidate.grade or "")
    grade = [told] if told else ["не подходит", line.candidate.fails or ""]
    return grade if line.is_answer else [*grade, "сейчас не в ответе"]


def _verdict(line: Line) -> list[str]:
    if line.verdict is None:
        return []
    reason = f", {reason_word(line.verdict.reason)}" if line.verdict.reason else ""
    return [f"Вердикт: {verdict_word(line.verdict.verdict)}{reason}"]


def _offer(title: str, *, provisional: bool) -> str:
    return f"{title} (предварительно, не подтверждено)" if provisional else title
