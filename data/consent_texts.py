"""The texts that companies consent to; a published text is never edited, a new version gets a new file."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from data.references import FOLDER

KINDS = ("contacts", "letters", "portal")


@dataclass(frozen=True)
class ConsentText:
    """One version: the first line of the file is its title, what follows are its paragraphs."""

    kind: str
    version: int
    text: str

    @property
    def title(self) -> str:
        """What it is about, in a few words."""
        return self.text.partition("\n")[0]

    @property
    def paragraphs(self) -> list[str]:
        """What is consented to."""
        return self.text.strip().split("\n\n")[1:]

    @property
    def sha256(self) -> str:
        """Proves later which words were agreed to."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@lru_cache(maxsize=1)
def consent_texts() -> MappingProxyType[str, tuple[ConsentText, ...]]:
    """All versions of every kind, the one that is asked for now last."""
    found: dict[str, list[ConsentText]] = {kind: [] for kind in KINDS}
    for path in (FOLDER / "consents").glob("*-*.md"):
        kind, _, version = path.stem.partition("-")
        found[kind].append(ConsentText(kind, int(version), path.read_text(encoding="utf-8")))
    return MappingProxyType(
        {kind: tuple(sorted(texts, key=lambda one: one.version)) for kind, texts in found.items()}
    )


def current_text(kind: str) -> ConsentText:
    """The version that is asked for now."""
    return consent_texts()[kind][-1]
