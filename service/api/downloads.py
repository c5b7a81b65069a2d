"""Files as answers, and how the documentation tells of them."""

import re
from io import BytesIO
from typing import Any

from flask import Response, send_file

from service.wording import printable

MAX_NAME = 100  # letters, each six of a header: proxies give up at some thousands
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]+')  # in names of files


def download(content: bytes, media_type: str, name: str) -> Response:
    """A file to keep under that name, or as much of it as names of files hold."""
    stem, dot, extension = name.rpartition(".")
    kept = printable(_FORBIDDEN.sub(" ", stem))[:MAX_NAME].strip(" .") or "файл"
    return send_file(BytesIO(content), media_type, as_attachment=True, download_name=kept + dot + extension)


def file_responses(media_type: str, description: str = "файл") -> dict[Any, Any]:
    """The documented answer of a route that gives a file."""
    schema = {"type": "string", "format": "binary"}
    return {200: {"description": description, "content": {media_type: {"schema": schema}}}}
