"""The member's own page: the company at a glance, what is new for it, and «актуально»."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data.exchange.columns import COMPANIES
from data.tables.pool import CompanyRow
from service.api.context import caller, services
from service.errors import NotReadyError
from service.grades import GRADE_WORDS
from service.web.blueprint import blueprint, is_in_place
from service.web.my_proposals import own_proposals
from service.web.notices import Notice, leave_notice
from service.widget.items import VIEWS, Recommendations

# what a profile without them is found less by
WANTED = ("about", "okved2", "municipality", "phone", "website", "certificates")
AT_A_GLANCE = ("suppliers", "customers")


@blueprint.get("/my")
def my_home() -> str:
    """What is missing, what is new, what waits for an answer."""
    views = _recommended(*AT_A_GLANCE)
    company = views[0].company if views else services().pool_entry.seen(caller(), CompanyRow, own_id())
    return render_template(
        "my_home.html",
        company=company,
        missing=[(name, COMPANIES.column(name).title) for name in WANTED if not getattr(company, name)],
        views=views,
        titles=VIEWS,
        grade_words=GRADE_WORDS,
        waiting=own_proposals("waits"),
        num_unanswered=services().passed_requests.num_unanswered(caller()),
        num_contacts=services().contact_list.num_waiting(caller()),
        interest=services().interest.of(caller(), own_id()),
    )


@blueprint.get("/my/recommendations")
def my_recommendations() -> str:
    """One view whole; a stranger's view is the first one."""
    view = request.args.get("view", "")
    view = view if view in VIEWS else next(iter(VIEWS))
    found = next(iter(_recommended(view)), None)
    return render_template(
        "my_recommendations.html", found=found, view=view, titles=VIEWS, grade_words=GRADE_WORDS
    )


@blueprint.get("/my/coach")
def my_coach() -> str:
    """What to add to the profile; inside of another page only the list."""
    return render_template(
        "_coach.html" if is_in_place() else "my_coach.html",
        coached=services().coaching.for_company(caller(), own_id()),
        edit_offer=lambda offer: url_for("web.my_edit_record", sheet="offers", id_=offer.id),
        edit_profile=url_for("web.my_profile"),
        new_offer=url_for("web.my_new_record", sheet="offers"),
    )


@blueprint.post("/my/confirmed")
def my_confirm() -> Response:
    """All is true today, the offers too."""
    given = services().confirming.confirm(caller(), own_id())
    undo = url_for("web.my_take_confirmation_back", id_=given)
    leave_notice(Notice("Данные и предложения подтверждены сегодня", undo, "Отменить", is_post=True))
    return redirect(url_for("web.my_home"), 303)


@blueprint.post("/my/confirmed/<int:id_>/undo")
def my_take_confirmation_back(id_: int) -> Response:
    """As if nothing had been confirmed."""
    services().confirming.take_back(caller(), id_)
    leave_notice(Notice("Отменено: дата подтверждения прежняя"))
    return redirect(url_for("web.my_home"), 303)


def own_id() -> int:
    """The company that the person speaks for."""
    return caller().company_id or 0


def _recommended(*views: str) -> list[Recommendations]:
    try:
        return services().recommending.views(caller(), views)
    except NotReadyError:  # the snapshot is being built: the rest of the page is there
        return []
