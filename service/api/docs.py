"""OpenAPI and its page: an own page, because the library's has inline script."""

from pathlib import Path

import flask_openapi3_swagger
from flask import Blueprint, Response, current_app, jsonify, render_template, send_from_directory

from service.api.scopes_told import with_scopes

blueprint = Blueprint("docs", __name__)

_ASSETS = Path(flask_openapi3_swagger.__file__).parent / "templates" / "swagger"


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The description of the API."""
    return jsonify(with_scopes(current_app.api_doc, current_app.url_map))  # type: ignore[attr-defined]


@blueprint.get("/docs")
def page() -> str:
    """The description for people."""
    return render_template("docs.html")


@blueprint.get("/docs/<path:name>")
def asset(name: str) -> Response:
    """Files of Swagger UI, as the package ships them."""
    return send_from_directory(_ASSETS, name)
