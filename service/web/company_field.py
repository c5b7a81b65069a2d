"""Fields where a company is named: a part of a name comes back with the companies to choose from."""

from collections.abc import Iterable

from werkzeug.datastructures import MultiDict

from data.store.company_choice import NUM_OFFERED, fitting_companies, told_name
from data.store.records import find_company
from data.tables.pool import CompanyRow
from service.access import visible_companies
from service.api.context import caller, services
from service.web.blueprint import blueprint
from service.wording import status_word

CHOSEN, ASKED = "-chosen", "-asked"  # the choice at a field, and the text that it was offered for
Offered = list[tuple[str, str]]  # what the field will hold, and what is told of the company


@blueprint.app_template_global()
def offered_companies(typed: str | None, archived: bool = False) -> tuple[Offered, int]:
    """Companies to choose from for a text that names none exactly, and how many there are at most."""
    text = (typed or "").strip()
    with services().database.reading() as session:
        if not text or find_company(session, text, archived):
            return [], NUM_OFFERED
        rows = visible_companies(caller(), fitting_companies(session, text, archived))
        return [(told_name(session, row), _told(row)) for row in rows], NUM_OFFERED


def named_companies(posted: MultiDict[str, str], name: str) -> list[str]:
    """What the fields of a name hold; a choice counts while the text is the one that it was offered for."""
    choices = zip(posted.getlist(name + ASKED), posted.getlist(name + CHOSEN), strict=False)
    chosen = {asked.strip(): choice for asked, choice in choices if choice}
    return [chosen.get(text.strip(), text) for text in posted.getlist(name)]


def with_companies_chosen(posted: MultiDict[str, str], names: Iterable[str]) -> MultiDict[str, str]:
    """The form with the companies that were chosen for these fields."""
    mended = MultiDict(posted)
    for name in names:
        if name in posted:
            mended.setlist(name, named_companies(posted, name))
        mended.poplist(name + CHOSEN)
        mended.poplist(name + ASKED)
    return mended


def _told(row: CompanyRow) -> str:
    left = "в архиве" if row.archived_at else ""
    return " · ".join(filter(None, (row.name, row.municipality, status_word(row.status), left)))
