"""One field of a record edited where it stands; without scripts the ordinary form opens at that field."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for

from data.entry import EditConflict, EntryError, RecordRow
from data.versions import Version
from service.api.context import caller, services
from service.cards.company_cards import CompanyCard
from service.cards.record_cards import RecordCard
from service.entry_rights import NOT_THERE
from service.errors import NotFoundError
from service.web.addresses import card_address, edit_address
from service.web.blueprint import Page, blueprint, is_in_place
from service.web.company_profile import hidden_fields
from service.web.contested import told
from service.web.entering import seen_version, with_ids
from service.web.kinds import KINDS
from service.web.named_companies import by_name
from service.web.notices import Notice, leave_notice
from service.web.placed_fields import IN_HEAD, placed_field, together
from service.web.record_form import Field, Values, errors_by_field, posted_values, row_values
from service.web.suggestions import suggested

ANY_KIND = "any(companies, offers, needs, contracts, chains, projects, slots)"


@dataclass(frozen=True)
class _Place:
    """A field of a record, with those that are edited with it."""

    kind: str
    row: RecordRow
    fields: list[Field]

    def form(
        self,
        values: Values,
        version: str,
        errors: Mapping[str, str] | None = None,
        general: list[str] | None = None,
    ) -> str:
        """The form in place of the field."""
        return render_template(
            "_in_place_form.html",
            place=self,
            values=values,
            version=version,
            errors=errors or {},
            general=general or [],
            suggestions=suggested(field.suggestions for field in self.fields),
        )

    def contested(self, conflict: EditConflict) -> dict[str, str]:
        """What somebody else has made of the fields meanwhile, as messages at them."""
        fields = {field.name: field for field in self.fields}
        with services().database.reading() as session:
            return {
                one.field: "Пока вы правили, это изменили. Сейчас здесь: "
                f"«{told(session, type(self.row), fields[one.field], one.theirs) or 'пусто'}»."
                " Сохраните ещё раз, чтобы записать ваше, или отмените."
                for one in conflict.contested
                if one.field in fields
            }


@blueprint.route(f"/<{ANY_KIND}:kind>/<int:id_>/fields/<name>", methods=["GET", "POST"])
def edit_in_place(kind: str, id_: int, name: str) -> Page:
    """The form of one field; sent, the field as it now reads."""
    place = _found(kind, id_, name)
    if request.method == "GET":
        if not is_in_place():
            return redirect(edit_address(kind, id_, name))
        with services().database.reading() as session:
            values = by_name(session, row_values(place.row))
        return place.form(values, str(Version.of(place.row)))
    typed = posted_values(place.fields, request.form)
    with services().database.reading() as session:
        before = by_name(session, row_values(place.row))
    try:
        services().pool_entry.update(caller(), KINDS[kind].table, id_, with_ids(typed), seen_version())
    except (EntryError, EditConflict) as error:
        if not is_in_place():
            return _not_undone(kind, id_, error)
        if isinstance(error, EditConflict):
            return place.form(typed, error.version, place.contested(error)), 409
        return place.form(typed, seen_version(), *errors_by_field(error.errors, place.fields)), 422
    saved = _saved(_found(kind, id_, name), before)
    if name in IN_HEAD or not is_in_place():
        leave_notice(saved)
        return redirect(card_address(kind, id_), 303)
    return _field(kind, id_, name, notices=[saved], card=_card(kind, id_))


@blueprint.get(f"/<{ANY_KIND}:kind>/<int:id_>/fields/<name>/as-it-is")
def field_as_it_is(kind: str, id_: int, name: str) -> str:
    """The field as the card shows it: what «Отмена» gives back."""
    return _field(kind, id_, name)


def _field(kind: str, id_: int, name: str, **beside: object) -> str:
    place = _found(kind, id_, name)
    with services().database.reading() as session:
        field = placed_field(session, place.row, name)
    return render_template("_placed_field.html", field=field, row=place.row, **beside)


def _card(kind: str, id_: int) -> CompanyCard | RecordCard | None:
    """What tells the history of the record; pages of chains have none."""
    if kind == "companies":
        return services().company_cards.card(caller(), id_)
    return services().record_cards.card(caller(), KINDS[kind].table, id_) if kind != "chains" else None


def _saved(place: _Place, before: Values) -> Notice:
    """«Сохранено», with a button that sends what the fields said before."""
    if "undo" in request.form:
        return Notice("Изменение отменено")
    first, version = place.fields[0].name, str(Version.of(place.row))
    values = [("undo", "1"), ("version", version)]
    for field in place.fields:
        told = before.get(field.name)
        values += [(field.name, str(one or "")) for one in (told if isinstance(told, list) else [told])]
    undo = url_for("web.edit_in_place", kind=place.kind, id_=place.row.id, name=first)
    label = f"Сохранено: {place.fields[0].label}"
    return Notice(label, undo, "Отменить", is_post=True, values=tuple(values))


def _not_undone(kind: str, id_: int, error: Exception) -> Page:
    leave_notice(Notice(f"Отменить не удалось. {error}"))
    return redirect(card_address(kind, id_), 303)


def _found(kind: str, id_: int, name: str) -> _Place:
    row: RecordRow = services().pool_entry.seen(caller(), KINDS[kind].table, id_)
    fields = together(type(row), name)
    if not fields or (kind == "companies" and name in hidden_fields(caller(), id_)):
        raise NotFoundError(NOT_THERE)
    return _Place(kind, row, fields)
