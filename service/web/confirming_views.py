"""«Актуально?»: companies to call, confirmed in one click."""

from datetime import date

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.tables.pool import CompanyRow
from data.vocabulary import STATUSES
from service.api.context import caller, services
from service.web.blueprint import blueprint
from service.web.notices import Notice, leave_notice
from service.web.own_paths import own_path
from service.wording import ago


@blueprint.get("/confirmations")
def confirmations() -> str:
    """Members first, page after page."""
    status, after = request.args.get("status", ""), request.args.get("after", "")
    found = services().confirming.unconfirmed(caller(), status if status in STATUSES else None, _place(after))
    return render_template(
        "confirming.html",
        found=found,
        statuses=STATUSES,
        status=status,
        is_first=_place(after) == (-1, 0),
        next="-".join(map(str, found.next)) if found.next else "",
        months=services().confirming.months,
    )


@blueprint.post("/companies/<int:id_>/confirmed")
def confirm_company(id_: int) -> Response:
    """The company said today that all is true."""
    given = services().confirming.confirm(caller(), id_)
    name = services().pool_entry.get(CompanyRow, id_).name
    came_from = request.form.get("next")
    undo = url_for("web.take_confirmation_back", id_=given, next=came_from)
    leave_notice(Notice(f"«{name}»: данные подтверждены сегодня", undo, "Отменить", is_post=True))
    return _back(came_from)


@blueprint.post("/confirmations/<int:id_>/undo")
def take_confirmation_back(id_: int) -> Response:
    """As if nothing had been confirmed."""
    services().confirming.take_back(caller(), id_)
    leave_notice(Notice("Отменено: дата подтверждения прежняя"))
    return _back(request.args.get("next"))


@blueprint.app_template_filter()
def confirmed_ago(day: date) -> str:
    """«8 месяцев назад»."""
    return ago(day, date.today())


@blueprint.app_template_filter()
def is_unconfirmed(company: CompanyRow) -> bool:
    """Whether the data of a company ask to be confirmed."""
    return services().confirming.is_unconfirmed(company)


def _back(came_from: str | None) -> Response:
    return redirect(own_path(came_from) if came_from else url_for("web.confirmations"), 303)


def _place(text: str) -> tuple[int, int]:
    rank, _, id_ = text.partition("-")
    is_place = rank.isascii() and rank.isdecimal() and id_.isascii() and id_.isdecimal() and len(text) < 20
    return (int(rank), int(id_)) if is_place else (-1, 0)
