"""Routes of unmet needs and niches."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.api.niche_replies import niche_list, niche_reply
from service.schemas.niches import NicheList, NichePath, NicheQuery, NicheReply

api = APIBlueprint(
    "niches",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Ниши", description="Чего просят и чего никто в пуле не даёт")],
    abp_security=SECURITY,
    abp_responses=problems(404, 422, 503),
)


@api.get("/niches", summary="Ниши и незакрытые потребности", responses={200: NicheList})
def niches(query: NicheQuery) -> dict[str, Any]:
    """Заявки и открытые звенья, на которые нет поставщика, собранные по смыслу."""
    names = services().classifiers.names("okpd2")
    return niche_list(services().niches.current(caller()), names, query.kind)


@api.get("/niches/<string:id>", summary="Ниша", responses={200: NicheReply})
def niche(path: NichePath) -> dict[str, Any]:
    """Кто просит, сколько, где, и кто ближе всех."""
    found = services().niches.current(caller())
    names = services().classifiers.names("okpd2")
    return niche_reply(found.niche(path.id), found, names).model_dump(mode="json")
