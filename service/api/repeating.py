"""The header Idempotency-Key of changing POST requests."""

from flask import Flask, Response, g, make_response, request

from service.access import is_changing
from service.api.context import caller, services
from service.idempotency import Asked, KeptAnswer
from service.requests import API_PREFIX, BodyError

HEADER = "Idempotency-Key"
MAX_KEY = 255
KEPT_HEADERS = ("Content-Type", "ETag", "Location")


def answer_repeats(app: Flask) -> None:
    """Registered when the caller is known and the body read."""

    @app.before_request
    def begin() -> Response | None:
        asked = _asked()
        answer = services().idempotency.begin(asked) if asked else None
        if answer is None:
            g.asked = asked
            return None
        response = make_response(answer.body, answer.status)
        response.headers.update(answer.headers)
        response.headers["Idempotent-Replayed"] = "true"
        return response

    @app.after_request
    def finish(response: Response) -> Response:
        asked = g.pop("asked", None)
        if asked:
            headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
            answer = KeptAnswer(response.status_code, response.get_data(as_text=True), headers)
            if g.pop("is_asked_anew", False):
                services().idempotency.forget(asked)
            else:
                services().idempotency.finish(asked, answer)
        return response


def ask_anew() -> None:
    """For an answer that must not be told again later: a repeat is done again, not told from memory."""
    g.is_asked_anew = True


def _asked() -> Asked | None:
    if HEADER not in request.headers or request.method != "POST" or not request.endpoint:
        return None
    if not request.path.startswith(API_PREFIX) or not is_changing(request.endpoint, request.method):
        return None
    key = request.headers[HEADER]
    if not 0 < len(key) <= MAX_KEY or not (key.isascii() and key.isprintable()):
        raise BodyError(400, f"{HEADER}: от 1 до {MAX_KEY} знаков латиницей, цифрами и знаками препинания")
    return Asked(caller(), key, (request.method, request.path, request.get_data()))
