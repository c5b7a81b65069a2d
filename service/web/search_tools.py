"""What can be done with a whole answer, and where: empty where a text is too long for an address."""

from dataclasses import dataclass

from flask import url_for
from werkzeug.datastructures import MultiDict

from service.web.saved_answers import MAX_QUERY, saved_query
from service.web.search_chips import address, asked_pairs
from service.web.search_form import SUPPLIERS, SearchForm


@dataclass(frozen=True)
class AnswerTools:
    """Addresses of the comparison and of the shortlist, and what is kept of the search."""

    compare: str = ""
    shortlist: str = ""
    query: str = ""


def answer_tools(form: SearchForm, record_id: int | None) -> AnswerTools:
    """`record_id` is of the record of the pool that was asked for as it stands."""
    query = saved_query(form.typed, record_id)
    query = query if len(query) <= MAX_QUERY else ""
    if form.side != SUPPLIERS:
        return AnswerTools(query=query)
    compare = address(form.typed, url_for("web.compare"))
    return AnswerTools(compare, _shortlist(form, record_id), query)


def _shortlist(form: SearchForm, record_id: int | None) -> str:
    if record_id is None:
        left_out: tuple[str, ...] = ("need_id",)
        path = url_for("web.text_shortlist")
    else:
        left_out = ("need_id", "text", "side")
        path = url_for("web.need_shortlist", id_=record_id)
    kept = MultiDict([(k, v) for k, v in asked_pairs(form.typed) if k not in left_out])
    return address(kept, path)
