"""Verdicts given and taken back on the search page: in place with scripts, by a redirect without them."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import redirect, render_template, request
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from data.exchange.rows import sentence
from service.api.context import caller, services
from service.errors import InvalidError
from service.judging.standing import HIDING
from service.schemas.verdicts import VerdictEntry
from service.web.blueprint import STALE_FORM, Page, blueprint, is_in_place
from service.web.notices import Notice, leave_notice
from service.web.own_paths import own_path

NEED_FIELDS = ("text", "kind", "okpd2", "volume", "unit", "place")
WORDS = ("verdict", "reason", "snapshot")
NUMBERS = ("need_id", "offer_id", "company_id", "rank")


@blueprint.post("/verdicts")
def give_verdict() -> Page:
    """The verdict of the pressed button; a reason counts only with «не подходит»."""
    try:
        row = services().feedback.give(caller(), _entry(request.form).as_judgement())
    except InvalidError as error:
        if not is_in_place():
            raise
        return render_template("_verdict_told.html", wrong=sentence(str(error))), 422
    if is_in_place():
        return render_template("_verdict_told.html", verdict=row, card=_card())
    leave_notice(Notice("Скрыто: пара больше не предлагается" if row.verdict == HIDING else "Записано"))
    return _back()


@blueprint.post("/verdicts/<int:id_>/take-back")
def take_verdict_back(id_: int) -> Page:
    """As if the verdict had not been given."""
    services().feedback.take_back(caller(), id_)
    if is_in_place():
        return render_template("_verdict_told.html")
    leave_notice(Notice("Вердикт отменён"))
    return _back()


def _entry(posted: MultiDict[str, str]) -> VerdictEntry:
    values: dict[str, Any] = {name: posted[name] for name in WORDS if posted.get(name)}
    values |= {name: _typed(posted[name], int) for name in NUMBERS if posted.get(name)}
    if values.get("verdict") != HIDING:
        values.pop("reason", None)
    need = {name: posted[name] for name in NEED_FIELDS if posted.get(name)}
    if "volume" in need:
        need |= {"volume": _typed(need["volume"], float)}
    try:
        return VerdictEntry.model_validate(values | ({"need": need} if need else {}))
    except ValidationError as error:
        raise InvalidError([("", STALE_FORM)]) from error


def _typed(text: str, type_: type[int] | type[float]) -> Any:
    # what is no number goes on as it is: the form of the API refuses it
    try:
        return type_(text) if text.isascii() and len(text) < 30 else text
    except ValueError:
        return text


def _back() -> Response:
    # the page that the form stood on; one whose text was too long for an address cannot be named
    try:
        page = urlsplit(request.referrer or "")
    except ValueError:  # «http://[» is no address at all
        return redirect(own_path(None), 303)
    return redirect(own_path(f"{page.path}?{page.query}") + (f"#{_card()}" if _card() else ""), 303)


def _card() -> str:
    card = request.form.get("card", "")
    return card if re.fullmatch(r"card-\d{1,16}", card, re.ASCII) else ""
