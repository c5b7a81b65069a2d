"""Two people change one request at the same time: the second is shown what both want, and nothing is lost."""

from collections.abc import Mapping
from typing import Any

from data.entry import Contested, EditConflict
from data.tables.journal import RequestRow


def check_version(
    row: RequestRow, seen: int | None, theirs: Mapping[str, Any], yours: Mapping[str, Any]
) -> None:
    """Raises EditConflict where the request is no longer the version that was seen and fields differ.

    `seen` is None for a caller who does not mind; the same change made twice is no conflict.
    """
    if seen is None or seen == row.version:
        return
    contested = tuple(
        Contested(name, theirs[name], value) for name, value in yours.items() if theirs.get(name) != value
    )
    if contested:
        raise EditConflict(contested, frozenset(yours), str(row.version))
