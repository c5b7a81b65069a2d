"""The one form of a request's page: whichever button is pressed, nothing that was typed is lost.

What decides nothing is saved by every button: the next step, a note, an answer. A draft's need, the end of
the request and who is chosen wait for their own button; until then they stay in their fields.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask import redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from data.entry import EditConflict, EntryError
from service.api.context import caller, services
from service.journal.changes import EDITED
from service.web.blueprint import Page
from service.web.company_field import with_companies_chosen
from service.web.journal_acts import ACTS, Sheet, number_of
from service.web.journal_page import FORMS, WAS, Sent, request_page, starting_values
from service.web.notices import Notice, leave_notice

_ENDS = ("contract", "no_result")
_WAITING = ("confirm", "choose", *_ENDS)
STILL_TYPED = "Остальное, что набрано, ещё не записано и осталось в своих полях."
END_FIRST = "Закрытие обращения заполнено, но не записано: закройте обращение или очистите эти поля"


def save(id_: int, pressed: str, event_id: int = 0) -> Page:
    """Saves what decides nothing, then does what the button is for; what is wrong comes back with all."""
    before = starting_values(services().journal.request(caller(), id_))
    sheet = Sheet(id_, _posted(), number_of(request.form.get("version", "")), event_id)
    told = ""
    for part in (*_beside(sheet.typed, pressed), pressed):
        try:
            told = ACTS[part](sheet)
        except EntryError as error:
            return request_page(id_, Sent(part, sheet.typed, error)), 422
        except EditConflict as conflict:
            return request_page(id_, Sent(part, sheet.typed, conflict=conflict)), 409
        if not sheet.leads_to:
            _drop(sheet.typed, FORMS[part].values())
    waiting = _waiting(sheet.typed, before)
    if sheet.leads_to:
        return _on(sheet, {name for name in waiting if any(name in FORMS[end].values() for end in _ENDS)})
    if waiting and services().journal.request(caller(), id_).is_open:
        _drop(sheet.typed, [name for name in list(sheet.typed) if name not in waiting])
        leave_notice(Notice(f"{told.rstrip('.')}. {STILL_TYPED}"))
        return request_page(id_, Sent(pressed, sheet.typed))
    return to_request(id_, told, sheet.undo)


def to_request(id_: int, told: str, undo: str = "") -> Response:
    """Back to the page, with a notice and what takes it back."""
    if told:
        leave_notice(Notice(told, undo, "Отменить" if undo else "", is_post=bool(undo)))
    return redirect(url_for("web.journal_request", id_=id_), 303)


def _on(sheet: Sheet, ends: set[str]) -> Page:
    """To the page of those chosen, unless something would be left behind."""
    if ends:
        return request_page(sheet.id_, Sent("choose", sheet.typed, general=(END_FIRST,))), 422
    return redirect(sheet.leads_to, 303)


def _posted() -> MultiDict[str, str]:
    """The form without untouched fields of the next step: somebody else may have changed them meanwhile."""
    posted = with_companies_chosen(request.form, ["company", "other"])
    _drop(posted, [name for name in EDITED if name in posted and posted[name] == posted.get(WAS + name)])
    return posted


def _beside(typed: Mapping[str, str], pressed: str) -> Iterator[str]:
    """Parts that every button saves, where something is typed there."""
    if pressed != "change" and any(name in typed for name in EDITED):
        yield "change"
    if pressed != "note" and typed.get("note_text", "").strip():
        yield "note"
    if pressed != "answer" and any(typed.get(f"answer_{name}") for name in ("company", "rub", "text")):
        yield "answer"


def _waiting(typed: MultiDict[str, str], before: Mapping[str, Any]) -> set[str]:
    """Fields that somebody has filled in and that no part has taken yet."""
    names = {name for part in _WAITING for name in FORMS[part].values()}
    return {name for name in names if name in typed and _line(typed[name]) != _line(before.get(name))}


def _line(value: object) -> str:
    return str(value or "").replace("\r\n", "\n").strip()


def _drop(typed: MultiDict[str, str], names: Iterable[str]) -> None:
    for name in names:
        typed.poplist(name)
