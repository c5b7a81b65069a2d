"""The page of an entry form: fields, what was typed, what is wrong, and what stands around them."""

from dataclasses import dataclass

from flask import render_template

from data.entry import EntryError
from service.web.record_form import Field, Values, errors_by_field
from service.web.suggestions import suggested


@dataclass(frozen=True)
class FormPage:
    """`back` is where «Отмена» leads, `owner` whose record it is, `other_way` an address and its label."""

    heading: str
    back: str
    owner: str = ""
    intro: str = ""
    other_way: tuple[str, str] | None = None

    def shown(self, fields: list[Field], values: Values, error: EntryError | None = None) -> str:
        """The page as HTML."""
        at_fields, general = errors_by_field(error.errors if error else [], fields)
        return render_template(
            "record_form.html",
            page=self,
            fields=fields,
            values=values,
            errors=at_fields,
            general_errors=general,
            suggestions=suggested(field.suggestions for field in fields),
        )
