"""The page of an entry form: fields, what was typed, what is wrong, and what stands around them."""

from dataclasses import dataclass

from flask import render_template

from data.entry import EditConflict, EntryError
from service.web.contested import Choice
from service.web.field_checks import CHECKED, checks_beside
from service.web.record_form import Field, Values, errors_by_field
from service.web.suggestions import suggested


@dataclass(frozen=True)
class FormPage:
    """`back` is where «Отмена» leads, `owner` whose record it is, `other_way` an address and its label.

    `own_id` is the company whose own fields these are, where it is there already; `action` is where the form
    goes, empty for the address of the page; `came_from` is carried along to lead back there.
    """

    heading: str
    back: str
    owner: str = ""
    intro: str = ""
    other_way: tuple[str, str] | None = None
    own_id: int | None = None
    action: str = ""
    came_from: str = ""

    def shown(
        self, fields: list[Field], values: Values, error: EntryError | None = None, version: str = ""
    ) -> str:
        """The page as HTML; `version` is that of the record which the form began with."""
        at_fields, general = errors_by_field(error.errors if error else [], fields)
        checked = [field.name for field in fields if field.name in CHECKED]
        typed = {name: str(values.get(name) or "") for name in checked}
        return render_template(
            "record_form.html",
            page=self,
            fields=fields,
            values=values,
            errors=at_fields,
            general_errors=general,
            version=version,
            checked=checked,
            checks=checks_beside(at_fields, typed, self.own_id) if error else {},
            suggestions=suggested(field.suggestions for field in fields),
        )

    def choosing(self, conflict: EditConflict, choices: list[Choice], typed: Values) -> str:
        """The page on which somebody chooses between two edits; `typed` is what goes on as it is."""
        return render_template(
            "edit_conflict.html", page=self, version=conflict.version, choices=choices, typed=typed
        )
