"""Staff pages."""

from flask import Blueprint, render_template

blueprint = Blueprint("web", __name__)


@blueprint.get("/")
def search() -> str:
    """The search page."""
    return render_template("error.html", title="Связка", message="")


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> str:
    """Signing in."""
    return render_template("error.html", title="Вход", message="")
