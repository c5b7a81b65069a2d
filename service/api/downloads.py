"""Files as answers, and how the documentation tells of them."""

from io import BytesIO
from typing import Any

from flask import Response, send_file


def download(content: bytes, media_type: str, name: str) -> Response:
    """A file to keep under that name."""
    return send_file(BytesIO(content), media_type, as_attachment=True, download_name=name)


def file_responses(media_type: str, description: str = "файл") -> dict[Any, Any]:
    """The documented answer of a route that gives a file."""
    schema = {"type": "string", "format": "binary"}
    return {200: {"description": description, "content": {media_type: {"schema": schema}}}}
