"""OpenAPI with what is alike for many routes: which keys open them, and how requests are repeated safely."""

import copy
import re
from collections.abc import Iterable
from typing import Any

from werkzeug.routing import Map

from service.access import SCOPES, is_changing, opens
from service.api.documented import problems

_IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "повтор с тем же ключом в течение суток получает прежний ответ и ничего не делает снова",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "ETag записи, какой её видели: если она уже другая, ответ 412 с нынешней",
    "schema": {"type": "string"},
}
_TAGGED = ("companies", "needs", "offers", "chains", "projects", "slots")


def with_scopes(document: dict[str, Any], url_map: Map) -> dict[str, Any]:
    """The document with a sentence on scopes in every description, and the headers that may be sent."""
    told = copy.deepcopy(document)
    for rule in url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            operation = told["paths"].get(path, {}).get(method.lower())
            if operation:
                _tell(operation, rule.endpoint, method, path)
    return told


def _tell(operation: dict[str, Any], endpoint: str, method: str, path: str) -> None:
    scopes = [scope for scope in SCOPES if opens(endpoint, scope)]
    operation["description"] = f"{operation['description']}\n\nКлючи: {', '.join(scopes)}."
    if method == "POST" and is_changing(endpoint, method):
        _add(operation, _IDEMPOTENCY, (400, 409, 422))
    if method in ("PATCH", "DELETE") and path.removeprefix("/api/v1/").partition("/{id}")[0] in _TAGGED:
        _add(operation, _IF_MATCH, (412,))


def _add(operation: dict[str, Any], header: dict[str, Any], statuses: Iterable[int]) -> None:
    operation.setdefault("parameters", []).append(header)
    told = problems(*statuses)
    operation["responses"] |= {str(s): told[str(s)] for s in statuses if str(s) not in operation["responses"]}
