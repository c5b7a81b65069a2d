"""The route by which a portal's server gets tokens for its users' companies."""

from typing import Any

from flask_openapi3 import APIBlueprint, Tag

from service.api.context import caller, services
from service.api.documented import PREFIX, SECURITY, problems
from service.schemas.fields import read_as
from service.schemas.portals import TokenEntry, TokenReply
from service.schemas.search import CompanyShort

api = APIBlueprint(
    "portal_tokens",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="Порталы", description="Пропуска для виджета в портале участников")],
    abp_security=SECURITY,
    abp_responses=problems(400, 404, 415, 422),
)


@api.post("/portal/tokens", summary="Пропуск для компании", responses={200: TokenReply})
def issue_token(body: TokenEntry) -> dict[str, Any]:
    """По ключу портала; кто вошёл и за какую компанию, отвечает портал. Пропуск не хранят."""
    issued = services().portal_tokens.issue(caller(), body.company)
    company = read_as(CompanyShort, issued.company)
    return TokenReply(token=issued.token, expires_in=issued.expires_in, company=company).model_dump()
