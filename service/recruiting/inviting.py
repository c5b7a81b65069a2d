"""Use cases of invitations: whom to invite next, who has been invited, dossiers and letters."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.database import Database
from data.profiles import Company, Offer, Pool
from data.store import invitations as store
from data.store.classifiers import names_of
from data.store.pool import company_profile, offer_profile
from data.store.records import find, records_of
from data.tables.pool import CompanyRow, InvitationRow, OfferRow
from models.invitations.exact import ExactError, best_set
from models.invitations.greedy import Invitation, invitations
from models.invitations.value import value
from models.ranking.provisional import with_provisional_offers
from service.access import Caller, may_invite, may_recruit
from service.boards.boards import Boards
from service.classifiers.classifiers import Classifiers
from service.errors import ForbiddenError, InvalidError, NotFoundError
from service.recruiting.dossiers import Dossier
from service.recruiting.letters import invitation_letter
from service.recruiting.recruitment import INVITABLE, Recruitments, with_reasons
from service.recruiting.told_demands import Telling

MAX_EXPLAINED = 5  # demands that a page holds

BestPlan = tuple[list[Company], float]  # by name, and what is covered with them


@dataclass(frozen=True)
class Plan:
    """Whom to invite next, and what all that is asked for is worth before and after.

    `covered_before` counts members, those `invited` already and those that the caller chose. `companies` are
    all of the pool: some of them ask.
    """

    invitations: list[Invitation]
    covered_before: float
    value: float
    invited: list[tuple[Company, InvitationRow]]
    companies: Mapping[int, Company]


class Inviting:
    """Every use case raises ForbiddenError for a caller from whom recruitment is hidden."""

    def __init__(self, boards: Boards, database: Database, classifiers: Classifiers) -> None:
        self._classifiers = classifiers
        self._recruitments = Recruitments(boards, database)
        self._database = database

    def plan(self, caller: Caller, limit: int, chosen: Collection[int] = ()) -> Plan:
        """Each gain is what the company adds to all before it. Raises InvalidError, NotReadyError."""
        _check(caller)
        now = self._recruitments.current()
        companies = now.board.companies
        unknown = [id_ for id_ in chosen if id_ not in companies or not companies[id_].can_supply]
        if unknown:
            raise InvalidError([("chosen", f"такой компании среди поставщиков нет: {unknown[0]}")])
        counting = now.covered_by | frozenset(chosen)
        found = invitations(now.wanted, counting, now.invitable, limit)
        before = value(now.wanted, counting)
        invited = [(companies[id_], row) for id_, row in now.invited.items()]
        return Plan(found, before, before + sum(one.gain for one in found), invited, companies)

    def best_plan(self, caller: Caller, limit: int) -> BestPlan:
        """The best set of all of that size, and the value with it: a check of `plan`. Raises InvalidError."""
        _check(caller)
        now = self._recruitments.current()
        try:
            best = best_set(now.wanted, now.covered_by, [c.id for c in now.invitable], limit)
        except ExactError as error:
            raise InvalidError([("exact", str(error))]) from error
        found = sorted((now.board.companies[id_] for id_ in best), key=lambda company: company.name)
        return found, value(now.wanted, now.covered_by | best)

    def mark_invited(self, caller: Caller, company_id: int) -> InvitationRow:
        """The company counts as chosen from now on. Raises InvalidError."""
        _check_invites(caller)
        with self._database.changing(caller.actor, "invitations.mark", str(company_id)) as session:
            row = find(session, CompanyRow, company_id)
            if row is None:
                raise InvalidError([("company_id", "такой компании нет, или она в архиве")])
            if row.status not in INVITABLE:
                raise InvalidError([("company_id", "приглашают тех, кто вступает или в проработке")])
            return store.invite(session, row.id, caller.actor)

    def take_back(self, caller: Caller, company_id: int) -> None:
        """As if the company had not been invited; once or many times. Raises NotFoundError."""
        _check_invites(caller)
        with self._database.changing(caller.actor, "invitations.take_back", str(company_id)) as session:
            if find(session, CompanyRow, company_id, archived=True) is None:
                raise NotFoundError("Такой компании нет")
            store.take_back(session, company_id)

    def dossier(self, caller: Caller, company_id: int) -> Dossier:
        """What is known of a company that could be invited. Raises NotFoundError, NotReadyError."""
        _check(caller)
        now = self._recruitments.current()
        with self._database.reading() as session:
            row = _found(session, company_id)
            offers = _offers(session, row)
            activities = names_of(session, "okved2", row.okved2)
        adds = now.added_by(company_profile(row))
        places = now.board.rankings.matcher.places
        shown = [with_reasons(closing, places) for closing in (*adds.closes, *adds.also)[:MAX_EXPLAINED]]
        return Dossier(
            company=row,
            offers=offers,
            activities=activities,
            asked=tuple(shown),
            num_more=len(adds.closes) + len(adds.also) - len(shown),
            companies=now.board.companies,
            is_invited=row.id in now.invited,
        )

    def letter(self, caller: Caller, company_id: int) -> bytes:
        """The invitation as a document of Word. Raises NotFoundError, NotReadyError."""
        _check(caller)
        now = self._recruitments.current()
        with self._database.reading() as session:
            row = _found(session, company_id)
            if row.status == "joining":
                raise NotFoundError("Компания уже вступает: письмо с приглашением ей не нужно")
            everybody = list(session.scalars(select(CompanyRow)))
        adds = now.added_by(company_profile(row))
        names = self._classifiers.names("okpd2")
        telling = Telling(everybody, now.board.rankings.matcher.places, names)
        return invitation_letter(row, telling.told(adds.closes or adds.also))


def _check(caller: Caller) -> None:
    if not may_recruit(caller):
        raise ForbiddenError("Приглашения видят сотрудники ассоциации")


def _check_invites(caller: Caller) -> None:
    if not may_invite(caller):
        raise ForbiddenError("Приглашения ведут сотрудники ассоциации")


def _found(session: Session, company_id: int) -> CompanyRow:
    row = find(session, CompanyRow, company_id)
    if row is None:
        raise NotFoundError("Такой компании нет, или она в архиве")
    if row.status not in INVITABLE:
        raise NotFoundError("Досье и письмо бывают у тех, кто вступает или в проработке")
    return row


def _offers(session: Session, row: CompanyRow) -> tuple[Offer, ...]:
    """Its own; of a company that has told none, the one that the search makes of its line about itself."""
    told = tuple(offer_profile(offer) for offer in records_of(session, OfferRow, row.id))
    activities = names_of(session, "okved2", row.okved2)
    return with_provisional_offers(Pool((company_profile(row),), told), activities).offers
