"""Services for commands, and options that several commands share."""

from typing import Annotated

import typer

from service.bootstrap import Services, bootstrap
from service.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Ответ в JSON")]


def services() -> Services:
    """The installation that DATA_DIR names, created and migrated if need be."""
    return bootstrap(Settings())
