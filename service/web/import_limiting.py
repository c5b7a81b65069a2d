"""The one page that takes large bodies: how large, from whom, and what is said of larger ones."""

from flask import Flask, render_template, request
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge

from service.errors import UnauthorizedError
from service.problems import TITLES
from service.web.blueprint import blueprint

MAX_UPLOAD_BYTES = 30_000_000
UPLOAD = "web.upload_import"
TOO_LARGE = (
    "Файл слишком велик: можно до 30 МБ. В базе ничего не изменено. Уберите из файла картинки и лишние листы"
    " или загрузите его частями."
)


def allow_uploads(app: Flask) -> None:
    """Registered before the check of forms, which reads the body."""

    @app.before_request
    def widen_upload() -> None:
        if request.endpoint != UPLOAD:
            return
        if not current_user.is_authenticated:  # nobody unknown fills the disk
            raise UnauthorizedError("Нужно войти")
        request.max_content_length = MAX_UPLOAD_BYTES


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> tuple[str, int]:
    """A page that says how large a file may be."""
    message = TOO_LARGE if request.endpoint == UPLOAD else TITLES[413]
    return render_template("error.html", title=TITLES[413], message=message), 413
