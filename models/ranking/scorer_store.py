"""Scorers trained in an installation: files that never change, and CURRENT that names the promoted one.

NAME.json is a scorer like the shipped one; NAME.manifest.json vouches for it and says when, from what and by
whom it was promoted, and which one it replaced.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from models.checksums import Entry, checked_entries, entry_of, seal
from models.publishing import PointerError, current_name, new_name, publish, write_whole
from models.ranking.scoring import Scorer, ScorerError

_NAME = re.compile(r"[0-9A-Za-z-]{1,64}")


def promoted_name(root: Path) -> str | None:
    """The name of the promoted scorer; None for the shipped one. Raises ScorerError."""
    try:
        return current_name(root)
    except PointerError as error:
        raise ScorerError(str(error)) from error


def promote(root: Path, candidate: Path, by: str, details: Mapping[str, Any]) -> str:
    """Copies the candidate in and makes it current; returns its name. `details` are JSON for the manifest.

    Raises ScorerError when the candidate is no scorer of this code; then nothing is changed.
    """
    Scorer.load(candidate)
    previous = promoted_name(root)
    root.mkdir(parents=True, exist_ok=True)
    name = new_name()
    write_whole(scorer_path(root, name), candidate.read_bytes())
    manifest = {
        **details,
        "name": name,
        "promoted_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": by,
        "previous": previous,
        "file": entry_of(scorer_path(root, name)).as_dict(),
    }
    text = json.dumps(manifest | {"sha256": seal(manifest)}, ensure_ascii=False, indent=2)
    write_whole(_manifest_path(root, name), text.encode())
    publish(root, name)
    return name


def roll_back(root: Path) -> str | None:
    """Makes the scorer before the promoted one current; returns its name, None for the shipped one.

    One that is damaged or of other features is passed over. Raises ScorerError when nothing is promoted.
    """
    name = promoted_name(root)
    if name is None:
        raise ScorerError("Возвращаться не к чему: работает оценка из поставки")
    name = _previous(root, name)
    while name is not None and not _loads(root, name):
        name = _previous(root, name)
    publish(root, name or "")
    return name


def load_promoted(root: Path, name: str) -> Scorer:
    """Raises ScorerError when its file is not what was promoted, or is of other features."""
    read_manifest(root, name)
    return Scorer.load(scorer_path(root, name))


def read_manifest(root: Path, name: str) -> dict[str, Any]:
    """The manifest, checked together with the file. Raises ScorerError."""
    manifest = _sealed_manifest(root, name)
    try:
        wrong = checked_entries(root, {scorer_path(root, name).name: Entry(**manifest["file"])})
    except (OSError, KeyError, TypeError) as error:
        raise ScorerError(f"Обученная оценка {name} повреждена: файл не читается") from error
    if wrong:
        raise ScorerError(f"Обученная оценка {name} повреждена: файл {wrong} не тот, что был записан")
    return manifest


def scorer_path(root: Path, name: str) -> Path:
    """The file of a scorer."""
    return root / f"{name}.json"


def _manifest_path(root: Path, name: str) -> Path:
    return root / f"{name}.manifest.json"


def _sealed_manifest(root: Path, name: str) -> dict[str, Any]:
    if not _NAME.fullmatch(name):
        raise ScorerError("Указатель CURRENT обученных оценок повреждён: это не имя")
    try:
        manifest: dict[str, Any] = json.loads(_manifest_path(root, name).read_text(encoding="utf-8"))
        if manifest.pop("sha256") != seal(manifest) or manifest["name"] != name:
            raise ValueError("the manifest was changed")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ScorerError(f"Обученная оценка {name} повреждена: манифест не читается") from error
    return manifest


def _previous(root: Path, name: str) -> str | None:
    try:
        previous: str | None = _sealed_manifest(root, name)["previous"]
    except (ScorerError, KeyError):
        return None  # what came before is not known; the shipped one always stands
    return previous


def _loads(root: Path, name: str) -> bool:
    try:
        load_promoted(root, name)
    except ScorerError:
        return False
    return True
