"""What happens to every request before its route: who is calling, may they, is the body JSON."""

import json
from typing import Any, NoReturn
from urllib.parse import urlsplit

from flask import Flask, g, redirect, request, url_for
from flask.json.provider import DefaultJSONProvider
from flask_login import current_user
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from service.access import Caller, check_endpoint
from service.accounts import Accounts
from service.errors import InvalidError, ServiceError
from service.portals.cross_origin import foreign_origin
from service.portals.tokens import PortalTokens
from service.problems import TITLES, without_markup
from service.web.session import SignedIn

API_PREFIX = "/api/"
HOME = "web.search"  # where everybody lands; of members the home is another page
WIDGET_PREFIX = "/widget/"
OF_TOKENS = ("/api/v1/my/", WIDGET_PREFIX)  # the only doors that a portal's token opens
READING = frozenset({"GET", "HEAD", "OPTIONS"})
NAMING = frozenset({"partners.forget_input"})  # a DELETE without a body says in the address what it is about


class BodyError(ServiceError):
    """The body of a request is not what routes take; `status` is 400 or 415."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class StrictJson(DefaultJSONProvider):
    """JSON in UTF-8 without NaN and without a name that comes twice; markup leaves it escaped."""

    ensure_ascii = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        text = s.decode("utf-8") if isinstance(s, bytes) else s
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique, **kwargs)

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return without_markup(super().dumps(obj, **kwargs))


def refuse_broken_referrer(app: Flask) -> None:
    """Registered before the check of forms, which reads the referrer and expects it to be an address."""

    @app.before_request
    def read_referrer() -> None:
        try:
            urlsplit(request.referrer or "")
        except ValueError as error:
            raise BodyError(400, f"{TITLES[400]}: заголовок Referer — не адрес") from error


def take_head_for_get(app: Flask) -> None:
    """Registered first: views act on whatever is no GET, and the body of the answer is left out later."""

    @app.before_request
    def only_look() -> None:
        if request.method == "HEAD":
            request.method = "GET"


def guard_requests(app: Flask, accounts: Accounts, tokens: PortalTokens) -> None:
    """Registers the checks; they run in this order."""
    app.json = StrictJson(app)

    @app.before_request
    def identify() -> Response | None:
        g.caller = _caller(accounts, tokens)
        if request.endpoint == HOME and g.caller and g.caller.is_member:
            return redirect(url_for("web.my_home"))
        check_endpoint(request.endpoint, request.method, g.caller)
        return None

    @app.before_request
    def read_body() -> None:
        if not request.endpoint or not wants_json():
            return
        if request.args and request.method not in READING and request.endpoint not in NAMING:
            raise InvalidError([("", "параметров в адресе здесь нет: всё передаётся в теле")])
        if request.method in {"POST", "PUT", "PATCH"}:
            _check_body()


def wants_json() -> bool:
    """Whether a program is asking: errors are then problems, not pages."""
    return request.path.startswith(
        (API_PREFIX, "/widget/view", "/healthz", "/readyz", "/metrics", "/openapi.json")
    )


def _caller(accounts: Accounts, tokens: PortalTokens) -> Caller | None:
    # keys for programs, sessions for pages, never mixed: a cookie must not act on the API
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() == "bearer":
        key = key.strip()
        if request.path.startswith(OF_TOKENS) and not key.startswith("svz_"):
            return tokens.caller(key, foreign_origin())
        return accounts.caller_by_key(key)
    if request.path.startswith((API_PREFIX, WIDGET_PREFIX)) or not current_user.is_authenticated:
        return None
    user: SignedIn = current_user
    return Caller(f"user:{user.id}", user.scope, user.name, user.role, user.company_id)


def _check_body() -> None:
    if request.mimetype != "application/json":
        raise BodyError(415, "Тело запроса должно быть application/json")
    request.get_data()  # a body that is too large is told from one that is no JSON
    try:
        value = request.get_json()  # kept: routes read the same value and parse nothing again
    except (BadRequest, RecursionError) as error:
        raise BodyError(400, f"{TITLES[400]}: тело не JSON в UTF-8") from error
    if not isinstance(value, dict):
        raise BodyError(400, f"{TITLES[400]}: нужен объект JSON")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a name comes twice")
    return values


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are no JSON
