"""Tokens of portals as text: signed and read with one fixed algorithm."""

import base64
import binascii
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import OctKey
from joserfc.jwt import ClaimsOption

from service.errors import UnauthorizedError

ALGORITHM = "HS256"
ISSUER = "svyazka"
LEEWAY_SECONDS = 120  # clocks of two machines of one installation
MAX_LENGTH = 2000

WRONG = "Пропуск неверен: получите новый у сервера портала"
EXPIRED = (
    "Срок пропуска истёк: нужен новый. Если портал снова присылает просроченный, он хранит пропуска дольше"
    " положенного или часы его сервера отстают: сообщите администратору портала"
)


@dataclass(frozen=True)
class Claims:
    """For which portal a token is, fetched by which key, and for which company."""

    portal_id: str
    key_id: str
    company_id: int


class Signer:
    """Signs for `seconds`; `clock` tells seconds since 1970."""

    def __init__(self, secret: str, seconds: int, clock: Callable[[], float] = time.time) -> None:
        self._key = OctKey.import_key(secret)
        self._clock = clock
        self.seconds = seconds

    def signed(self, claims: Claims) -> str:
        """A new token; no two are alike."""
        issued = int(self._clock())
        values = {
            "iss": ISSUER,
            "aud": claims.portal_id,
            "sub": str(claims.company_id),
            "key": claims.key_id,
            "iat": issued,
            "exp": issued + self.seconds,
            "jti": uuid.uuid4().hex,
        }
        return jwt.encode({"alg": ALGORITHM}, values, self._key, algorithms=[ALGORITHM])

    def read(self, token: str) -> Claims:
        """What the token says. Raises UnauthorizedError, with what to do about it."""
        if len(token) > MAX_LENGTH or not token.isascii() or not _is_canonical(token):
            raise UnauthorizedError(WRONG)
        try:
            values = jwt.decode(token, self._key, algorithms=[ALGORITHM]).claims
            self._registry().validate(values)
        except ExpiredTokenError as error:
            raise UnauthorizedError(EXPIRED) from error
        except (JoseError, ValueError) as error:
            raise UnauthorizedError(WRONG) from error
        portal_id, key_id, company = values["aud"], values["key"], values["sub"]
        if not (isinstance(portal_id, str) and isinstance(key_id, str) and company.isdecimal()):
            raise UnauthorizedError(WRONG)
        return Claims(portal_id, key_id, int(company))

    def _registry(self) -> jwt.JWTClaimsRegistry:
        claims = ("aud", "sub", "key", "iat", "exp", "jti")
        needed = {name: ClaimsOption(essential=True) for name in claims}
        issuer = ClaimsOption(essential=True, value=ISSUER)
        return jwt.JWTClaimsRegistry(int(self._clock()), LEEWAY_SECONDS, iss=issuer, **needed)


def _is_canonical(token: str) -> bool:
    """Whether the signature is written in the one way in which it is made: base64 has spare bits."""
    signature = token.rpartition(".")[2]
    try:
        decoded = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    except (binascii.Error, ValueError):
        return False
    return base64.urlsafe_b64encode(decoded).rstrip(b"=").decode() == signature
