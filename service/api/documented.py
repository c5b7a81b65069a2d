"""What all routes under /api/v1 declare alike in OpenAPI."""

from typing import Any

from service.problems import MEDIA_TYPE, TITLES

SECURITY_SCHEMES: dict[str, Any] = {
    "key": {"type": "http", "scheme": "bearer", "description": "Ключ: python -m service keys create"}
}
SECURITY: list[dict[str, list[str]]] = [{"key": []}]
PREFIX = "/api/v1"


def problems(*statuses: int) -> Any:
    """OpenAPI responses for statuses that answer with a problem."""
    schema = {"$ref": "#/components/schemas/ProblemReply"}
    return {
        str(status): {"description": TITLES[status], "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in sorted((401, 403, 405, 413, 429, 500, *statuses))
    }
