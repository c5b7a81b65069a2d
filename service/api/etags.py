"""ETag, If-Match and If-None-Match: versions of records as the caller sees them.

A tag is the mark of the record's version, which changes are checked against, and a digest of what was
answered. Whoever does not see a record whole gets no mark: a digest of hidden fields would tell of them.
"""

import hashlib
import json
from typing import Any

from flask import Response, current_app, jsonify, make_response, request

from data.tables.pool import Recorded
from data.versions import mark_of
from service.entry_rights import Since
from service.errors import StaleError
from service.problems import problem

_DIGEST = 16


def tagged(values: dict[str, Any], row: Recorded | None = None, status: int = 200) -> Response:
    """The answer with its tag, or 304 where the caller has it already; `row` is None unless seen whole."""
    body = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    digest = hashlib.sha256(body.encode()).hexdigest()[:_DIGEST]
    tag = f"{mark_of(row) if row is not None else ''}.{digest}"
    is_known = request.method == "GET" and tag in _tags(request.if_none_match.as_set(include_weak=True))
    response = make_response("", 304) if is_known else make_response(jsonify(values), status)
    response.set_etag(tag)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def expected() -> Since:
    """Marks of If-Match that the record must have one of; empty where any version will do."""
    if not request.if_match or request.if_match.star_tag:
        return ""
    return frozenset(tag.partition(".")[0] for tag in _tags(request.if_match.as_set()) if tag[:1] != ".")


def stale_problem(error: StaleError) -> Response:
    """412 with the record as it is now, read by the route that reads it."""
    endpoint, arguments = current_app.url_map.bind_to_environ(request.environ).match(method="GET")
    current = make_response(current_app.ensure_sync(current_app.view_functions[endpoint])(**arguments))
    response = problem(412, str(error), current=current.get_json())
    response.headers["ETag"] = current.headers["ETag"]
    return response


def _tags(found: set[str]) -> set[str]:
    # a compressed answer bears the name of the compression after the tag
    return {tag.partition(":")[0] for tag in found if tag}
