"""Origins of portals: read as people paste them, kept as browsers send them."""

import re
from urllib.parse import urlsplit

from service.errors import InvalidError

MAX_ORIGINS = 20
_DEFAULT_PORTS = {"https": 443, "http": 80}
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*\.?|\[[0-9a-f:.]+\]")
WRONG = "Адрес портала: https://portal.example.ru, без пути и без звёздочек"


def read_origins(typed: list[str], field: str = "origins") -> list[str]:
    """Each once, in order. Raises InvalidError at the field."""
    origins = list(dict.fromkeys(_read(text, field) for text in typed if text.strip()))
    if not origins:
        raise InvalidError([(field, "Нужен хотя бы один адрес портала, например https://portal.example.ru")])
    if len(origins) > MAX_ORIGINS:
        raise InvalidError([(field, f"Адресов не больше {MAX_ORIGINS}")])
    return origins


def _read(text: str, field: str) -> str:
    try:
        parts = urlsplit(text.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError as error:
        raise InvalidError([(field, WRONG)]) from error
    host = f"[{host}]" if ":" in host else host
    has_more = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in _DEFAULT_PORTS or has_more or not _HOST.fullmatch(host):
        raise InvalidError([(field, WRONG)])
    shown = f":{port}" if port not in (None, _DEFAULT_PORTS[parts.scheme]) else ""
    return f"{parts.scheme}://{host}{shown}"
