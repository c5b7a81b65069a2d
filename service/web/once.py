"""Forms that make something: each carries a number of its own, and sent again as it was makes nothing more.

A double click and «back» send the same content again; changed content is another thing.
"""

import hashlib
import secrets
import time

from flask import g, redirect, request
from werkzeug.exceptions import Conflict
from werkzeug.wrappers import Response

from service.api.context import caller, services
from service.idempotency import Asked, KeptAnswer, RepeatError
from service.web.blueprint import blueprint

FIELD = "once"
REFUSED = 422
PATIENCE_SECONDS = 5
MAX_NUMBER = 64


@blueprint.app_template_global()
def form_number() -> str:
    """A number for a form that is shown now."""
    return secrets.token_urlsafe(12)


@blueprint.before_request
def answer_sent_again() -> Response | None:
    """Leads where the first one led."""
    asked = _asked()
    earlier = _first_answer(asked) if asked else None
    if earlier is None:
        g.sent_once = asked
        return None
    return redirect(earlier.body, 303)


@blueprint.after_request
def keep_where_it_led(response: Response) -> Response:
    """A form that was refused may be sent again."""
    asked = g.pop("sent_once", None)
    if asked:
        is_done = response.status_code == 303
        answer = KeptAnswer(200, response.location or "") if is_done else KeptAnswer(REFUSED, "")
        services().idempotency.finish(asked, answer)
    return response


def _first_answer(asked: Asked) -> KeptAnswer | None:
    # the second half of a double click comes while the first is at work
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return services().idempotency.begin(asked)
        except RepeatError as error:
            if time.monotonic() > deadline:
                raise Conflict from error
            time.sleep(0.1)


def _asked() -> Asked | None:
    number = request.form.get(FIELD, "") if request.method == "POST" else ""
    if g.caller is None or not 0 < len(number) <= MAX_NUMBER:
        return None
    sent = sorted((name, value) for name, value in request.form.items(multi=True) if name != "csrf_token")
    content = hashlib.sha256(repr(sent).encode("utf-8", "surrogatepass")).hexdigest()
    return Asked(caller(), f"{number} {content}", (request.method, request.path, b""))
