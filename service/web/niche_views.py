"""Unmet needs and niches, and what to do first."""

from flask import render_template, url_for
from werkzeug.wrappers import Response

from data.recipes.choice import recipes_of
from models.niches.niche import Niche
from service.api.context import caller, services
from service.api.downloads import download
from service.grades import GRADE_WORDS
from service.market.nearest import closest
from service.market.niches_file import niches_xlsx
from service.office_files import XLSX
from service.web.blueprint import blueprint
from service.web.code_field import code_names


@blueprint.get("/niches")
def niches() -> str:
    """Niches as cards, then the unmet needs of single companies as a table."""
    found = services().niches.current(caller())
    return render_template(
        "niches.html",
        found=found,
        niches=[niche for niche in found.niches if niche.is_niche],
        unmet=[niche for niche in found.niches if not niche.is_niche],
        closest=closest,
        okpd2_name=code_names("okpd2").nearest,
    )


@blueprint.get("/niches.xlsx")
def niches_file() -> Response:
    """The same as a workbook."""
    content = niches_xlsx(services().niches.current(caller()), code_names("okpd2").nearest)
    return download(content, XLSX, "Ниши и незакрытые потребности.xlsx")


@blueprint.get("/niches/<id_>")
def niche(id_: str) -> str:
    """One of them: what is asked, by whom, and who comes nearest."""
    found = services().niches.current(caller())
    shown = found.niche(id_)
    return render_template(
        "niche.html",
        found=found,
        niche=shown,
        closest=closest(shown),
        start=_start_of_chain(shown),
        okpd2_name=code_names("okpd2").nearest,
    )


@blueprint.get("/first-links")
def first_links() -> str:
    """Members' first contracts, and purchases that could come from the pool."""
    things = services().first_links.current(caller())
    return render_template("first_links.html", things=things, grade_words=GRADE_WORDS)


def _start_of_chain(niche: Niche) -> str:
    """The form of a chain for what is asked for: by its recipe, or empty where there is none."""
    recipes = recipes_of(niche.title, niche.okpd2)
    if not recipes:
        return url_for("web.new_chain", title=niche.title)
    return url_for("web.start_chain", product=recipes[0].product if len(recipes) == 1 else niche.title)
