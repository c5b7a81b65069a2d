"""The web application: blueprints, guards and errors put together."""

from flask import Flask
from flask_compress import Compress
from flask_login import LoginManager
from flask_openapi3 import Info, OpenAPI
from flask_talisman import Talisman
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from service.api import (
    chains,
    challenges,
    changes,
    codes,
    companies,
    consents,
    contacts,
    docs,
    duplicates,
    explanations,
    first_links,
    gaps,
    health,
    invitations,
    journal,
    journal_papers,
    mailings,
    my_routes,
    niches,
    partners,
    portal_tokens,
    quality,
    recipes,
    records,
    report,
    saved_searches,
    search,
    shortlists,
    verdicts,
)
from service.api.documented import SECURITY_SCHEMES
from service.api.limiting import limit_keys
from service.api.repeating import answer_repeats
from service.bootstrap import Services
from service.error_table import register_errors
from service.observing import observe_requests
from service.portals.cross_origin import allow_portals
from service.problems import ProblemReply, validation_problem
from service.requests import guard_requests, refuse_broken_referrer, take_head_for_get
from service.secret_files import secret
from service.settings import Settings
from service.web import letter_views, views
from service.web.import_limiting import allow_uploads
from service.web.limiting import limiter
from service.web.session import register_sessions
from service.web.static_files import keep_static_files
from service.widget import pages as widget
from service.widget.no_cookies import SessionsOfOwnPages

APIS = (  # in the order of the documentation
    search,
    explanations,
    companies,
    duplicates,
    records,
    verdicts,
    shortlists,
    saved_searches,
    journal,
    journal_papers,
    contacts,
    consents,
    mailings,
    invitations,
    chains,
    recipes,
    codes,
    gaps,
    report,
    niches,
    challenges,
    first_links,
    partners,
    quality,
    changes,
    portal_tokens,
    my_routes,
)
MAX_BODY_BYTES = 1024 * 1024
CONTENT_SECURITY_POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def create_app(services: Services) -> Flask:
    """The application over given services; starts nothing."""
    app = OpenAPI(
        __name__,
        info=Info(title="Связка", version="1.0.0", description="Подбор партнёров промышленного кластера"),
        security_schemes=SECURITY_SCHEMES,
        validation_error_model=ProblemReply,
        validation_error_callback=validation_problem,
        doc_ui=False,
        template_folder="web/templates",
        static_folder="web/static",
    )
    app.config.update(_config(services.settings))
    app.extensions["svyazka"] = services
    register_sessions(LoginManager(app), services.signing_in)
    take_head_for_get(app)
    refuse_broken_referrer(app)
    allow_uploads(app)
    csrf = CSRFProtect(app)
    observe_requests(app)
    allow_portals(app, services.portals)
    guard_requests(app, services.accounts, services.portal_tokens)
    limiter.init_app(app)
    limit_keys(app)
    Compress(app)  # cookies are SameSite=Lax: no other site can measure a signed-in person's answers
    keep_static_files(app)
    app.session_interface = SessionsOfOwnPages()
    answer_repeats(app)  # the last before a route, the first after it: answers are kept as they were made
    register_errors(app)
    for part in APIS:
        csrf.exempt(part.api)  # keys only: a browser never sends one by itself
        app.register_api(part.api)
    csrf.exempt(letter_views.blueprint)  # its links are signed, and no cookie counts there
    for blueprint in (
        health.blueprint,
        docs.blueprint,
        views.blueprint,
        widget.blueprint,
        letter_views.blueprint,
    ):
        app.register_blueprint(blueprint)
    widget.let_portals_frame(app)
    _set_headers(app, services.settings)
    if own := services.settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=own, x_proto=0)  # type: ignore[method-assign]
    return app


def _set_headers(app: Flask, settings: Settings) -> None:
    Talisman(
        app,
        force_https=False,
        strict_transport_security=settings.secure_cookies,
        session_cookie_secure=settings.secure_cookies,
        content_security_policy=CONTENT_SECURITY_POLICY,
        frame_options="DENY",
        referrer_policy="same-origin",
    )


def _config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": secret(settings.data_dir, "session"),
        "MAX_CONTENT_LENGTH": MAX_BODY_BYTES,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "COMPRESS_ALGORITHM": ["gzip"],  # what every proxy and browser of an office knows
        "COMPRESS_ALGORITHM_STREAMING": ["gzip"],  # static files; the library leaves gzip out by default
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: an office page stays open all day
    }
