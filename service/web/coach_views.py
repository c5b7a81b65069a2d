"""What a company had better say of itself, for staff and for the company."""

from flask import render_template, url_for

from service.api.context import caller, services
from service.coaching import words
from service.web.blueprint import blueprint, is_in_place

for told in (words.missing_word, words.field_of, words.use_told, words.asked_told):
    blueprint.add_app_template_filter(told)


@blueprint.get("/companies/<int:id_>/coach")
def coach(id_: int) -> str:
    """A page; inside of another page only the list."""
    found = services().coaching.for_company(caller(), id_)
    template = "_coach.html" if is_in_place() else "coach.html"
    return render_template(
        template,
        coached=found,
        edit_offer=lambda offer: url_for("web.edit_record", sheet="offers", id_=offer.id),
        edit_profile=url_for("web.edit_record", sheet="companies", id_=id_),
        new_offer=url_for("web.new_record", id_=id_, sheet="offers"),
    )
