"""Routes of challenges: collected, entered, archived."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from models.niches.challenges import ChallengeGroup
from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.market.challenges import ChallengeMap
from service.schemas.challenges import (
    ChallengeEntry,
    ChallengeGroupReply,
    ChallengeList,
    ChallengeReply,
    ToldChallenge,
)
from service.schemas.fields import read_as
from service.schemas.records import IdPath, fields_of
from service.schemas.search import CompanyShort

api = APIBlueprint(
    "challenges",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Вызовы", description="Что держит компании и не покупается")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422, 503),
)


@api.get("/challenges", summary="Вызовы", responses={200: ChallengeList})
def challenges() -> dict[str, Any]:
    """Вызовы всех компаний, собранные по смыслу внутри тем."""
    found = services().challenges.current(caller())
    return ChallengeList(groups=[_group(group, found) for group in found.groups]).model_dump(mode="json")


@api.post("/challenges", summary="Записать вызов", responses={201: ChallengeReply})
def create_challenge(body: ChallengeEntry) -> tuple[dict[str, Any], int]:
    """Сказанное дважды записано один раз."""
    row = services().challenges.add(caller(), body.company_id, body.topic, body.text)
    return fields_of(row, ChallengeReply), 201


@api.delete("/challenges/<int:id>", summary="Убрать вызов в архив", responses={204: None})
def archive_challenge(path: IdPath) -> tuple[str, int]:
    """Вызов сразу уходит из собранного."""
    services().challenges.archive(caller(), path.id)
    return "", 204


def _group(group: ChallengeGroup, found: ChallengeMap) -> ChallengeGroupReply:
    told = [
        read_as(ToldChallenge, one, company=read_as(CompanyShort, found.companies[one.company_id]))
        for one in group.challenges
    ]
    return read_as(ChallengeGroupReply, group, challenges=told)
