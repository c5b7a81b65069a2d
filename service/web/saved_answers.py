"""Saved searches answered: what each of them shows now, and what of it is new."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from werkzeug.datastructures import MultiDict

from data.profiles import Company, Need, Offer
from data.tables.saved_searches import SavedSearchRow
from service.api.context import services
from service.errors import InvalidError, NotFoundError
from service.saved_searches.kept_answers import Looked, looked_at
from service.saved_searches.shown import News, Shown
from service.web.search_answers import answered, stored_record
from service.web.search_chips import asked_pairs, chips
from service.web.search_form import LIMITS, SUPPLIERS, SearchForm, Typed, read_search
from service.web.search_subject import with_record
from service.wording import shortened

MAX_QUERY = 3000
MAX_SHOWN = 160
LEFT_THE_POOL = "Записи, для которой искали, в пуле больше нет"


@dataclass(frozen=True)
class SavedSearch:
    """A saved search, what it shows now and what is new; `records` are offers or needs of known companies."""

    row: SavedSearchRow
    looked: Looked
    news: News
    companies: tuple[Company, ...] = ()
    records: tuple[Offer | Need, ...] = ()
    left: tuple[Company, ...] = ()


def with_news(rows: Iterable[SavedSearchRow]) -> list[SavedSearch]:
    """Each with what is new since it was looked at. Raises NotReadyError."""
    known = services().saved_answers.current()
    return [_with_news(row, looked_at(known, row.query, _look)) for row in rows]


def looked_at_now(query: str) -> Looked:
    """What one of them shows now. Raises NotReadyError."""
    return looked_at(services().saved_answers.current(), query, _look)


def saved_query(typed: Typed, record_id: int | None = None) -> str:
    """The address to keep; a record of the pool is asked by the text that it will have then."""
    left_out = () if record_id is None else ("text", "side")
    return urlencode([(k, v) for k, v in asked_pairs(typed) if k not in left_out])


def checked_query(query: str) -> str:
    """The query in the order and with the fields of a search. Raises InvalidError, NotFoundError."""
    if len(query) > MAX_QUERY:
        raise InvalidError([("query", "Текст слишком длинный для сохранённого поиска: заведите потребность")])
    typed = typed_of(query)
    form = _form(typed)
    if form.errors:
        raise InvalidError([("query", f"{message} ({name})") for name, message in form.errors.items()])
    if not form.is_asked:
        raise InvalidError([("query", "Нужно, что искать: text, need_id или offer_id")])
    return urlencode(asked_pairs(typed))


def typed_of(query: str) -> Typed:
    """The fields of a query."""
    return MultiDict(parse_qsl(query, keep_blank_values=False))


def _form(typed: Typed) -> SearchForm:
    return read_search(with_record(typed))


def _look(query: str) -> Looked:
    try:
        form = _form(typed_of(query))
        stored = stored_record(form)
    except NotFoundError:
        return Looked(wrong=LEFT_THE_POOL)
    if form.errors or not form.is_asked:
        return Looked(wrong="; ".join(form.errors.values()) or "Что искать, не сказано")
    answer = answered(form, stored, LIMITS[1])
    shown = Shown.of(answer, is_of_needs=form.side != SUPPLIERS)
    return Looked(shown, shortened(form.text, MAX_SHOWN), tuple(chip.text for chip in chips(form)))


def _with_news(row: SavedSearchRow, now: Looked) -> SavedSearch:
    if now.wrong:
        return SavedSearch(row, now, News())
    news = News.between(Shown.kept(row.seen), now.shown)
    pool = services().live.current().snapshot.pool
    known = pool.company_by_id
    records: tuple[Offer | Need, ...] = pool.needs if _is_of_needs(row.query) else pool.offers
    return SavedSearch(
        row,
        now,
        news,
        companies=tuple(known[id_] for id_ in sorted(news.companies) if id_ in known),
        records=tuple(r for r in records if r.id in news.records and r.company_id not in news.companies),
        left=tuple(known[id_] for id_ in sorted(news.left) if id_ in known),
    )


def _is_of_needs(query: str) -> bool:
    typed = typed_of(query)
    return bool(typed.get("offer_id")) or typed.get("side") == "buyers"
