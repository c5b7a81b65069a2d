"""Which error is which status; the one place where errors meet HTTP."""

import structlog
from flask import Flask, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from data.entry import EditConflict, EntryError
from data.recipes.profiles import RecipeError
from models.snapshot import SnapshotError
from service.api.etags import stale_problem
from service.errors import (
    ForbiddenError,
    InvalidError,
    NotFoundError,
    NotReadyError,
    StaleError,
    UnauthorizedError,
    WaitsError,
)
from service.idempotency import RepeatError
from service.problems import TITLES, field_problem, problem
from service.requests import BodyError, wants_json
from service.web.session_ended import asked_to_sign_in

log = structlog.get_logger(__name__)

STATUS_OF: dict[type[Exception], int] = {
    UnauthorizedError: 401,
    ForbiddenError: 403,
    NotFoundError: 404,
    NotReadyError: 503,
    SnapshotError: 503,
    RecipeError: 503,
}


def register_errors(app: Flask) -> None:
    """Every error becomes a problem for programs and a page for people."""
    for kind, status in STATUS_OF.items():
        app.register_error_handler(kind, lambda error, status=status: _answer(status, str(error)))
    app.register_error_handler(InvalidError, _invalid)
    app.register_error_handler(EntryError, _entry)
    app.register_error_handler(EditConflict, _conflict)
    app.register_error_handler(StaleError, stale_problem)
    app.register_error_handler(WaitsError, _waits)
    app.register_error_handler(BodyError, lambda error: problem(error.status, str(error)))
    app.register_error_handler(RepeatError, lambda error: problem(error.status, str(error)))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _answer(status: int, message: str) -> BaseResponse | tuple[str, int]:
    if wants_json():
        response: BaseResponse = problem(status, message)
        if status == 401:
            response.headers["WWW-Authenticate"] = "Bearer"
        return response
    if status == 401:
        return asked_to_sign_in()
    return render_template("error.html", title=TITLES.get(status, "Ошибка"), message=message), status


def _waits(error: WaitsError) -> BaseResponse | tuple[dict[str, object], int] | tuple[str, int]:
    if wants_json():
        return {"proposal": error.proposal_id, "state": "waits"}, 202
    return _answer(202, str(error))


def _invalid(error: InvalidError) -> BaseResponse | tuple[str, int]:
    return field_problem(422, error.places) if wants_json() else _answer(422, str(error))


def _entry(error: EntryError) -> BaseResponse | tuple[str, int]:
    if not wants_json():
        return _answer(422, str(error))
    return field_problem(422, [(e.field or "", str(e)) for e in error.errors])


def _conflict(error: EditConflict) -> BaseResponse | tuple[str, int]:
    if not wants_json():
        return _answer(409, str(error))
    return field_problem(409, [(contested.field, str(error)) for contested in error.contested])


def _http(error: HTTPException) -> BaseResponse | tuple[str, int]:
    if isinstance(error.response, BaseResponse):  # abort() with a response that is ready
        return error.response
    status = error.code or 500
    answer = _answer(status, TITLES.get(status, "Запрос не выполнен"))
    if isinstance(answer, BaseResponse) and status == 405:
        answer.headers["Allow"] = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
    return answer


def _unexpected(error: Exception) -> BaseResponse | tuple[str, int]:
    log.error("unexpected error", endpoint=request.endpoint, exc_info=error)
    return _answer(500, "Сбой сервиса: он записан в журнал. Повторите позже или сообщите администратору")
