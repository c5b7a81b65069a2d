"""Links of letters: each does one thing about one item, says so itself, and is signed by the installation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from itsdangerous import BadSignature, URLSafeSerializer

from data.tables.pool import now
from service.errors import ServiceError

Purpose = Literal["suits", "unsuits", "contact", "frequency"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
LIFE = timedelta(days=90)
TRIAL = 0  # the letter of a trial, which nobody can answer
NO_LINK = "Ссылка неверна или устарела: ответьте на письмо или позвоните"


class LinkError(ServiceError):
    """The link is none of ours, or too old."""


@dataclass(frozen=True)
class Press:
    """What somebody who has the letter may do: one thing. `item` is the place in the letter, from 0."""

    purpose: Purpose
    letter_id: int
    item: int


class Links:
    """Whoever holds a link may do what it says, without signing in: a letter may be passed on."""

    def __init__(self, secret: str, base: str, clock: Callable[[], datetime] = now) -> None:
        self._secret = secret
        self._base = base.rstrip("/")
        self._clock = clock

    def url(self, press: Press) -> str:
        """Where the link leads: a page that asks once more."""
        until = int((self._clock() + LIFE).timestamp())
        token = self._signer(press.purpose).dumps([press.letter_id, press.item, until])
        told = token if isinstance(token, str) else token.decode("ascii")
        return f"{self._base}/letters/{press.purpose}/{told}"

    def read(self, purpose: str, token: str) -> Press:
        """What the token allows for that purpose and no other. Raises LinkError."""
        if purpose not in PURPOSES:
            raise LinkError(NO_LINK)
        try:
            letter_id, item, until = self._signer(purpose).loads(token)
        except (BadSignature, ValueError, TypeError) as error:
            raise LinkError(NO_LINK) from error
        if until < self._clock().timestamp():
            raise LinkError(NO_LINK)
        return Press(purpose, letter_id, item)

    def _signer(self, purpose: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret, salt=f"letter {purpose}")
