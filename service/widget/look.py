"""How a portal wants the widget to look: read from the address, whatever stands there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from service.widget.items import VIEWS

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Look:
    """A view to begin with, a theme where the reader's own is not to decide, and a colour of buttons."""

    view: str
    theme: str = ""
    accent: str = ""

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> Self:
        """What does not read is as if it had not been there."""
        view, theme = arguments.get("view", ""), arguments.get("theme", "")
        accent = arguments.get("accent", "")
        return cls(
            view if view in VIEWS else next(iter(VIEWS)),
            theme if theme in THEMES else "",
            accent.lower() if _COLOUR.fullmatch(accent) else "",
        )
