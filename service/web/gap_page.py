"""What the page of a gap map shows beside the map itself: ways to the search, and the reasons that count."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from data.profiles import Need
from models.demands.demand import Demand
from models.explaining.reason import Reason
from models.reading.text import need_text
from service.web.search_form import SUPPLIERS
from service.wording import number

MAX_TEXT = 500  # that an address holds; percent signs make six letters of each


def search_url(demand: Demand, company_code: str = "") -> str:
    """The search page with what a slot asks; with a company, why it is in the answer or is not."""
    values: dict[str, Any] = {"side": SUPPLIERS, "text": _text(demand.need)} | _details(demand.need)
    if company_code:
        values |= {"why": company_code, "explain": "1"}
    return url_for("web.search", **values)


def main_reasons(reasons: Sequence[Reason]) -> list[Reason]:
    """The first point that is met with a quote, and the first that is not: conflicts before the unknown."""
    met = [reason for reason in reasons if reason.state == "met" and reason.offer_quote]
    conflicts = [reason for reason in reasons if reason.state == "conflict"]
    unknown = [reason for reason in reasons if reason.state == "unknown"]
    return [*met[:1], *[*conflicts, *unknown][:1]]


def _text(need: Need) -> str:
    text = need_text(need)
    return text if len(text) <= MAX_TEXT else need.title[:MAX_TEXT]


def _details(need: Need) -> dict[str, str]:
    values = {
        "kind": need.kind,
        "okpd2": need.okpd2,
        "volume": number(need.volume, ""),
        "unit": need.unit,
        "place": need.place,
    }
    return {name: value for name, value in values.items() if value}
