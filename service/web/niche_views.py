"""Unmet needs and niches, and what to do first."""

from flask import render_template

from models.niches.official_names import okpd2_name
from service.api.context import caller, services
from service.grades import GRADE_WORDS
from service.web.blueprint import blueprint


@blueprint.get("/niches")
def niches() -> str:
    """Niches as cards, then the unmet needs of single companies as a table."""
    found = services().niches.current(caller())
    return render_template(
        "niches.html",
        found=found,
        niches=[niche for niche in found.niches if niche.is_niche],
        unmet=[niche for niche in found.niches if not niche.is_niche],
        okpd2_name=okpd2_name,
    )


@blueprint.get("/niches/<id_>")
def niche(id_: str) -> str:
    """One of them: what is asked, by whom, and who comes nearest."""
    found = services().niches.current(caller())
    return render_template("niche.html", found=found, niche=found.niche(id_), okpd2_name=okpd2_name)


@blueprint.get("/first-links")
def first_links() -> str:
    """Members' first contracts, and purchases that could come from the pool."""
    things = services().first_links.current(caller())
    return render_template("first_links.html", things=things, grade_words=GRADE_WORDS)
