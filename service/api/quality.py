"""Routes of quality: the figures, and a snapshot built anew."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.api.quality_replies import job_reply, quality_reply
from service.schemas.quality import JobReply, QualityReply, RebuildEntry

api = APIBlueprint(
    "quality",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Качество", description="Модели, снимок, вердикты; пересборка снимка")],
    abp_security=SECURITY,
    abp_responses=problems(400, 403, 415, 422),
)


@api.get("/quality", summary="Качество", responses={200: QualityReply})
def quality() -> dict[str, Any]:
    """Какие модели отвечают, по какому снимку и насколько этому можно верить."""
    return quality_reply(services().quality.current(caller()))


@api.post("/quality/rebuild", summary="Пересобрать снимок", responses={202: JobReply})
def rebuild(body: RebuildEntry) -> tuple[dict[str, Any], int]:
    """Начинает в фоне; пока идёт одна пересборка, вторая не начинается. Как идёт, говорит GET /quality."""
    return job_reply(services().upkeep.rebuild(caller())).model_dump(mode="json"), 202
