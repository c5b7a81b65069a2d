"""Filters of the journal as the address holds them: what is chosen, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from data.entry import EntryError
from data.exchange import cells
from data.exchange.cells import CellError
from data.exchange.rows import sentence
from data.periods import DAY, midnight
from data.store.journal_selection import Selection
from data.vocabulary import REQUEST_STATES
from service.api.context import caller, services
from service.company_typed import company_meant
from service.reports.reporting import FIRST_DAY, LAST_DAY
from service.web.blueprint import blueprint
from service.web.company_field import with_companies_chosen

NAMES = ("words", "state", "responsible", "company", "chain", "from", "through", "show")
SHOWN = {
    "overdue": "Просрочено",
    "today": "Сегодня",
    "silent": "Поставщик молчит",
    "nobodys": "Без ответственного",
}
OWN = "me"


@dataclass(frozen=True)
class JournalFilters:
    """`chosen` as it was typed, without what is empty; `errors` by field."""

    chosen: Mapping[str, str]
    selection: Selection
    errors: Mapping[str, str] = field(default_factory=dict)

    def address(self, **changes: str) -> str:
        """The first page with some filters changed; an empty one is taken out."""
        values = {name: value for name, value in (dict(self.chosen) | changes).items() if value}
        return f"{url_for('web.journal')}?{urlencode(values)}" if values else url_for("web.journal")

    @property
    def is_folded(self) -> bool:
        """Whether nothing of the larger form is in use."""
        return not {"company", "chain", "from", "through"} & (self.chosen.keys() | self.errors.keys())


def read_filters(typed: MultiDict[str, str]) -> JournalFilters:
    """What the address asks for; a filter that cannot be read selects nothing away."""
    asked = with_companies_chosen(typed, ["company"])
    chosen = {name: value for name in NAMES if (value := cells.clean_text(asked.get(name, ""))[:200])}
    errors: dict[str, str] = {}
    show, state = chosen.get("show"), chosen.get("state", "")
    first, last = (_day(chosen, name, errors) for name in ("from", "through"))
    selection = Selection(
        states=(state,) if state in REQUEST_STATES else (),
        responsible_id=_responsible(chosen.get("responsible", "")),
        company_id=_company(chosen.get("company", ""), errors),
        chain_id=_whole(chosen.get("chain", "")),
        text=chosen.get("words", ""),
        received_from=midnight(first) if first else None,
        received_to=midnight(last + DAY) if last else None,
        overdue_on=date.today() if show == "overdue" else None,
        due_on=date.today() if show == "today" else None,
        silent_since=services().request_list.silent_since if show == "silent" else None,
        is_nobodys=show == "nobodys",
    )
    return JournalFilters(chosen, selection, errors)


def _responsible(typed: str) -> int | None:
    if typed != OWN:
        return _whole(typed)
    return _whole(caller().actor.removeprefix("user:")) or 0  # whoever is nobody of the list has none


def _company(typed: str, errors: dict[str, str]) -> int | None:
    if not typed:
        return None
    try:
        with services().database.reading() as session:
            return company_meant(session, typed, "company", archived=True).id
    except EntryError as error:
        errors["company"] = str(error.errors[0])
        return None


def _day(chosen: Mapping[str, str], name: str, errors: dict[str, str]) -> date | None:
    try:
        day: date | None = cells.day(chosen.get(name))
    except CellError as error:
        errors[name] = sentence(str(error))
        return None
    if day and not FIRST_DAY <= day < LAST_DAY:
        errors[name] = "Нужна дата от 01.01.2000 до 01.01.2100"
        return None
    return day


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


@blueprint.app_template_filter()
def sentence_case(text: str) -> str:
    """«КП получено» stays «КП получено»; «черновик» becomes «Черновик»."""
    return text[:1].upper() + text[1:]


def listed_values(filters: JournalFilters) -> dict[str, Any]:
    """What the form of the filters is drawn with."""
    listing = services().request_list
    return {
        "filters": filters,
        "states": REQUEST_STATES,
        "shown": SHOWN,
        "people": listing.people(caller()),
        "chains": listing.chains(caller()),
    }
