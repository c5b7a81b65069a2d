"""What every route needs: the services and who is calling."""

from typing import cast

from flask import current_app, g

from service.access import Caller
from service.bootstrap import Services


def services() -> Services:
    """The services of the application that answers."""
    return cast(Services, current_app.extensions["svyazka"])


def caller() -> Caller:
    """Who is calling; the access check has run before."""
    return cast(Caller, g.caller)
