"""Pages that links of letters lead to: no signing in, no cookies; a GET only shows, its POST acts."""

from collections.abc import Callable

from flask import Blueprint, Response, render_template, request

from data.entry import EntryError
from data.vocabulary import LETTER_FREQUENCIES, VERDICT_REASONS
from service.api.context import services
from service.digests.answering import Asked
from service.digests.links import LinkError
from service.digests.words import WITH_FREQUENCY
from service.errors import InvalidError, NotFoundError
from service.web.blueprint import Page

ONE_CLICK = "One-Click"  # RFC 8058: what a mail programme sends for «unsubscribe»
NEVER = "never"

blueprint = Blueprint("letters", __name__, url_prefix="/letters")


@blueprint.get("/<any(suits, unsuits, contact, frequency):purpose>/<token>")
def look(purpose: str, token: str) -> Page:
    """What pressing would do; programmes that open links ahead change nothing."""
    return _shown(purpose, lambda: services().letter_answers.look(purpose, token))


@blueprint.post("/<any(suits, unsuits, contact):purpose>/<token>")
def answer(purpose: str, token: str) -> Page:
    """Does it, once however often it is pressed."""
    reason = request.form.get("reason", "")
    return _acted(purpose, token, lambda: services().letter_answers.answer(purpose, token, reason))


@blueprint.post("/frequency/<token>")
def choose(token: str) -> Page:
    """How often letters come; a mail programme's own button says never."""
    is_one_click = request.form.get("List-Unsubscribe") == ONE_CLICK
    wanted = NEVER if is_one_click else request.form.get("frequency", "")
    return _acted("frequency", token, lambda: services().letter_answers.choose(token, wanted))


@blueprint.after_request
def keep_apart(response: Response) -> Response:
    """Pages with a signed address stay out of caches and of search engines."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _shown(purpose: str, ask: Callable[[], Asked]) -> Page:
    try:
        return _page(purpose, ask(), is_said=False)
    except LinkError as error:
        return render_template("letter_link.html", purpose=purpose, asked=None, refused=str(error)), 404


def _acted(purpose: str, token: str, act: Callable[[], Asked]) -> Page:
    try:
        return _page(purpose, act(), is_said=True)
    except (InvalidError, EntryError, NotFoundError) as error:
        asked = services().letter_answers.look(purpose, token)
        return _page(purpose, asked, is_said=False, error=str(error)), 422
    except LinkError as error:
        return render_template("letter_link.html", purpose=purpose, asked=None, refused=str(error)), 404


def _page(purpose: str, asked: Asked, *, is_said: bool, error: str = "") -> str:
    return render_template(
        "letter_link.html",
        purpose=purpose,
        asked=asked,
        is_said=is_said or (asked.is_done and not error),
        error=error,
        reasons=VERDICT_REASONS,
        frequencies=[(name, LETTER_FREQUENCIES[name][0], told) for name, told in WITH_FREQUENCY.items()],
    )
