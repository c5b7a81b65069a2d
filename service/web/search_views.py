"""The search page."""

from dataclasses import replace

from flask import render_template, request

from data import vocabulary
from data.profiles import Pool
from data.store.records import companies_after
from data.units import UNITS
from models.candidates import Answer
from models.reading.intent import offers_something
from service.access import may_ask_why, may_judge
from service.api.context import caller, services
from service.errors import NotReadyError
from service.judging.standing import Standing
from service.web.blueprint import blueprint
from service.web.found import Found, found
from service.web.judging import Judging, asked_fields
from service.web.search_form import LIMITS, SUPPLIERS, SearchForm, read_search
from service.web.search_subject import (
    StoredNeed,
    StoredOffer,
    asked_record_id,
    stored_need,
    stored_offer,
    typed_need,
    typed_offer,
    with_record,
)
from service.web.why import why

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
        pool_companies=sorted({c.name for c in pool.companies}) if may_ask_why(caller()) else [],
    )


def _found(form: SearchForm, stored: StoredNeed | StoredOffer | None) -> Found:
    if form.side == SUPPLIERS:
        return _suppliers(form, stored if isinstance(stored, StoredNeed) else None)
    offer, seller = typed_offer(form, stored if isinstance(stored, StoredOffer) else None)
    answer = services().matchmaking.buyers(offer, form.limit, form.filters, seller)
    return found(answer, _judging(form, stored, answer, services().feedback.on_offer(caller(), offer)))


def _suppliers(form: SearchForm, stored: StoredNeed | None) -> Found:
    need = typed_need(form, stored)
    answer = services().matchmaking.suppliers(need, form.limit, form.filters)
    shown = found(answer, _judging(form, stored, answer, services().feedback.on_need(caller(), need)))
    return replace(shown, why=why(form, need), sounds_like_offer=offers_something(form.text) is not None)


def _judging(
    form: SearchForm, stored: StoredNeed | StoredOffer | None, answer: Answer, standing: Standing
) -> Judging:
    fields = asked_fields(form, answer, asked_record_id(form, stored)) if may_judge(caller()) else None
    return Judging(form.side, fields, standing)


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
