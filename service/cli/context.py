"""Services for commands, and options that several commands share."""

from typing import Annotated

import typer

from data.store.pool import pool_revision
from models.snapshot import published_revision
from service.bootstrap import Services, bootstrap
from service.cli.output import note
from service.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Ответ в JSON")]


def services() -> Services:
    """The installation that DATA_DIR names, created and migrated if need be."""
    return bootstrap(Settings())


def is_fresh(found: Services) -> bool:
    """Whether the published snapshot is of the pool's latest revision."""
    with found.database.reading() as session:
        return published_revision(found.settings.snapshots) == pool_revision(session)


def take_up_fresh(found: Services) -> None:
    """Lets the search answer from the pool as it is now; builds a snapshot where none is fresh."""
    if not found.live.refresh() or not is_fresh(found):
        note("Свежего снимка нет: строим")
        found.reindexer.build()
        found.live.refresh()
