"""Whom to invite next, as a workbook."""

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook

from models.invitations.greedy import Closing, Invitation
from service.grades import GRADE_WORDS
from service.office_files import add_sheet, content_of
from service.recruiting.inviting import Plan
from service.recruiting.words import demand_word, volume_words
from service.wording import company_name, day, printable, status_word

_COMPANIES = {
    "№": 6,
    "Компания": 44,
    "ИНН": 16,
    "Статус": 18,
    "Регион": 28,
    "Муниципалитет": 24,
    "Прирост": 10,
    "Закроет": 10,
}
_CLOSES = {
    "№": 6,
    "Компания": 44,
    "Что закроет": 44,
    "Оценка": 14,
    "Что это": 18,
    "Кто просит": 44,
    "Цепочка": 36,
    "Проект": 36,
    "Сколько": 36,
}
_INVITED = {"Компания": 44, "ИНН": 16, "Статус": 18, "Отмечена": 14}


def plan_xlsx(plan: Plan) -> bytes:
    """Companies in order, what each closes, and who is invited already; no cell is a formula."""
    book = Workbook(write_only=True)
    numbered = list(enumerate(plan.invitations, start=1))
    add_sheet(book, "Кого пригласить", _COMPANIES, [_company(number, one) for number, one in numbered])
    closes = [row for number, one in numbered for row in _closes(number, one, plan)]
    add_sheet(book, "Что закроет", _CLOSES, closes)
    invited = [
        (printable(company_name(company)), company.inn, status_word(company.status), day(mark.invited_at))
        for company, mark in plan.invited
    ]
    add_sheet(book, "Уже приглашены", _INVITED, invited)
    return content_of(book)


def _company(number: int, one: Invitation) -> Sequence[Any]:
    company = one.company
    where = (printable(company.region or ""), printable(company.municipality or ""))
    told = (printable(company_name(company)), company.inn, status_word(company.status), *where)
    return (number, *told, round(one.gain, 1), len(one.closes))


def _closes(number: int, one: Invitation, plan: Plan) -> Iterator[Sequence[Any]]:
    for closing in one.closes:
        yield (number, printable(company_name(one.company)), *_closing(closing, plan))


def _closing(closing: Closing, plan: Plan) -> Sequence[Any]:
    wanted, grade = closing.wanted, closing.supply.candidate.grade
    asker = plan.companies.get(wanted.demand.company_id or 0)
    return (
        printable(wanted.demand.need.title),
        GRADE_WORDS[grade] if grade else "",
        demand_word(closing),
        printable(company_name(asker)) if asker else "",
        printable(wanted.chain.title) if wanted.chain else "",
        printable(wanted.project.title) if wanted.project else "",
        volume_words(closing),
    )
