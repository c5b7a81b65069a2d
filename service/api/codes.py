"""The route of classifiers: codes by words."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from data.exchange.cells import clean_text
from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.schemas.codes import CodeList, CodeQuery, code_list

api = APIBlueprint(
    "codes",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Классификаторы", description="Коды ОКПД2 и ОКВЭД2 по словам")],
    abp_security=SECURITY,
    abp_responses=problems(422),
)


@api.get("/codes", summary="Найти код", responses={200: CodeList})
def codes(query: CodeQuery) -> dict[str, Any]:
    """Коды по словам, по коду или его началу; пока классификатор не загружен — из поставки."""
    found = services().classifiers.find(caller(), query.kind, clean_text(query.q), query.limit)
    return code_list(found, services().classifiers.edition(query.kind))
