"""Companies that may have been entered twice: told apart, made one, made two again."""

from dataclasses import dataclass
from typing import Any, cast

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.entry import EntryError
from data.exchange.columns import COMPANIES
from data.merging.company_pointers import POINTERS
from data.merging.fields import ComparedField, Side, better_kept
from data.tables.merges import MergeRow
from service.access import may_merge
from service.api.context import caller, services
from service.errors import InvalidError
from service.merging.merging import MergePlan
from service.web.blueprint import Page, blueprint
from service.web.company_profile import hidden_fields
from service.web.notices import Notice, leave_notice
from service.web.presenting import cell_text
from service.wording import shortened

PAGE_SIZE, MAX_START = 25, 1_000_000
_TABLE_WORDS = {pointer.table.__tablename__: pointer.word.split("|")[0] for pointer in POINTERS}


@dataclass(frozen=True)
class ChosenField:
    """A field of two companies in words, and whose value is chosen."""

    name: str
    label: str
    kept: str
    merged: str
    both: str
    side: Side

    @property
    def is_filled_once(self) -> bool:
        """Whether only one of the two tells it: there is nothing to choose between."""
        return not (self.kept and self.merged)


@blueprint.get("/duplicates")
def duplicates() -> str:
    """Pairs that wait for somebody, and pairs told apart."""
    start = min(max(request.args.get("start", 0, type=int), 0), MAX_START)
    found = services().duplicates.current(caller(), start, PAGE_SIZE)
    following = start + PAGE_SIZE if start + PAGE_SIZE < found.num_pairs else None
    return render_template(
        "duplicates.html",
        found=found,
        start=start,
        following=following,
        better_kept=better_kept,
        may_merge=may_merge(caller()),
    )


@blueprint.post("/duplicates/<int:one_id>/<int:other_id>/apart")
def tell_apart(one_id: int, other_id: int) -> Response:
    """«Это разные»: the pair is proposed no more."""
    services().duplicates.tell_apart(caller(), one_id, other_id)
    back = url_for("web.take_back_apart", one_id=one_id, other_id=other_id)
    leave_notice(Notice("Записано: это разные компании", back, "Отменить", is_post=True))
    return redirect(url_for("web.duplicates"), 303)


@blueprint.post("/duplicates/<int:one_id>/<int:other_id>/take-back")
def take_back_apart(one_id: int, other_id: int) -> Response:
    """The pair is proposed again, if it is still alike."""
    services().duplicates.take_back(caller(), one_id, other_id)
    leave_notice(Notice("Отметка «это разные» снята"))
    return redirect(url_for("web.duplicates"), 303)


@blueprint.route("/companies/<int:id_>/merge/<int:merged_id>", methods=["GET", "POST"])
def merge_companies(id_: int, merged_id: int) -> Page:
    """The two side by side; sent, the second becomes a part of the first."""
    if request.method == "GET":
        return _merge_page(services().merging.plan(caller(), id_, merged_id), {}, [])
    sides = _sent_sides()
    try:
        row = services().merging.merge(caller(), id_, merged_id, sides)
    except EntryError as error:
        plan = services().merging.plan(caller(), id_, merged_id)
        return _merge_page(plan, sides, [str(one) for one in error.errors]), 422
    leave_notice(_told_merge(row))
    return redirect(url_for("web.company", id_=id_), 303)


@blueprint.get("/merges/<int:id_>")
def merge(id_: int) -> str:
    """What became of a merge: when, of what, and what undoing it could not put back."""
    row, kept, merged = services().merging.found(caller(), id_)
    stayed = [_told_stayed(one) for one in row.undone.get("stayed", [])]
    return render_template("merge_result.html", merge=row, kept=kept, merged=merged, stayed=stayed)


@blueprint.post("/merges/<int:id_>/undo")
def undo_merge(id_: int) -> Response:
    """Everything goes back where it was."""
    try:
        services().merging.undo(caller(), id_)
    except InvalidError as error:
        leave_notice(Notice(str(error)))
    return redirect(url_for("web.merge", id_=id_), 303)


def _told_merge(row: MergeRow) -> Notice:
    _, _, merged = services().merging.found(caller(), row.id)
    text = f"{shortened(merged.name, 100)} (код {merged.code}) теперь часть этой карточки"
    return Notice(text, url_for("web.undo_merge", id_=row.id), "Отменить", is_post=True)


def _merge_page(plan: MergePlan, sides: dict[str, Side], errors: list[str]) -> str:
    hidden = hidden_fields(caller(), plan.kept.id) | hidden_fields(caller(), plan.merged.id)
    fields = [_chosen(field, sides) for field in plan.fields if field.column.field not in hidden]
    return render_template("merge.html", plan=plan, fields=fields, same=_same(plan, hidden), errors=errors)


def _same(plan: MergePlan, hidden: frozenset[str]) -> list[str]:
    """Labels of fields that both tell alike."""
    differing = {field.column.field for field in plan.fields} | hidden
    columns = [column for column in COMPANIES.columns if column.field not in differing]
    return [column.title for column in columns if getattr(plan.kept, column.field) not in (None, "", [])]


def _chosen(field: ComparedField, sides: dict[str, Side]) -> ChosenField:
    column = field.column
    both = cell_text(column, field.value("both")) if field.kept and field.merged and field.is_list else ""
    return ChosenField(
        column.field,
        column.title,
        cell_text(column, field.kept),
        cell_text(column, field.merged),
        both,
        sides.get(column.field, field.side),
    )


def _sent_sides() -> dict[str, Side]:
    sent = {column.field: request.form.get(f"side-{column.field}") for column in COMPANIES.columns}
    return {name: cast(Side, side) for name, side in sent.items() if side in ("kept", "merged", "both")}


def _told_stayed(stayed: dict[str, Any]) -> tuple[str, str]:
    if stayed["table"] == "companies":
        title = next((c.title for c in COMPANIES.columns if c.field == stayed["column"]), stayed["column"])
        return f"{title}: «{stayed['title']}»", stayed["reason"]
    return f"{_TABLE_WORDS[stayed['table']]} «{shortened(stayed['title'], 120)}»", stayed["reason"]
