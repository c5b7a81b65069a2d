"""What of an answer is new to somebody who has saved the search."""

from dataclasses import replace

from service.api.context import caller, services
from service.errors import ForbiddenError, NotFoundError
from service.saved_searches.shown import Shown
from service.web.found import Found, FoundCompany
from service.web.search_form import SearchForm

MAX_ID_DIGITS = 9


def marked_new(found: Found, form: SearchForm) -> Found:
    """The cards with marks, when the address names a saved search of the caller's."""
    text = form.typed.get("saved", "")
    if not (text.isascii() and text.isdecimal() and len(text) <= MAX_ID_DIGITS):
        return found
    try:
        row = services().saved_searches.search(caller(), int(text))
    except (NotFoundError, ForbiddenError):  # a link that a colleague has sent
        return found
    before = Shown.kept(row.before)
    cards = [replace(card, is_new=_is_new(card, before)) for card in found.matches]
    return replace(found, matches=cards, saved=row)


def _is_new(card: FoundCompany, before: Shown) -> bool:
    ids = {record.id for record in card.records if record.id}
    return card.company.id not in before.companies or not ids <= before.records
