"""How many requests a minute a key of the API may send, and how the answers tell it."""

import time

from flask import Flask, Response, g, request
from flask_limiter import Limiter

from service.access import Caller
from service.api.context import caller, services
from service.api.limit_blocks import SCHEME
from service.settings import Settings


def limit_of(settings: Settings, scope: str) -> int:
    """Requests a minute by scope."""
    return {
        "staff": settings.limit_staff,
        "member": settings.limit_member,
        "portal": settings.limit_portal,
        "batch": settings.limit_batch,
    }.get(scope, settings.limit_member)


def _limit() -> str:
    return f"{limit_of(services().settings, caller().scope)} per minute"


def _who() -> str:
    asking: Caller = caller()
    return f"{asking.actor} {asking.company_id or ''}"


def _is_free() -> bool:
    # pages are for people, and what anybody may open has no key to count by
    return g.get("caller") is None or not request.path.startswith("/api/")


def limit_keys(app: Flask) -> None:
    """Registered after the caller is known."""
    limiter = Limiter(key_func=_who, application_limits=[_limit], storage_uri=f"{SCHEME}://")
    limiter.request_filter(_is_free)
    limiter.init_app(app)

    @app.after_request
    def tell(response: Response) -> Response:
        current = None if _is_free() else limiter.current_limit
        if current:
            seconds = max(0, round(current.reset_at - time.time()))
            response.headers["RateLimit-Limit"] = str(current.limit.amount)
            response.headers["RateLimit-Remaining"] = str(max(0, current.remaining))
            response.headers["RateLimit-Reset"] = str(seconds)
            if current.breached:
                response.headers["Retry-After"] = str(max(1, seconds))
        return response
