"""A fictional association's portal: people of three members sign in there and see the widget.

It knows the service as any portal does: by its address, its key and HTTP.
"""

import json
import secrets
import urllib.error
import urllib.request
from typing import Any

from flask import Flask, Response, jsonify, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from service.demo_portal.keeping import PortalKey
from service.widget.items import VIEWS

MEMBERS = {
    "БС-03": "ООО «Мостовая и Ко»",
    "БС-10": "ООО «Тобол-Газобетон»",
    "НВ-02": "ООО «Лёгкая гранула»",
}
SECONDS = 10
SILENT = "«Связка» не отвечает: повторите позже"


def create_portal(service: str, key: PortalKey) -> Flask:
    """The portal beside a service at that address."""
    portal = Flask(__name__, static_url_path="/demo-portal/static")
    # cookies do not know ports: another name, or signing in here would sign out there
    portal.config.update(
        SECRET_KEY=secrets.token_hex(), SESSION_COOKIE_NAME="demo_portal", SESSION_COOKIE_SAMESITE="Lax"
    )

    @portal.get("/")
    def home() -> BaseResponse:
        return redirect(url_for("page"))

    @portal.get("/demo-portal")
    def page() -> str:
        view, company = request.args.get("view", ""), session.get("company")
        return render_template(
            "portal.html",
            service=service,
            portal=key.portal,
            members=MEMBERS,
            member=MEMBERS.get(company or ""),
            view=view if view in VIEWS else next(iter(VIEWS)),
        )

    @portal.post("/demo-portal/sign-in")
    def sign_in() -> BaseResponse:
        if request.form.get("company") in MEMBERS:
            session["company"] = request.form["company"]
        return redirect(url_for("page"), 303)

    @portal.post("/demo-portal/sign-out")
    def sign_out() -> BaseResponse:
        session.clear()
        return redirect(url_for("page"), 303)

    @portal.get("/svyazka-token")
    def token() -> tuple[Response, int]:
        # who has signed in is known here and nowhere else: the page does not say for which company it asks
        company = session.get("company")
        if company is None:
            return jsonify(detail="Вы вышли из портала: войдите снова"), 401
        status, told = exchange(service, key.key, company)
        return jsonify(told), status

    @portal.after_request
    def be_strict(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = (
            f"default-src 'self'; script-src 'self' {service}; frame-src {service};"
            " img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'"
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    return portal


def exchange(service: str, key: str, company: str) -> tuple[int, dict[str, Any]]:
    """The portal's key for a token of one company; a refusal with what the service said."""
    asked = urllib.request.Request(  # noqa: S310 - the address is the portal's setting
        f"{service}/api/v1/portal/tokens",
        json.dumps({"company": company}).encode(),
        {"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310
            return 200, json.load(answer)
    except urllib.error.HTTPError as refusal:
        try:
            detail = json.load(refusal).get("detail", SILENT)
        except ValueError:
            detail = SILENT
        return 502, {"detail": detail}
    except OSError:
        return 502, {"detail": SILENT}
