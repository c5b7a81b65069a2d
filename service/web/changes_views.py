"""The log of who changed what, selected in the address."""

from collections.abc import Mapping
from datetime import date

from flask import render_template, request

from data.exchange import cells
from data.exchange.cells import CellError
from data.store.changes import Selection
from service.api.context import caller, services
from service.changes.selecting import selected
from service.changes.words import KINDS
from service.errors import InvalidError
from service.web.blueprint import Page, blueprint
from service.web.cursors import line_id
from service.web.record_links import record_url

PAGE_SIZE = 50


@blueprint.get("/changes")
def changes() -> Page:
    """Lines, newest first, of one person, kind of record or some days."""
    asked = {name: request.args.get(name, "") for name in ("who", "kind", "from", "through")}
    try:
        selection, errors = _selection(asked), {}
    except InvalidError as error:
        selection, errors = Selection(), dict(error.places)
    before = line_id(request.args.get("before", ""))
    page = render_template(
        "changes.html",
        found=services().changes.page(caller(), selection, before, PAGE_SIZE),
        asked=asked,
        errors=errors,
        kinds=KINDS,
        actors=services().changes.actors(caller()),
        is_first=before is None,
        record_url=record_url,
    )
    return (page, 422) if errors else page


def _selection(asked: Mapping[str, str]) -> Selection:
    days: dict[str, date | None] = {}
    for name in ("from", "through"):
        try:
            days[name] = cells.day(asked[name] or None)
        except CellError as error:
            raise InvalidError([(name, f"Дата не читается: {error}")]) from error
    return selected(asked["who"], asked["kind"], days["from"], days["through"])
