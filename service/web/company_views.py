"""The list of companies and a company's card."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data import vocabulary
from data.exchange import cells
from data.store.company_list import SORTS, Wanted, company_list
from service.access import may_recruit
from service.api.context import caller, services
from service.cards.repeated import repeated
from service.recruiting.recruitment import INVITABLE
from service.recruiting.registers import registers_of
from service.web.blueprint import blueprint
from service.web.company_chains import parts_in_projects
from service.web.company_profile import hidden_fields
from service.web.notices import Notice, leave_notice
from service.web.placed_fields import placed_fields
from service.wording import shortened

PAGE_SIZE = 50


@blueprint.get("/companies")
def companies() -> str:
    """Companies by name, by what they offer, code or INN, and by status; sorted, page after page."""
    name = (cells.clean_text(request.args.get("name", "")))[:200]
    status = request.args.get("status", "")
    sort = request.args.get("sort", "")
    sort = sort if sort in SORTS else SORTS[0]
    page = max(1, _whole(request.args.get("page", "")))
    wanted = Wanted(name, status if status in vocabulary.STATUSES else None, sort)
    with services().database.reading() as session:
        found = company_list(session, wanted, (page - 1) * PAGE_SIZE, PAGE_SIZE)
    return render_template(
        "companies.html",
        companies=found.companies,
        total=found.total,
        first=(page - 1) * PAGE_SIZE + 1,
        page=page,
        sort=sort,
        # an address says only what differs from the list as it opens
        asked={"name": name or None, "status": status or None, "sort": sort if sort != SORTS[0] else None},
        name=name,
        status=status,
        statuses=vocabulary.STATUSES,
        num_duplicates=services().duplicates.count(caller()),
    )


@blueprint.get("/companies/<int:id_>")
def company(id_: int) -> str | Response:
    """The card; of an archived company too, so that it can be brought back; a merged one leads onward."""
    card = services().company_cards.card(caller(), id_)
    row = card.row
    if row.archived_at and (kept_id := services().merging.kept_for(id_)):
        leave_notice(Notice(f"{shortened(row.name, 120)} (код {row.code}) теперь часть этой карточки"))
        return redirect(url_for("web.company", id_=kept_id))
    with services().database.reading() as session:
        fields = placed_fields(session, row, hidden_fields(caller(), id_))
    offers = [offer for offer in card.offers if not offer.archived_at]
    needs = [need for need in card.needs if not need.archived_at]
    return render_template(
        "company.html",
        card=card,
        repeated={"offers": repeated(offers), "needs": repeated(needs)} if card.taken_in else {},
        company=row,
        fields=fields,
        registers=registers_of(row),
        parts=parts_in_projects(card.led or [], card.filled or []),
        offers=offers,
        needs=needs,
        archived={
            "offers": [offer for offer in card.offers if offer.archived_at],
            "needs": [need for need in card.needs if need.archived_at],
        },
        is_invitable=row.status in INVITABLE and may_recruit(caller()),
    )


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
