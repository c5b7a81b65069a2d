"""The page of a company's partners, and what staff say there of inferred inputs."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.recipes.profiles import NEEDED
from data.tables.pool import CompanyRow
from models.partners.proposal import Direction, Sort
from models.partners.several_steps import UpOrDown
from service.access import may_decide_inputs, may_see_horizontal
from service.api.context import caller, services
from service.errors import InvalidError
from service.grades import GRADE_WORDS
from service.partners.partnering import Partners
from service.web.blueprint import STALE_FORM, blueprint, is_in_place
from service.web.gap_page import main_reasons
from service.web.notices import Notice, leave_notice

LIMIT = 20  # proposals of a list, or of each sort of horizontal ones
MANY = 10_000  # as many as a pool may have of all sorts
TABS: Mapping[Direction, str] = {
    "upstream": "Поставщики",
    "downstream": "Заказчики",
    "horizontal": "Та же стадия",
}
SORTS: Mapping[Sort, str] = {
    "pooled_capacity": "Сложить мощности",
    "shared_order": "Общая закупка",
    "complementary_range": "Дополнить ассортимент",
}
DEPTHS = {2: "два шага", 3: "три шага", 4: "четыре шага"}
SAID = {"right": "отмечено верным", "struck": "вычеркнуто", "undo": "решение отменено"}


@blueprint.get("/companies/<int:id_>/partners")
def partners(id_: int) -> str:
    """Partners in one direction, inferred inputs with suppliers, ways of several steps when asked for."""
    direction: Direction = next(
        (name for name in _tabs() if name == request.args.get("direction")), "upstream"
    )
    if direction == "horizontal":
        return render_template("partners.html", **_common(id_, direction), groups=_by_sort(id_))
    ways = _ways(id_, direction)
    if is_in_place():  # only ways are asked for in place: they may take long
        return render_template("_partners_ways.html", **_common(id_, direction), **ways)
    shown = _upstream(id_) if direction == "upstream" else _downstream(id_)
    return render_template("partners.html", **shown, **ways)


@blueprint.post("/companies/<int:id_>/inputs")
def say_of_input(id_: int) -> str | Response:
    """The pressed button: the input is right, struck, or nothing was said of it."""
    name, said = request.form.get("name", ""), request.form.get("said", "")
    if said not in SAID:
        raise InvalidError([("said", STALE_FORM)])
    if said == "undo":
        services().partnering.forget_decision(caller(), id_, name)
    else:
        services().partnering.decide_input(caller(), id_, name, accepted=said == "right")
    told = f"«{name}»: {SAID[said]}"
    if is_in_place():
        return render_template("_partners_said.html", **_upstream(id_), told=told, said_of=name)
    leave_notice(Notice(told))
    return redirect(url_for("web.partners", id_=id_, direction="upstream") + "#inputs", 303)


def _tabs() -> dict[Direction, str]:
    sees_all = may_see_horizontal(caller())
    return {name: word for name, word in TABS.items() if sees_all or name != "horizontal"}


def _common(id_: int, direction: Direction) -> dict[str, Any]:
    company = services().pool_entry.get(CompanyRow, id_)
    words = {name: spellings[0] for name, spellings in NEEDED.items()}
    return {
        "company": company,
        "tabs": _tabs(),
        "direction": direction,
        "grade_words": GRADE_WORDS,
        "main_reasons": main_reasons,
        "necessity_words": words,
    }


def _upstream(id_: int) -> dict[str, Any]:
    return _common(id_, "upstream") | {
        "groups": {"": _found(id_, "upstream")},
        "inputs": services().partnering.inputs(caller(), id_),
        "may_decide": may_decide_inputs(caller()),
    }


def _downstream(id_: int) -> dict[str, Any]:
    return _common(id_, "downstream") | {"groups": {"": _found(id_, "downstream")}}


def _ways(id_: int, direction: UpOrDown) -> dict[str, Any]:
    depth = next((deep for deep in DEPTHS if str(deep) == request.args.get("depth")), None)
    found = services().partnering.steps(caller(), id_, direction, depth) if depth else None
    return {"found_ways": found, "depth": depth or min(DEPTHS), "depths": DEPTHS}


def _by_sort(id_: int) -> dict[str, Partners]:
    found = _found(id_, "horizontal", MANY)
    of_sort = {sort: [p for p in found.proposals if p.sort == sort] for sort in SORTS}
    return {SORTS[sort]: replace(found, proposals=tuple(own[:LIMIT])) for sort, own in of_sort.items()}


def _found(id_: int, direction: Direction, limit: int = LIMIT) -> Partners:
    return services().partnering.partners(caller(), id_, direction, limit)
