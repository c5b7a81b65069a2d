"""The route of shortlists."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from data.store.pool import need_profile
from data.tables.pool import NeedRow
from models.explaining.questions import questions
from models.ranking.filters import Filters
from service.access import visible_needs
from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.api.search import offer_found
from service.errors import NotFoundError
from service.schemas.fields import read_as
from service.schemas.records import IdPath
from service.schemas.search import CompanyShort, ReasonFound, VerdictFound
from service.schemas.shortlists import ShortlistLine, ShortlistReply
from service.shortlists.shortlist import Line

api = APIBlueprint(
    "shortlists",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Короткие списки", description="Кого предложить заказчику")],
    abp_security=SECURITY,
    abp_responses=problems(404, 422, 503),
)


@api.get("/needs/<int:id>/shortlist", summary="Короткий список потребности", responses={200: ShortlistReply})
def shortlist(path: IdPath) -> dict[str, Any]:
    """Кто подходит, с доводами, вопросами, общими контактами, вердиктом, отметкой и заметкой сотрудников."""
    row = services().pool_entry.get(NeedRow, path.id)
    if not visible_needs(caller(), [row]):
        raise NotFoundError("Такой записи нет")
    found = services().shortlists.of(caller(), need_profile(row), Filters())
    lines = [_line(line) for line in found.lines]
    return ShortlistReply(need_id=row.id, lines=lines, snapshot=found.snapshot).model_dump(mode="json")


def _line(line: Line) -> ShortlistLine:
    candidate, said = line.candidate, line.verdict
    return ShortlistLine(
        company=read_as(CompanyShort, candidate.company),
        grade=candidate.grade,
        offers=[offer_found(scored) for scored in candidate.pairs],
        reasons=[read_as(ReasonFound, reason) for reason in candidate.reasons],
        questions=questions(candidate.reasons),
        fails=candidate.fails,
        phone=line.row.phone,
        email=line.row.email,
        website=line.row.website,
        kept=line.kept,
        note=line.note,
        verdict=VerdictFound(id=said.id, verdict=said.verdict) if said else None,
        in_answer=line.is_answer,
    )
