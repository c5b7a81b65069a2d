"""The route of explanations."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from models.explaining.contributions import Contribution
from models.explaining.questions import questions
from models.explaining.why_not import Explanation
from service.api.asked import asked_filters, asked_need
from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.api.search import offer_found
from service.schemas.explanations import (
    ContributionFound,
    ExplanationQuestion,
    ExplanationReply,
    StepFound,
)
from service.schemas.fields import read_as
from service.schemas.search import CompanyShort, ReasonFound

api = APIBlueprint(
    "explanations",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Объяснения", description="Почему компания в ответе или почему её там нет")],
    abp_security=SECURITY,
    abp_responses=problems(400, 415, 422, 503),
)


@api.post("/explanations", summary="Почему компании нет в ответе", responses={200: ExplanationReply})
def explanations(body: ExplanationQuestion) -> dict[str, Any]:
    """Проходит шаги подбора для одной компании: какой её отсеял и что впустило бы её; вклады признаков."""
    need = asked_need(body.need, body.need_id)
    filters = asked_filters(body.filters, need.place, "need/place")
    found, added = services().explaining.why(caller(), need, body.company_id, body.limit, filters)
    return _reply(found, added).model_dump(mode="json")


def _reply(found: Explanation, added: list[Contribution]) -> ExplanationReply:
    values = {
        "company": read_as(CompanyShort, found.company),
        "state": found.state,
        "rank": found.rank,
        "steps": [read_as(StepFound, step) for step in found.steps],
        "would_let_in": found.would_let_in,
        "offer": offer_found(found.best) if found.best else None,
        "probability": found.best.probability if found.best else None,
        "grade": found.grade,
        "reasons": [read_as(ReasonFound, reason) for reason in found.reasons],
        "questions": questions(found.reasons),
        "contributions": [read_as(ContributionFound, one) for one in added],
        "snapshot": found.snapshot,
        "model": found.model,
    }
    return ExplanationReply.model_validate(values)
