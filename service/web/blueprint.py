"""The blueprint of all staff pages, and what every page needs around it."""

from flask import Blueprint, Response, request, url_for

from service.web import presenting
from service.web.notices import taken_notices

# gunicorn takes 4094 bytes of request line, and `next` of signing in is quoted twice
MAX_LOCATION = 3500

blueprint = Blueprint("web", __name__)
blueprint.add_app_template_filter(presenting.plural, "plural")
blueprint.add_app_template_filter(presenting.shortened, "shortened")
blueprint.add_app_template_filter(presenting.number, "number")
blueprint.add_app_template_filter(presenting.decimal, "decimal")
blueprint.add_app_template_filter(presenting.signed, "signed")
blueprint.add_app_template_filter(presenting.term, "term")
blueprint.add_app_template_filter(presenting.kind_word, "kind_word")
blueprint.add_app_template_filter(presenting.status_word, "status_word")
blueprint.add_app_template_filter(presenting.visibility_word, "visibility_word")
blueprint.add_app_template_filter(presenting.verdict_word, "verdict_word")
blueprint.add_app_template_filter(presenting.reason_word, "reason_word")
blueprint.add_app_template_filter(presenting.chain_kind_word, "chain_kind_word")
blueprint.add_app_template_filter(presenting.stage_word, "stage_word")
blueprint.add_app_template_filter(presenting.basis_word, "basis_word")


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
    if request.headers.get("HX-Request") and response.location:
        # fetch would follow the redirect and swap a part of the sign-in page into the results
        response.headers["HX-Redirect"] = response.headers.pop("Location")
        response.status_code = 200
    return response
