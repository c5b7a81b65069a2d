"""The widget as browsers fetch it: the script of portals, the frame, and the views inside of it."""

from flask import Blueprint, Flask, Response, g, make_response, render_template, request, send_from_directory

from data.vocabulary import VERDICT_REASONS
from service.access import shows_in
from service.api.context import caller, services
from service.errors import NotFoundError, UnauthorizedError
from service.grades import GRADE_WORDS
from service.portals.tokens import SWITCHED_OFF
from service.widget.items import VIEWS
from service.widget.look import Look

blueprint = Blueprint("widget", __name__)

REFUSALS = {name: words[0] for name, words in VERDICT_REASONS.items()}

# pages of portals name the script without a version: what is new reaches them in a day
SCRIPT_CACHE = "public, max-age=86400, stale-while-revalidate=604800"
FRAME_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors {origins}"
)


@blueprint.get("/embed.js")
def embed() -> Response:
    """The one line that a portal puts into its page leads here."""
    response = send_from_directory("web/static", "embed.js", mimetype="text/javascript", conditional=True)
    response.headers["Cache-Control"] = SCRIPT_CACHE
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@blueprint.get("/widget/frame")
def frame() -> Response:
    """The frame, empty until a token comes; only pages of the portal may hold it. Raises NotFoundError."""
    look = Look.read(request.args)
    g.framed_by = services().portals.origins_of(request.args.get("portal", ""))
    page = render_template(
        "widget.html",
        portal=request.args["portal"],
        origins=" ".join(g.framed_by),
        view=look.view,
        views=VIEWS,
        look=look,
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"  # a portal that is switched off opens nowhere
    return response


@blueprint.get("/widget/view")
def view() -> Response:
    """One view as a piece of the frame, for the company of the token."""
    if not shows_in(caller(), request.args.get("portal", "")):
        raise UnauthorizedError(SWITCHED_OFF)
    name = request.args.get("view", "")
    if name not in VIEWS:
        raise NotFoundError("Такой подборки нет")
    found = services().recommending.of(caller(), name)
    words = {"views": VIEWS, "refusals": REFUSALS, "words": GRADE_WORDS}
    response = make_response(render_template("widget_view.html", found=found, **words))
    response.headers["Cache-Control"] = "no-store"
    return response


def let_portals_frame(app: Flask) -> None:
    """Registered before what forbids all frames: so it has the last word on the widget's own."""

    @app.after_request
    def name_ancestors(response: Response) -> Response:
        origins = g.get("framed_by")
        if origins and response.status_code == 200:
            policy = FRAME_POLICY.format(origins=" ".join(origins))
            response.headers["Content-Security-Policy"] = policy
            del response.headers["X-Frame-Options"]  # it knows no list of origins
        return response
