"""The search page put together: the form, the answer, and what can be done with all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flask import render_template, request

from data import vocabulary
from data.profiles import Pool
from data.store.records import companies_after
from data.units import UNITS
from models.reading.intent import offers_something
from service.access import may_ask_why, may_change_pool, may_judge
from service.api.context import caller, services
from service.errors import NotReadyError
from service.web.blueprint import Page
from service.web.found import Found, found
from service.web.found_new import marked_new
from service.web.judging import Judging, asked_fields
from service.web.search_answers import Stored, answered, asked_need, standing_verdicts, stored_record
from service.web.search_chips import asked_pairs, chips, unfiltered
from service.web.search_form import CONTRACT_WORDS, LIMITS, SUPPLIERS, SearchForm, read_search
from service.web.search_subject import asked_record_id, with_record
from service.web.search_tools import answer_tools
from service.web.why import why

EXAMPLES = (
    "Нужен бетон М300 на фундамент с доставкой в Ялуторовск, 40 кубов до конца месяца",
    "Поддоны под газоблок, 1200×800, тысяч пять в месяц",
    "Ищем, кто смонтирует линию по производству тротуарной плитки",
)


@dataclass(frozen=True)
class Refusal:
    """What was wrong with a form below the answer, by field; the page is shown again with it."""

    errors: Mapping[str, str] = field(default_factory=dict)


def search_page(refusal: Refusal | None = None) -> Page:
    """The page for what the request asks."""
    form = read_search(with_record(request.values))
    pool = _pool()
    if pool is None or not pool.companies:
        return render_template("no_pool.html", is_empty=_is_pool_empty())
    stored = stored_record(form)
    if form.errors and form.is_asked:
        return _page(form, pool, stored), 422
    answer = _found(form, stored) if form.is_asked else None
    page = _page(form, pool, stored, answer, refusal)
    return (page, 422) if refusal else page


def _page(
    form: SearchForm,
    pool: Pool,
    stored: Stored | None,
    answer: Found | None = None,
    refusal: Refusal | None = None,
) -> str:
    return render_template(
        "search.html",
        form=form,
        typed=form.typed,
        stored=stored,
        from_request=services().journal.of_need(caller(), form.need_id) if form.need_id else None,
        answer=answer,
        saved=answer.saved if answer else None,
        asked=asked_pairs(form.typed),
        tools=answer_tools(form, answer.record_id if answer else None),
        refused=refusal.errors if refusal else {},
        examples=EXAMPLES,
        kinds=vocabulary.KINDS,
        statuses=vocabulary.STATUSES,
        regions=sorted({c.region for c in pool.companies if c.region}),
        municipalities=sorted({c.municipality for c in pool.companies if c.municipality}),
        units=UNITS,
        contract_words=CONTRACT_WORDS,
        chips=chips(form),
        unfiltered=unfiltered(form),
        has_more=answer is not None and len(answer.matches) == form.limit == LIMITS[0],
        more=LIMITS[1],
        may_keep=may_change_pool(caller()),
        pool_companies=sorted({c.name for c in pool.companies}) if may_ask_why(caller()) else [],
    )


def _found(form: SearchForm, stored: Stored | None) -> Found:
    answer, record_id = answered(form, stored, form.limit), asked_record_id(form, stored)
    fields = asked_fields(form, answer, record_id) if may_judge(caller()) else None
    shown = found(answer, Judging(form.side, fields, standing_verdicts(form, stored)))
    shown = marked_new(replace(shown, record_id=record_id), form)
    if form.side != SUPPLIERS:
        return shown
    told = why(form, asked_need(form, stored))
    return replace(shown, why=told, sounds_like_offer=offers_something(form.text) is not None)


def _pool() -> Pool | None:
    try:
        return services().live.current().snapshot.pool
    except NotReadyError:
        return None


def _is_pool_empty() -> bool:
    with services().database.reading() as session:
        return not companies_after(session, 0, 1)
