"""The search page."""

from flask import render_template, request

from data import vocabulary
from data.profiles import Pool
from data.store.records import companies_after
from data.units import UNITS
from service.api.context import services
from service.errors import NotReadyError
from service.web.blueprint import blueprint
from service.web.found import Found, found
from service.web.search_form import LIMITS, SUPPLIERS, SearchForm, read_search
from service.web.search_subject import (
    StoredNeed,
    StoredOffer,
    stored_need,
    stored_offer,
    typed_need,
    typed_offer,
    with_record,
)

EXAMPLES = (
    "Нужен бетон М300 на фундамент с доставкой в Ялуторовск, 40 кубов до конца месяца",
    "Поддоны под газоблок, 1200×800, тысяч пять в месяц",
    "Ищем, кто смонтирует линию по производству тротуарной плитки",
)


@blueprint.route("/", methods=["GET", "POST"])
def search() -> str | tuple[str, int]:
    """The form and the answer; POST is for a text that is too long for an address (static/long_text.js)."""
    form = read_search(with_record(request.values))
    pool = _pool()
    if pool is None or not pool.companies:
        return render_template("no_pool.html", is_empty=_is_pool_empty())
    stored = _stored(form)
    if form.errors and form.is_asked:
        return _page(form, pool, stored), 422
    return _page(form, pool, stored, _found(form, stored) if form.is_asked else None)


def _page(
    form: SearchForm, pool: Pool, stored: StoredNeed | StoredOffer | None, answer: Found | None = None
) -> str:
    return render_template(
        "search.html",
        form=form,
        typed=form.typed,
        stored=stored,
        answer=answer,
        examples=EXAMPLES,
        kinds=vocabulary.KINDS,
        statuses=vocabulary.STATUSES,
        regions=sorted({c.region for c in pool.companies if c.region}),
        municipalities=sorted({c.municipality for c in pool.companies if c.municipality}),
        units=UNITS,
        has_more=answer is not None and len(answer.matches) == form.limit == LIMITS[0],
        more=LIMITS[1],
    )


def _found(form: SearchForm, stored: StoredNeed | StoredOffer | None) -> Found:
    matchmaking = services().matchmaking
    if form.side == SUPPLIERS:
        need = typed_need(form, stored if isinstance(stored, StoredNeed) else None)
        return found(matchmaking.suppliers(need, form.limit, form.filters), form.side)
    offer, seller = typed_offer(form, stored if isinstance(stored, StoredOffer) else None)
    return found(matchmaking.buyers(offer, form.limit, form.filters, seller), form.side)


def _stored(form: SearchForm) -> StoredNeed | StoredOffer | None:
    if form.offer_id:
        return stored_offer(form.offer_id)
    return stored_need(form.need_id) if form.need_id else None


def _pool() -> Pool | None:
    try:
        return services().live.current().snapshot.pool
    except NotReadyError:
        return None


def _is_pool_empty() -> bool:
    with services().database.reading() as session:
        return not companies_after(session, 0, 1)
