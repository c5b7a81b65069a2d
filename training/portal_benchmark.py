"""Time of what portals of members ask for: tokens, the first answer of the widget, fifty portals at once."""

import json
import re
import statistics
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode

from training.running_service import Client

COMPANY_NEEDS = 10  # of the company that the widget is asked for
REPEATED = 40
PORTALS = 50
ASKED_BY_EACH = 4  # times, one after the other

Figures = dict[str, Any]


@dataclass(frozen=True)
class Portal:
    """A portal as its server knows it."""

    id: str
    key: str


def ask_as_portals(client: Client) -> Figures:
    """Over HTTP, in milliseconds: medians of one portal, and of PORTALS at once what nearly all wait."""
    made = _portals(client, PORTALS)
    portal, company = made[0], _company(client)
    token = _token(client, portal, company)
    _view(client, portal, token)  # the rankings of the snapshot are there from now on
    exchange = [_taken(lambda: _token(client, portal, company)) for _ in range(REPEATED)]
    views = [_taken(lambda: _view(client, portal, token)) for _ in range(REPEATED)]
    return {
        "token_exchange": _median(exchange),
        "widget_view": _median(views),
        f"{PORTALS}_portals": _at_once(client, made, company),
    }


def told(figures: Figures) -> dict[str, float]:
    """The figures by words for people."""
    together = figures[f"{PORTALS}_portals"]
    return {
        "обмен ключа на пропуск": figures["token_exchange"],
        "первый ответ виджета": figures["widget_view"],
        f"порталов сразу {PORTALS}, медиана": together["median"],
        f"порталов сразу {PORTALS}, p99": together["p99"],
    }


def _at_once(client: Client, portals: list[Portal], company: str) -> Figures:
    """Each fetches a token and the first view, again and again; an error of any is an error."""

    def visit(portal: Portal) -> list[float]:
        return [
            _taken(lambda: _view(client, portal, _token(client, portal, company)))
            for _ in range(ASKED_BY_EACH)
        ]

    with ThreadPoolExecutor(len(portals)) as pool:
        taken = sorted(one for own in pool.map(visit, portals) for one in own)
    last = min(len(taken) - 1, round(0.99 * len(taken)))
    return {"median": _median(taken), "p99": round(taken[last], 1), "visits": len(taken)}


def _portals(client: Client, count: int) -> list[Portal]:
    """Made on the page of administrators: a command for each would take longer than all the rest."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def send(path: str, **values: str) -> str:
        with browser.open(f"{client.url}{path}") as page:
            token = _found(r'name="csrf_token" value="([^"]+)"', page.read().decode())
        body = urlencode(values | {"csrf_token": token}).encode()
        with browser.open(f"{client.url}{path}", body) as answer:
            text: str = answer.read().decode()
        return text

    send("/sign-in", login=client.login, password=client.password)
    address = "https://portal.example.ru"
    pages = [send("/portals/new", name=f"Замер {n}", origins=address) for n in range(count)]
    return [Portal(_found(r'href="/portals/(\w{12})"', page), _found(r"svz_[\w-]+", page)) for page in pages]


def _found(pattern: str, page: str) -> str:
    match = re.search(pattern, page)
    if match is None:
        raise RuntimeError(f"no {pattern} in the page")
    return match[match.lastindex or 0]


def _company(client: Client) -> str:
    """The code of a member with COMPANY_NEEDS needs, or as many as anybody has."""
    members = [c for c in client.pages("/api/v1/companies", "companies") if c["status"] == "member"]
    needs = {c["code"]: len(client.get(f"/api/v1/companies/{c['id']}")["needs"]) for c in members}
    return min(needs, key=lambda code: abs(needs[code] - COMPANY_NEEDS))


def _token(client: Client, portal: Portal, company: str) -> str:
    body = json.dumps({"company": company}).encode()
    answer = _ask(client, "/api/v1/portal/tokens", portal.key, body)
    return str(json.loads(answer)["token"])


def _view(client: Client, portal: Portal, token: str) -> bytes:
    return _ask(client, f"/widget/view?view=suppliers&portal={portal.id}", token)


def _ask(client: Client, path: str, bearer: str, body: bytes | None = None) -> bytes:
    headers = {"Authorization": f"Bearer {bearer}", "Content-Type": "application/json"}
    request = urllib.request.Request(client.url + path, body, headers)  # noqa: S310 loopback only
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        found: bytes = answer.read()
    return found


def _taken(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - began)


def _median(taken: list[float]) -> float:
    return round(statistics.median(taken), 1)
