"""Life signs: alive, ready, metrics."""

from flask import Blueprint, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from models.snapshot import verify
from service.api.context import services

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return jsonify(status="alive")


@blueprint.get("/readyz")
def ready() -> Response:
    """A golden query passes on the live snapshot; 503 before that."""
    snapshot = services().live.current().snapshot
    verify(snapshot, services().encoder.encode_documents)
    return jsonify(status="ready", snapshot=snapshot.name, model=snapshot.identity.name)


@blueprint.get("/metrics")
def metrics() -> Response:
    """Prometheus."""
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
