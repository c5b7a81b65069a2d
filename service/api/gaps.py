"""The route of gap maps."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.api.gap_replies import gaps_reply
from service.schemas.gaps import ChainGapsReply, GapQuery
from service.schemas.records import IdPath

api = APIBlueprint(
    "gaps",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Пробелы", description="Чего цепочке не хватает и кто мог бы это дать")],
    abp_security=SECURITY,
    abp_responses=problems(404, 422, 503),
)


@api.get("/chains/<int:id>/gaps", summary="Карта пробелов цепочки", responses={200: ChainGapsReply})
def gaps(path: IdPath, query: GapQuery) -> dict[str, Any]:
    """Звенья всех проектов: кто закрывает, кто мог бы, хватает ли мощности."""
    return gaps_reply(services().gap_maps.chain_gaps(caller(), path.id, query.candidates))
