"""What happens to every request before its route: who is calling, may they, is the body JSON."""

import json
from typing import Any, NoReturn

from flask import Flask, g, request
from flask_login import current_user

from service.access import Caller, check_endpoint
from service.accounts import Accounts
from service.errors import ServiceError
from service.problems import TITLES

API_PREFIX = "/api/"


class BodyError(ServiceError):
    """The body of a request is not what routes take; `status` is 400 or 415."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def guard_requests(app: Flask, accounts: Accounts) -> None:
    """Registers the checks; they run in this order."""

    @app.before_request
    def identify() -> None:
        g.caller = _caller(accounts)
        check_endpoint(request.endpoint, g.caller)

    @app.before_request
    def read_body() -> None:
        if request.endpoint and wants_json() and request.method in {"POST", "PUT", "PATCH"}:
            _check_body()


def wants_json() -> bool:
    """Whether a program is asking: errors are then problems, not pages."""
    return request.path.startswith((API_PREFIX, "/healthz", "/readyz", "/metrics", "/openapi.json"))


def _caller(accounts: Accounts) -> Caller | None:
    # keys for programs, sessions for pages, never mixed: a cookie must not act on the API
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() == "bearer":
        return accounts.caller_by_key(key.strip())
    if request.path.startswith(API_PREFIX) or not current_user.is_authenticated:
        return None
    return Caller(f"user:{current_user.id}", current_user.scope, current_user.name)


def _check_body() -> None:
    if request.mimetype != "application/json":
        raise BodyError(415, "Тело запроса должно быть application/json")
    try:
        value: Any = json.loads(request.get_data().decode("utf-8"), parse_constant=_refuse_constant)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BodyError(400, f"{TITLES[400]}: тело не JSON в UTF-8") from error
    if not isinstance(value, dict):
        raise BodyError(400, f"{TITLES[400]}: нужен объект JSON")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are no JSON
