"""How often somebody may try to sign in."""

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

SIGN_IN_TRIES = "10 per minute"


def address_and_login() -> str:
    """Whose tries are counted together."""
    return f"{get_remote_address()} {request.form.get('login', '').strip().casefold()}"


limiter = Limiter(key_func=address_and_login, storage_uri="memory://")
