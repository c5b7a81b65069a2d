"""The list of companies and a company's card."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from data import vocabulary
from data.exchange import cells
from data.store.records import companies_after, find_company
from data.tables.pool import CompanyRow
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
    """Companies by part of the name, code or INN, and by status; page after page in order of entry."""
    name = (cells.clean_text(request.args.get("name", "")))[:200]
    status = request.args.get("status", "")
    after = request.args.get("after", "")
    rows = _page(name, status if status in vocabulary.STATUSES else None, _whole(after))
    return render_template(
        "companies.html",
        companies=rows[:PAGE_SIZE],
        last_id=rows[PAGE_SIZE - 1].id if len(rows) > PAGE_SIZE else None,
        name=name,
        status=status,
        is_first=not _whole(after),
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


def _page(name: str, status: str | None, after: int) -> list[CompanyRow]:
    with services().database.reading() as session:
        rows = companies_after(session, after, PAGE_SIZE + 1, name or None, status)
        exact = find_company(session, name) if name and not after else None
    if exact and exact not in rows and status in (None, exact.status):
        return [exact, *rows]
    return rows


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 16 else 0
