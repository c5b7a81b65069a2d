"""Cards of offers, needs, contracts, projects and slots."""

from flask import render_template

from service.api.context import caller, services
from service.web.blueprint import blueprint
from service.web.kinds import KINDS
from service.web.placed_fields import placed_fields
from service.web.record_form import name_of


@blueprint.get("/<any(offers, needs, contracts, projects, slots):kind>/<int:id_>")
def card(kind: str, id_: int) -> str:
    """All that is known of a record, each field where it can be edited; of an archived one too."""
    found = services().record_cards.card(caller(), KINDS[kind].table, id_)
    with services().database.reading() as session:
        fields = placed_fields(session, found.row)
    return render_template(
        "card.html",
        card=found,
        row=found.row,
        kind=kind,
        words=KINDS[kind],
        title=name_of(found.row),
        fields=fields,
    )
