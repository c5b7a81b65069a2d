"""What pages of portals may ask from a browser: the API of members, from the origins of portals only."""

from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from service.portals.portals import Portals

PREFIX = "/api/v1/my/"
METHODS = "GET, POST, PATCH, DELETE"
HEADERS = "Authorization, Content-Type, Idempotency-Key, If-Match"
EXPOSED = "ETag, Retry-After"
PREFLIGHT_SECONDS = 600


def foreign_origin() -> str | None:
    """The origin of the page that asks; None where the page is ours, or no browser asks."""
    origin = request.headers.get("Origin")
    if origin is None or request.headers.get("Sec-Fetch-Site") == "same-origin":
        return None
    try:
        is_ours = urlsplit(origin).netloc == request.host
    except ValueError:
        is_ours = False
    return None if is_ours else origin


def allow_portals(app: Flask, portals: Portals) -> None:
    """Registered before the guard of requests: a browser asks beforehand without a token."""

    @app.before_request
    def answer_preflight() -> Response | None:
        is_preflight = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        if not is_preflight or not request.path.startswith(PREFIX):
            return None
        response = Response(status=204)
        if portals.is_origin(request.headers.get("Origin", "")):
            response.headers["Access-Control-Allow-Methods"] = METHODS
            response.headers["Access-Control-Allow-Headers"] = HEADERS
            response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
        return response

    @app.after_request
    def name_origin(response: Response) -> Response:
        if not request.path.startswith(PREFIX):
            return response
        response.vary.add("Origin")
        origin, caller = request.headers.get("Origin"), g.get("caller")
        # a token was checked against its portal's origins; a refusal without a caller tells nothing
        if origin and (caller is None or caller.actor.startswith("portal:")) and portals.is_origin(origin):
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = EXPOSED
        return response
