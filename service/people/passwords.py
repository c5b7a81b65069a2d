"""Passwords: made up, hashed, checked, and refused where anybody would guess them."""

import secrets
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from data.references import FOLDER
from data.text_folding import folded
from service.errors import InvalidError

MIN_PASSWORD, MAX_PASSWORD = 10, 1000
_hasher = PasswordHasher()
# checked when the login is unknown, so that the time taken tells nothing
_NOBODY = _hasher.hash(secrets.token_urlsafe(16))


def made_up_password() -> str:
    """A password that nobody guesses and everybody can type."""
    return secrets.token_urlsafe(12)


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether it is the password; without a hash it never is, and takes as long."""
    try:
        return _hasher.verify(password_hash or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False


def check_password(password: str, *known: str, field: str = "password") -> None:
    """Raises InvalidError for a short password, a common one, and one that is a word `known` of its owner."""
    if len(password) < MIN_PASSWORD:
        raise InvalidError([(field, f"Пароль короче {MIN_PASSWORD} знаков")])
    if len(password) > MAX_PASSWORD:
        raise InvalidError([(field, f"Пароль длиннее {MAX_PASSWORD} знаков")])
    if folded(password) in map(folded, known):
        raise InvalidError([(field, "Пароль совпадает с логином или именем: придумайте другой")])
    if folded(password) in _common_passwords():
        raise InvalidError([(field, "Этот пароль из самых частых: придумайте другой")])


@lru_cache(maxsize=1)
def _common_passwords() -> frozenset[str]:
    lines = (FOLDER / "common_passwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(folded(line) for line in lines)
