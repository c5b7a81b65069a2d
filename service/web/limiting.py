"""How often somebody may try a password."""

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user

from service.web.limit_storage import SCHEME

MOST_TRIES = "10 per minute"
MOST_OF_ADDRESS = "100 per minute"  # of all logins: an office may have one address


def address_and_login() -> str:
    """Whose tries are counted together."""
    return f"{get_remote_address()} {request.form.get('login', '').strip().casefold()}"


def signed_in_person() -> str:
    """The same of people who are in already."""
    return str(current_user.get_id())


limiter = Limiter(key_func=address_and_login, storage_uri=f"{SCHEME}://")
