"""Logs and metrics: what was asked of which route, by whom, how long it took; never what it said."""

import logging
import sys
import time

import structlog
from flask import Flask, Response, g, request
from prometheus_client import Counter, Histogram

_REQUESTS = Counter("svyazka_requests_total", "Requests", ["endpoint", "status"])
_SECONDS = Histogram("svyazka_request_seconds", "Seconds a request took", ["endpoint"])
_STEPS = Histogram(
    "svyazka_search_step_seconds",
    "Seconds of one step of a search",
    ["step"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1),
)

log = structlog.get_logger("service.requests")


def configure_logging() -> None:
    """One JSON object a line on stderr."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
    )


def observe_requests(app: Flask) -> None:
    """Counts, times and logs every request; query strings and bodies may hold needs and names."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        endpoint = request.endpoint or "unknown"
        seconds = time.perf_counter() - g.get("began", time.perf_counter())
        _REQUESTS.labels(endpoint, response.status_code).inc()
        _SECONDS.labels(endpoint).observe(seconds)
        if not endpoint.endswith(("static", "asset", "alive")):
            caller = g.get("caller")
            log.info(
                "request",
                method=request.method,
                endpoint=endpoint,
                status=response.status_code,
                ms=round(seconds * 1000, 1),
                actor=caller.actor if caller else None,
            )
        return response


def observe_steps(seconds: dict[str, float]) -> None:
    """Notes how long the steps of a search took."""
    for step, taken in seconds.items():
        _STEPS.labels(step).observe(taken)
