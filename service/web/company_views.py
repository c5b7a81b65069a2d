"""The list of companies and a company's card."""

from flask import render_template, request

from data import cells, vocabulary
from data.columns import COMPANIES
from data.store.records import companies_after, find, find_company
from data.tables import CompanyRow
from service.access import may_recruit, may_shape_chains, sees_personal_data, visible_needs
from service.api.context import caller, services
from service.errors import NotFoundError
from service.recruiting.recruitment import INVITABLE
from service.web.blueprint import blueprint
from service.web.company_chains import PartInProject, parts_in_projects
from service.web.presenting import cell_text

PAGE_SIZE = 50
PERSONAL = frozenset({"contact_name", "contact_email", "contact_phone"})
# shown in the head of the card, or as a mark
NOT_IN_PROFILE = frozenset({"name", "status", "phone", "website", "fictional"})


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
    )


@blueprint.get("/companies/<int:id_>")
def company(id_: int) -> str:
    """The card; of an archived company too, so that it can be brought back."""
    with services().database.reading() as session:
        row = find(session, CompanyRow, id_, archived=True)
        if row is None:
            raise NotFoundError("Такой компании нет")
        offers = sorted(row.offers, key=lambda offer: offer.id)
        needs = visible_needs(caller(), sorted(row.needs, key=lambda need: need.id))
    return render_template(
        "company.html",
        company=row,
        profile=_profile(row),
        contacts=_contacts(row),
        offers=[offer for offer in offers if not offer.archived_at],
        needs=[need for need in needs if not need.archived_at],
        archived={
            "offers": [offer for offer in offers if offer.archived_at],
            "needs": [need for need in needs if need.archived_at],
        },
        in_projects=_in_projects(id_),
        is_invitable=row.status in INVITABLE and may_recruit(caller()),
    )


def _in_projects(id_: int) -> list[PartInProject] | None:
    """None where whole chains are hidden from the caller."""
    if not may_shape_chains(caller()):
        return None
    return list(parts_in_projects(services().chain_entry.chains(caller()), id_))


def _page(name: str, status: str | None, after: int) -> list[CompanyRow]:
    with services().database.reading() as session:
        rows = companies_after(session, after, PAGE_SIZE + 1, name or None, status)
        exact = find_company(session, name) if name and not after else None
    if exact and exact not in rows and status in (None, exact.status):
        return [exact, *rows]
    return rows


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 16 else 0


def _profile(row: CompanyRow) -> list[tuple[str, str]]:
    hidden = NOT_IN_PROFILE | PERSONAL
    return _filled(row, [c.field for c in COMPANIES.columns if c.field not in hidden])


def _contacts(row: CompanyRow) -> list[tuple[str, str]]:
    return _filled(row, sorted(PERSONAL)) if sees_personal_data(caller()) else []


def _filled(row: CompanyRow, fields: list[str]) -> list[tuple[str, str]]:
    columns = [COMPANIES.column(name) for name in fields]
    labelled = [(column.title, cell_text(column, getattr(row, column.field))) for column in columns]
    return [(title, text) for title, text in labelled if text]
