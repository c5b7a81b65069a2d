"""A form shown, or what came of one that was sent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.wrappers import Response

from data.entry import EditConflict, EntryError
from service.api.context import services
from service.web.blueprint import Page
from service.web.code_field import warn_of_unknown_codes
from service.web.contested import choices, sent_fields
from service.web.form_page import FormPage
from service.web.named_companies import by_id
from service.web.record_form import Field, Values, posted_values

Save = Callable[[Values], Response]


def entered(page: FormPage, fields: list[Field], values: Values, save: Save) -> Page:
    """A form of a new record: `save` gets ids where companies are named, and may raise EntryError."""
    if request.method == "GET":
        return page.shown(fields, values)
    posted = posted_values(fields, request.form)
    try:
        answer = save(with_ids(posted))
    except EntryError as error:
        return page.shown(fields, posted, error), 422
    warn_of_unknown_codes(posted)
    return answer


@dataclass(frozen=True)
class Editing:
    """A form of a record: `values` and `version` are those of this moment."""

    table: type[Any]
    fields: list[Field]
    values: Values
    version: str

    def entered(self, page: FormPage, save: Save) -> Page:
        """As above; `save` may raise EditConflict too."""
        if request.method == "GET":
            return page.shown(self.fields, self.values, version=self.version)
        fields = sent_fields(self.fields, request.form)
        posted = posted_values(fields, request.form)
        try:
            answer = save(with_ids(posted))
        except EntryError as error:
            # the version stays: what others have changed since it was seen is still theirs
            return page.shown(self.fields, self.values | posted, error, seen_version()), 422
        except EditConflict as conflict:
            with services().database.reading() as session:
                contested = choices(session, self.table, self.fields, conflict.contested)
            typed = {name: posted[name] for name in posted if name in conflict.changed}
            return page.choosing(conflict, contested, typed), 409
        warn_of_unknown_codes(posted)
        return answer


def seen_version() -> str:
    """The version of the record that the form began with; empty where it tells none."""
    return request.form.get("version", "")


def with_ids(typed: Values) -> Values:
    """What was typed with ids for companies. Raises EntryError."""
    with services().database.reading() as session:
        return by_id(session, typed)
