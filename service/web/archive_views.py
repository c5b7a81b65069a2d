"""The archive: everything that left the pool, and its way back."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.api.context import caller, services
from service.errors import InvalidError
from service.web.blueprint import blueprint
from service.web.cursors import place, place_text
from service.web.notices import Notice, leave_notice
from service.wording import shortened

PAGE_SIZE = 50
WORDS = {
    "companies": "Компания",
    "offers": "Предложение",
    "needs": "Потребность",
    "contracts": "Договор",
    "chains": "Цепочка",
    "projects": "Проект",
    "slots": "Звено",
    "challenges": "Вызов",
}


@blueprint.get("/archive")
def archive() -> str:
    """What was archived last comes first; one kind of record or all."""
    kind = request.args.get("kind", "")
    after = place(request.args.get("after", ""))
    found = services().archive.page(caller(), after, PAGE_SIZE, kind if kind in WORDS else "")
    return render_template(
        "archive.html",
        found=found,
        kind=kind,
        words=WORDS,
        is_first=after is None,
        next_after=place_text(found.next_after),
    )


@blueprint.post(f"/archive/<any({', '.join(WORDS)}):table>/<int:id_>")
def restore_archived(table: str, id_: int) -> Response:
    """Brings a record back; where something must come back before it, the notice says so."""
    try:
        record = services().archive.restore(caller(), table, id_)
    except InvalidError as error:
        leave_notice(Notice(str(error)))
    else:
        told = f"«{shortened(record.title, 80)}»: возвращено из архива"
        leave_notice(Notice(told))
    return redirect(url_for("web.archive", kind=request.form.get("kind") or None), 303)
