"""What each part of a request's page does with what was typed there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import url_for
from werkzeug.datastructures import MultiDict

from service.api.context import caller, services
from service.company_typed import company_meant, company_typed
from service.journal.changes import EDITED
from service.journal.closing import Signed
from service.journal.steps import Said
from service.web.code_field import warn_of_unknown_codes
from service.web.journal_page import NEED_FIELDS
from service.web.record_form import posted_values


@dataclass
class Sheet:
    """All that was typed on the page, the version that was seen, and what of the history is taken back.

    Acts leave a way back, or on.
    """

    id_: int
    typed: MultiDict[str, str]
    seen: int | None
    event_id: int = 0
    undo: str = ""
    leads_to: str = ""


def company_id(text: str) -> int:
    """The company that somebody typed. Raises EntryError."""
    with services().database.reading() as session:
        return company_typed(session, text, "company_id").id


def number_of(text: str) -> int | None:
    """A number of ours; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _confirm(sheet: Sheet) -> str:
    values = posted_values(NEED_FIELDS, sheet.typed)
    values["company_id"] = company_id(values.pop("company"))
    services().journal.confirm(caller(), sheet.id_, values, sheet.seen)
    warn_of_unknown_codes(values)
    return "Потребность заведена. Теперь выберите, у кого запросить КП."


def _split(sheet: Sheet) -> str:
    ids = services().journal.split(caller(), sheet.id_)
    numbers = ", ".join(f"№ {one}" for one in ids)
    return f"Текст разделён на обращения {numbers}: подтвердите каждое." if len(ids) > 1 else ""


def _change(sheet: Sheet) -> str:
    values: dict[str, object] = {name: sheet.typed[name] for name in EDITED if name in sheet.typed}
    ids = {name: number_of(str(values[name])) for name in ("responsible_id", "slot_id") if name in values}
    is_changed = services().journal.change(caller(), sheet.id_, values | ids, sheet.seen)
    if is_changed and sheet.seen is not None:
        sheet.seen += 1
    return "Сохранено"


def _note(sheet: Sheet) -> str:
    services().request_steps.note(caller(), sheet.id_, sheet.typed.get("note_text", ""))
    return "Записано"


def _answer(sheet: Sheet) -> str:
    typed = sheet.typed
    said = Said(
        kind=typed.get("answer_kind", ""),
        company_id=number_of(typed.get("answer_company", "")) or 0,
        text=typed.get("answer_text"),
        amount_rub=typed.get("answer_rub"),
    )
    corrects = number_of(typed.get("answer_corrects", ""))
    event_id = services().request_steps.answer(caller(), sheet.id_, said, corrects)
    sheet.undo = url_for("web.take_back_event", id_=sheet.id_, event_id=event_id)
    return "Ответ исправлен" if corrects else "Записано"


def _take_back(sheet: Sheet) -> str:
    services().request_steps.take_back(caller(), sheet.id_, sheet.event_id)
    return "Запись отменена: в итогах и сравнении её больше нет"


def _contract(sheet: Sheet) -> str:
    typed = sheet.typed
    signed = Signed(
        company_id=number_of(typed.get("contract_company", "")) or 0,
        amount_rub=typed.get("contract_rub"),
        text=typed.get("contract_text"),
        subject=typed.get("contract_subject"),
        signed_on=typed.get("contract_day"),
    )
    services().request_closing.close_with_contract(caller(), sheet.id_, signed, sheet.seen)
    sheet.undo = url_for("web.reopen_request", id_=sheet.id_)
    return "Обращение закрыто, договор записан в пул"


def _no_result(sheet: Sheet) -> str:
    reason, told = sheet.typed.get("reason", ""), sheet.typed.get("no_result_text")
    services().request_closing.close_without_result(caller(), sheet.id_, reason, told, sheet.seen)
    sheet.undo = url_for("web.reopen_request", id_=sheet.id_)
    return "Обращение закрыто без результата"


def _reopen(sheet: Sheet) -> str:
    services().request_closing.reopen(caller(), sheet.id_)
    return "Обращение снова открыто"


def _choose(sheet: Sheet) -> str:
    """On to the text for those chosen, which writes nothing down: one company that fits is meant."""
    chosen = sheet.typed.getlist("to")
    if other := sheet.typed.get("other", "").strip():
        with services().database.reading() as session:
            chosen.append(str(company_meant(session, other, "company_id").id))
    named = sheet.typed.get("named") or None
    sheet.leads_to = url_for("web.quotation", id_=sheet.id_, to=chosen, named=named)
    return ""


ACTS: Mapping[str, Callable[[Sheet], str]] = MappingProxyType(
    {
        "confirm": _confirm,
        "split": _split,
        "change": _change,
        "note": _note,
        "answer": _answer,
        "take_back": _take_back,
        "contract": _contract,
        "no_result": _no_result,
        "reopen": _reopen,
        "choose": _choose,
    }
)
