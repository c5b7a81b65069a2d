"""Rows that hold a company and what it offers or needs: each goes into the database whole or comes back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from data.exchange import cells as read
from data.exchange.cells import Cell, CellError
from data.exchange.columns import Column
from data.exchange.joined import JoinedSheet
from data.exchange.recognition import columns_of
from data.exchange.record_writing import Target, problem_of
from data.exchange.reporting import ImportReport, Problem, RejectedRow
from data.exchange.rows import FieldError, RowError, Values, read_row
from data.exchange.spreadsheets import Rows, Table

Cells = tuple[Cell, ...]
Part = tuple[Target, Mapping[int, Column]]


def import_joined(
    sheet: JoinedSheet, company: Target, part: Target, table: Table, report: ImportReport
) -> None:
    """Brings the table in; counts are of the two sheets that it joins, rejected rows of its own."""
    report.notes.append(
        f"Лист «{sheet.title}»: строк в файле {len(table.rows)}; {company.sheet.title.lower()} и"
        f" {part.sheet.title.lower()} посчитаны порознь, отвергнутые строки — целиком"
    )
    columns, _ = columns_of(sheet, table)
    of_company, of_part = sheet.of_company(columns), sheet.of_part(columns)
    parts = ((company, of_company), (part, sheet.of_owner(columns) | of_part))
    keys = [at for at, column in of_company.items() if column.field in sheet.keys]
    for number, cells in completed(table.rows, list(of_company), keys):
        told = parts if _has_any(cells, of_part) else parts[:1]
        problems = _brought_in(told, number, cells, report)
        if problems:
            own = tuple(replace(problem, sheet=sheet.title) for problem in problems)
            report.reject(RejectedRow(sheet.title, table.header, cells, tuple(dict.fromkeys(own))))


def completed(rows: Rows, company: list[int], keys: list[int]) -> Iterator[tuple[int, Cells]]:
    """Rows with what they leave out of a company that an earlier row told of.

    A row without any cell of a company goes on with that above it, as merged cells do.
    """
    first: dict[str, Cells] = {}
    above: Cells = ()
    for number, cells in rows:
        key = next((word for at in keys if (word := _word(cells, at))), "")
        source = first.setdefault(key, cells) if key else cells if _has_any(cells, company) else above
        width = max(len(cells), len(source))
        own = (*cells, *(None,) * (width - len(cells)))
        if source is not cells:
            filled = {at: source[at] for at in company if at < len(source) and not _word(own, at)}
            own = tuple(filled.get(at, cell) for at, cell in enumerate(own))
        above = own
        yield number, own


def _brought_in(parts: tuple[Part, ...], number: int, cells: Cells, report: ImportReport) -> list[Problem]:
    """Writes a row; nothing of one that cannot be read."""
    told: list[Values] = []
    problems: list[Problem] = []
    for target, columns in parts:
        try:
            told.append(read_row(target.sheet, number, cells, columns))
        except RowError as error:
            problems += error.problems
    if problems:
        return problems
    for (target, columns), values in zip(parts, told, strict=True):
        try:
            _keep(target, values, number, report)
        except FieldError as error:
            return [problem_of(error, target.sheet.title, number, columns.values())]
    return []


def _keep(target: Target, values: Values, number: int, report: ImportReport) -> None:
    row = target.keeper.find(values)
    is_repeated = target.sheet.name == "companies" and row is not None and row.id in target.seen
    written = target.keep(values, number)
    if written or not is_repeated:
        report.keep(target.sheet.title, written)


def _has_any(cells: Cells, positions: Mapping[int, Column] | list[int]) -> bool:
    return any(_word(cells, at) for at in positions)


def _word(cells: Cells, at: int) -> str:
    if at >= len(cells):
        return ""
    try:
        return read.title(cells[at]) or ""
    except CellError:
        return "?"
