"""A search form answered: by the pool, for the typed text or for a record of the pool."""

from data.profiles import Need
from models.candidates import Answer
from service.api.context import caller, services
from service.judging.standing import Standing
from service.web.search_form import SUPPLIERS, SearchForm
from service.web.search_subject import (
    StoredNeed,
    StoredOffer,
    stored_need,
    stored_offer,
    typed_need,
    typed_offer,
)

Stored = StoredNeed | StoredOffer


def stored_record(form: SearchForm) -> Stored | None:
    """The record of the pool that is asked for. Raises NotFoundError when it has left."""
    if form.offer_id:
        return stored_offer(form.offer_id)
    return stored_need(form.need_id) if form.need_id else None


def asked_need(form: SearchForm, stored: Stored | None) -> Need:
    """The need of a search for suppliers."""
    return typed_need(form, stored if isinstance(stored, StoredNeed) else None)


def answered(form: SearchForm, stored: Stored | None, limit: int) -> Answer:
    """Who suits, and the nearest misses. Raises NotReadyError."""
    if form.side == SUPPLIERS:
        need = asked_need(form, stored)
        answer = services().matchmaking.suppliers(caller(), need, limit, form.filters)
        services().interest.note(caller(), need, answer)
        return answer
    offer, seller = typed_offer(form, stored if isinstance(stored, StoredOffer) else None)
    return services().matchmaking.buyers(caller(), offer, limit, form.filters, seller)


def standing_verdicts(form: SearchForm, stored: Stored | None) -> Standing:
    """What staff said of the pairs in question; nothing for a caller whom verdicts are hidden from."""
    if form.side == SUPPLIERS:
        return services().feedback.on_need(caller(), asked_need(form, stored))
    offer, _ = typed_offer(form, stored if isinstance(stored, StoredOffer) else None)
    return services().feedback.on_offer(caller(), offer)
