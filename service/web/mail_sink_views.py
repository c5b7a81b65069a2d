"""Letters of the demo, which never leave this machine."""

from email.message import EmailMessage

from flask import Response, make_response, render_template, request

from service.access import may_see_mail
from service.api.context import caller, services
from service.errors import ForbiddenError
from service.web.blueprint import blueprint
from service.web.framed_mail import framed

PAGE = 50


@blueprint.get("/mail-sink")
def mail_sink() -> str:
    """The latest first."""
    _check()
    letters = services().postman.taken()
    page = request.args.get("page", "")
    start = (int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 0) * PAGE
    shown = letters[start : start + PAGE]
    return render_template("mail_sink.html", letters=shown, page=start // PAGE, total=len(letters), size=PAGE)


@blueprint.get("/mail-sink/<name>")
def mail_sink_letter(name: str) -> str:
    """Its headers, the letter in a frame, and the plain text."""
    _check()
    letter = services().postman.taken_letter(name)
    return render_template("mail_sink_letter.html", name=name, letter=letter, text=_body(letter, "plain"))


@framed
@blueprint.get("/mail-sink/<name>/html")
def mail_sink_html(name: str) -> Response:
    """What the frame holds."""
    _check()
    return make_response(_body(services().postman.taken_letter(name), "html"))


def _body(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    return str(part.get_content()) if part is not None else ""


def _check() -> None:
    if not may_see_mail(caller()):
        raise ForbiddenError("Письма видят сотрудники")
