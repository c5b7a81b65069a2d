"""Classifiers: the page on which a code is found by words or in the tree, and what fields suggest."""

from flask import render_template, request

from data.classifiers.classifier import KINDS
from data.exchange.cells import clean_text
from models.codes.catalogue import MAX_TYPED
from service.api.context import caller, services
from service.web.blueprint import blueprint
from service.web.code_field import NUM_PROPOSED

NUM_SHOWN = 30


@blueprint.get("/codes")
def codes() -> str:
    """The form with what was found, or a code among its neighbours; a stranger's kind is the first one."""
    kind = request.args.get("kind", "")
    kind = kind if kind in KINDS else next(iter(KINDS))
    typed = clean_text(request.args.get("q", ""))[:MAX_TYPED]
    classifiers = services().classifiers
    return render_template(
        "codes.html",
        kinds=KINDS,
        kind=kind,
        typed=typed,
        found=classifiers.find(caller(), kind, typed, NUM_SHOWN) if typed else [],
        num_shown=NUM_SHOWN,
        node=classifiers.node(caller(), kind, "" if typed else request.args.get("code", "")),
        edition=classifiers.edition(kind),
    )


@blueprint.get("/codes/<any(okpd2, okved2):kind>")
def suggested_codes(kind: str) -> str:
    """Options for a field where somebody types."""
    typed = clean_text(request.args.get("q", ""))
    found = services().classifiers.find(caller(), kind, typed, NUM_PROPOSED) if typed else []
    return render_template("_codes_options.html", found=found)
