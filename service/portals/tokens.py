"""Use cases of portal tokens: a portal's key exchanged for one, and one shown at a door."""

from dataclasses import dataclass

from data.database import Database
from data.store.portals import portal_of_key, working_portal
from data.store.records import find, find_company
from data.tables.pool import CompanyRow
from service.access import Caller, is_in_cluster, may_fetch_tokens
from service.errors import ForbiddenError, NotFoundError, UnauthorizedError
from service.portals.signing import Claims, Signer

NO_COMPANY = "Такой компании нет среди участников и вступающих"
SWITCHED_OFF = "Портал отключён от «Связки»: обратитесь в ассоциацию"
COMPANY_LEFT = "Компании больше нет среди участников: обратитесь в ассоциацию"
FOREIGN = "С этого адреса портал не работает: администратор «Связки» добавляет адреса порталов"


@dataclass(frozen=True)
class Issued:
    """A token, how long it is good for, and whose it is."""

    token: str
    expires_in: int
    company: CompanyRow


class PortalTokens:
    """What a token allows is looked up whenever it is shown: an end of anything counts at once."""

    def __init__(self, database: Database, signer: Signer) -> None:
        self._database = database
        self._signer = signer

    def issue(self, caller: Caller, company: str | int) -> Issued:
        """A token for one company, named by code, INN or id. Raises NotFoundError, ForbiddenError."""
        if not may_fetch_tokens(caller):
            raise ForbiddenError("Пропуска получает сервер портала по своему ключу")
        key_id = caller.actor.removeprefix("key:")
        with self._database.reading() as session:
            portal = portal_of_key(session, key_id)
            if portal is None:
                raise ForbiddenError(
                    "У этого ключа нет работающего портала: python -m service portals create"
                )
            row = find_company(session, company) if isinstance(company, str) else None
            if row is None and str(company).isdecimal():
                row = find(session, CompanyRow, int(company))
        if row is None or not is_in_cluster(row):
            raise NotFoundError(NO_COMPANY)
        token = self._signer.signed(Claims(portal.id, key_id, row.id))
        return Issued(token, self._signer.seconds, row)

    def caller(self, token: str, foreign_origin: str | None = None) -> Caller:
        """Who shows the token; `foreign_origin` is the page that asks, unless it is ours.

        Raises UnauthorizedError, with what to do about it.
        """
        claims = self._signer.read(token)
        with self._database.reading() as session:
            portal = working_portal(session, claims.portal_id)
            if portal is None or portal.key_id != claims.key_id:
                raise UnauthorizedError(SWITCHED_OFF)
            if foreign_origin is not None and foreign_origin not in portal.origins:
                raise UnauthorizedError(FOREIGN)
            company = find(session, CompanyRow, claims.company_id)
            if company is None or not is_in_cluster(company):
                raise UnauthorizedError(COMPANY_LEFT)
        actor = f"portal:{portal.id}:{company.id}"
        return Caller(actor, "member", portal.name, company_id=company.id)
