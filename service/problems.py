"""Errors as application/problem+json (RFC 9457), in Russian, with pointers, without echoing what was sent."""

import json
from typing import Annotated, Any

from flask import Response, make_response, request
from pydantic import BaseModel, Field, ValidationError
from pydantic_core import ErrorDetails

MEDIA_TYPE = "application/problem+json"

TITLES = {
    400: "Запрос не разобран",
    401: "Нужен ключ",
    403: "Нет доступа",
    404: "Не найдено",
    405: "Метод не подходит",
    409: "Противоречие",
    412: "Запись уже другая",
    413: "Слишком много данных",
    415: "Нужен application/json",
    422: "Проверьте данные",
    429: "Слишком часто",
    500: "Сбой сервиса",
    503: "Сервис не готов",
}

_MESSAGES = {
    "missing": "обязательное поле не прислано",
    "extra_forbidden": "такого поля нет",
    "string_type": "нужна строка",
    "int_type": "нужно целое число",
    "int_parsing": "нужно целое число",
    "int_from_float": "нужно целое число",
    "float_type": "нужно число",
    "float_parsing": "нужно число",
    "finite_number": "нужно конечное число",
    "bool_type": "нужно true или false",
    "list_type": "нужен список",
    "model_type": "нужен объект",
    "model_attributes_type": "нужен объект",
    "dict_type": "нужен объект",
    "string_unicode": "текст не читается: в нём обрывки символов",
    "string_pattern_mismatch": "не тот вид: нужен код, например 23.61.11",
}


class PlaceOfError(BaseModel):
    """Где ошибка и что исправить."""

    pointer: Annotated[str | None, Field(description="JSON Pointer в теле запроса")] = None
    parameter: Annotated[str | None, Field(description="имя параметра адреса")] = None
    detail: str


class ProblemReply(BaseModel):
    """Ошибка по RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[PlaceOfError] = []


def problem(
    status: int, detail: str, errors: list[PlaceOfError] | None = None, **extensions: Any
) -> Response:
    """A problem response; `extensions` are further members, as RFC 9457 allows."""
    reply = ProblemReply(
        title=TITLES.get(status, "Ошибка"), status=status, detail=detail, errors=errors or []
    )
    body = json.dumps(reply.model_dump(exclude_none=True) | extensions, ensure_ascii=False)
    response = make_response(without_markup(body), status)
    response.content_type = MEDIA_TYPE
    return response


def validation_problem(error: ValidationError) -> Response:
    """pydantic's findings as one 422; of a query or a path as parameters."""
    is_query = error.title.endswith(("Query", "Path"))
    places = [_place(found, is_query) for found in error.errors(include_url=False, include_input=False)]
    return problem(422, "В запросе есть ошибки: смотрите errors", places)


def field_problem(status: int, places: list[tuple[str, str]]) -> Response:
    """Errors of fields of the body, or of parameters where there is no body, found after parsing."""
    if request.method == "GET":
        found = [PlaceOfError(parameter=field, detail=message) for field, message in places]
    else:
        found = [
            PlaceOfError(pointer=f"/{field}" if field else "", detail=message) for field, message in places
        ]
    return problem(status, "; ".join(p.detail for p in found), found)


def without_markup(body: str) -> str:
    """The same JSON with <, > and & escaped: harmless even to a reader that takes it for a page."""
    return body.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _place(found: ErrorDetails, is_query: bool) -> PlaceOfError:
    message = _message(found)
    if is_query:
        return PlaceOfError(parameter=".".join(str(part) for part in found["loc"]), detail=message)
    return PlaceOfError(pointer="".join(f"/{_escaped(part)}" for part in found["loc"]), detail=message)


def _escaped(part: str | int) -> str:
    # https://www.rfc-editor.org/rfc/rfc6901#section-3; a key from outside may be as long as a novel
    return str(part)[:100].replace("~", "~0").replace("/", "~1").encode("utf-8", "replace").decode()


def _message(found: ErrorDetails) -> str:
    context = found.get("ctx", {})
    match found["type"]:
        case "value_error":
            return str(context["error"])
        case "greater_than_equal":
            return f"нужно не меньше {context['ge']:g}"
        case "less_than_equal":
            return f"нужно не больше {context['le']:g}"
        case "string_too_short":
            return "текст пуст"
        case "string_too_long":
            return f"слишком длинно: можно до {context['max_length']} знаков"
        case "too_long":
            return f"слишком много: можно до {context['max_length']}"
        case other:
            return _MESSAGES.get(other, "значение не подходит")
