"""The blueprint of all staff pages, and what every page needs around it."""

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from service import wording
from service.web import presenting
from service.web.notices import taken_notices

# gunicorn takes 4094 bytes of request line, and `next` of signing in is quoted twice
MAX_LOCATION = 3500

Page = str | BaseResponse | tuple[str, int]  # what a view answers
STALE_FORM = "Форма устарела: обновите страницу и повторите"

blueprint = Blueprint("web", __name__)
for words in (
    wording.plural,
    wording.shortened,
    wording.number,
    wording.amount,
    wording.decimal,
    wording.money,
    wording.signed,
    wording.term,
    wording.kind_word,
    wording.status_word,
    wording.visibility_word,
    wording.role_word,
    wording.verdict_word,
    wording.reason_word,
    wording.request_state_word,
    wording.request_event_word,
    wording.chain_kind_word,
    wording.stage_word,
    wording.basis_word,
    wording.slot_state_word,
    wording.slots_told,
    presenting.moment,
    presenting.moment_day,
):
    blueprint.add_app_template_filter(words)  # under its own name


def is_in_place() -> bool:
    """Whether a script asks, which puts the answer into the page that is open."""
    return "HX-Request" in request.headers


@blueprint.app_context_processor
def page_globals() -> dict[str, object]:
    """What templates may call."""
    return {
        "take_notices": taken_notices,
        "word_options": presenting.word_options,
        "pairs": lambda values: [(value, value) for value in values],
    }


@blueprint.after_request
def finish_page(response: Response) -> Response:
    """Keeps pages out of caches of shared computers, and makes redirects lead the whole window."""
    response.headers["Cache-Control"] = "no-store"
    if len(response.location or "") > MAX_LOCATION:
        response.location = url_for("web.sign_in")
    if is_in_place() and response.location:
        # fetch would follow the redirect and swap a part of the sign-in page into the results
        response.headers["HX-Redirect"] = response.headers.pop("Location")
        response.status_code = 200
    return response
