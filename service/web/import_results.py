"""What came of an import, its rejected rows, and undoing it."""

from pathlib import PurePath

from flask import redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response

from service.api.context import caller, services
from service.errors import NotFoundError
from service.reports.files import XLSX
from service.web.blueprint import blueprint
from service.web.notices import Notice, leave_notice
from service.wording import plural

NO_FILE = "Строк с ошибками нет, или прошли сутки и файл с ними убран: загрузите таблицу снова"


@blueprint.get("/imports/<int:id_>")
def import_result(id_: int) -> str:
    """Counts, the way to the rejected rows, undo of the last import or what came of it."""
    row, can_undo = services().importing.result(caller(), id_)
    has_rejected = services().importing.rejected(caller(), id_) is not None
    num_rejected = sum(counts["rejected"] for counts in row.counts.values())
    return render_template(
        "import_result.html",
        row=row,
        can_undo=can_undo,
        has_rejected=has_rejected,
        num_rejected=num_rejected,
    )


@blueprint.get("/imports/<int:id_>/rejected.xlsx")
def import_rejected(id_: int) -> Response:
    """The rejected rows, to be mended and uploaded again."""
    path = services().importing.rejected(caller(), id_)
    if path is None:
        raise NotFoundError(NO_FILE)
    row, _ = services().importing.result(caller(), id_)
    name = f"Исправить {PurePath(row.file_name).stem}.xlsx"
    return send_file(path, XLSX.media_type, as_attachment=True, download_name=name)


@blueprint.post("/imports/<int:id_>/undo")
def undo_import(id_: int) -> Response:
    """Takes the last import back."""
    undone = services().importing.undo(caller(), id_)
    archived = plural(undone.archived, "запись|записи|записей")
    restored = plural(undone.restored, "записи|записям|записям")
    records = f"в архив — {archived}, прежние значения возвращены {restored}"
    told = [records] if undone.archived or undone.restored or not undone.classifiers else []
    told += undone.classifiers
    leave_notice(Notice(f"Загрузка отменена: {'; '.join(told)}"))
    return redirect(url_for("web.import_result", id_=id_), 303)
