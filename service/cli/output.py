"""What commands print: data on stdout, notes and progress on stderr, one line an error."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table

EXIT_FAILED = 1  # the work could not be done
EXIT_BAD_INPUT = 2  # what was given is of no use

# as wide as it takes: an error is one line wherever stderr leads
notes = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def print_json(value: Any) -> None:
    """Data for programs."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_line(text: str) -> None:
    """Data for people."""
    sys.stdout.write(text + "\n")


def print_table(headers: list[str], rows: list[list[str]]) -> None:
    """Data for people, as wide as the terminal."""
    table = Table(*headers, show_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(_plain(cell) for cell in row))
    Console(highlight=False).print(table)


def note(text: str) -> None:
    """Something to know that is no data."""
    notes.print(_plain(text))


def fail(text: str, code: int = EXIT_FAILED) -> NoReturn:
    """One line on stderr and an exit code."""
    notes.print(f"Ошибка: {_plain(text)}", style="red")
    raise typer.Exit(code)


@contextmanager
def progress(text: str) -> Iterator[None]:
    """Shows that something long is under way."""
    if notes.is_terminal:
        with notes.status(text):
            yield
    else:
        notes.print(f"{text}…")
        yield


def _plain(text: str) -> str:
    return text.replace("[", r"\[")  # rich would read brackets as markup
