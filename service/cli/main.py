"""The command line: one entry, one place where errors become one line and an exit code."""

import os
import sys

import typer
from pydantic import ValidationError

from data.database import DatabaseError
from data.entry import EntryError
from data.exchange.spreadsheets import SpreadsheetError
from data.recipes.profiles import RecipeError
from models.encoding.source import EncoderError
from models.ranking.scoring import ScorerError
from models.snapshot import SnapshotError
from service.cli import (
    accounts,
    chains,
    codes,
    digests,
    duplicates,
    gaps,
    inviting,
    learning,
    niches,
    partners,
    pool,
    portals,
    privacy,
    running,
    searching,
    users,
)
from service.cli.output import EXIT_BAD_INPUT, EXIT_FAILED, notes
from service.errors import InvalidError, ServiceError
from service.observing import configure_logging

app = typer.Typer(
    name="python -m service",
    help="Связка: подбор партнёров промышленного кластера."
    " Данные — в stdout, пояснения — в stderr."
    " Коды выхода: 0 — сделано, 1 — не удалось, 2 — неверные данные или параметры.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for commands in (
    running.commands,
    pool.commands,
    searching.commands,
    duplicates.commands,
    partners.commands,
    chains.commands,
    codes.commands,
    gaps.commands,
    inviting.commands,
    niches.commands,
    learning.commands,
    privacy.commands,
    portals.commands,
):
    app.registered_commands += commands.registered_commands
app.add_typer(accounts.keys, name="keys")
app.add_typer(users.users, name="users")
app.add_typer(digests.digest, name="digest")
app.add_typer(privacy.personal_data, name="personal-data")
app.add_typer(portals.portals, name="portals")

BAD_INPUT = (SpreadsheetError, InvalidError, EntryError)
FAILED = (ServiceError, DatabaseError, EncoderError, SnapshotError, ScorerError, RecipeError, OSError)


def run() -> None:
    """Runs the command of sys.argv; files that it makes are closed to other people of the machine."""
    os.umask(0o027)
    configure_logging()
    try:
        app()
    except BAD_INPUT as error:
        _say(str(error), EXIT_BAD_INPUT)
    except ValidationError as error:
        names = ", ".join(".".join(map(str, found["loc"])).upper() for found in error.errors())
        _say(f"неверная настройка окружения: {names}", EXIT_BAD_INPUT)
    except FAILED as error:
        _say(str(error), EXIT_FAILED)


def _say(message: str, code: int) -> None:
    notes.print("Ошибка: " + " ".join(message.split()), style="red", markup=False)
    sys.exit(code)
