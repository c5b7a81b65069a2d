"""Fields for codes of the classifiers: words typed there lead to codes, and codes show their names."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import g
from werkzeug.datastructures import MultiDict

from data.classifiers.classifier import KINDS, CodeNames
from data.exchange.cells import CellError
from data.identifiers import classifier_code
from models.codes.catalogue import FoundCode
from service.api.context import caller, services
from service.web.blueprint import blueprint
from service.web.notices import Notice, leave_notice
from service.wording import shortened

CHOSEN = "-chosen"  # what the choice of fitting codes at a field is called
NUM_PROPOSED = 8
MAX_NAME = 100


def code_names(kind: str) -> CodeNames:
    """Names of codes, asked for once a page."""
    found: dict[str, CodeNames] = g.setdefault("code_names", {})
    if kind not in found:
        found[kind] = services().classifiers.names(kind)
    return found[kind]


@blueprint.app_template_filter()
def with_code_name(code: str | None, kind: str = "okpd2") -> str:
    """«23.63.10 — Бетон, готовый для заливки»; the code alone where nobody knows its name."""
    name = code_names(kind).of(code)
    return f"{code} — {shortened(name, MAX_NAME)}" if name else code or ""


@blueprint.app_template_filter()
def code_name(typed: str | None, kind: str = "okpd2") -> str:
    """Names of the codes in a field; empty for anything else."""
    names = [name for part in _parts(typed) if (name := code_names(kind).of(part))]
    return "; ".join(shortened(name, MAX_NAME) for name in names)


@blueprint.app_template_global()
def fitting_codes(typed: str | None, kind: str) -> list[FoundCode]:
    """Codes to choose from for the words in a field."""
    words = next((part for part in _parts(typed) if not _is_code(part)), "")
    return services().classifiers.find(caller(), kind, words, NUM_PROPOSED) if words else []


def with_chosen(posted: MultiDict[str, str], name: str) -> str:
    """What was typed into a field, with the code that was chosen for the words in it."""
    parts, chosen = _parts(posted.get(name)) or [""], posted.get(name + CHOSEN)
    words = next((part for part in parts if not _is_code(part)), None)
    if not chosen or words is None:
        return posted.get(name, "")
    parts[parts.index(words)] = chosen
    return "; ".join(parts)


def with_all_chosen(typed: MultiDict[str, str], names: Iterable[str]) -> MultiDict[str, str]:
    """The form with the codes that were chosen for words in these fields."""
    mended = MultiDict(typed)
    for name in names:
        if typed.get(name + CHOSEN):
            mended[name] = with_chosen(typed, name)
            del mended[name + CHOSEN]
    return mended


def warn_of_unknown_codes(saved: Mapping[str, Any]) -> None:
    """A notice of codes among what was saved that a loaded classifier has not: they stay as they are."""
    for kind, title in KINDS.items():
        codes = [code for part in _parts(saved.get(kind)) if (code := _code(part))]
        if unknown := services().classifiers.unknown(kind, codes):
            leave_notice(Notice(f"Проверьте код: в загруженном {title} нет {', '.join(unknown)}"))


def _parts(typed: str | None) -> list[str]:
    return [part.strip() for part in (typed or "").split(";") if part.strip()]


def _is_code(part: str) -> bool:
    return bool(_code(part))


def _code(part: str) -> str | None:
    try:
        return classifier_code(part)
    except CellError:
        return None
