"""Who may do and see what: the only module that decides.

Doors (API, pages, command line) find out who is calling; this module says what that caller may.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from data.profiles import Company, Need
from data.store.marks import CompanyMark, NeedMark
from data.tables.pool import CompanyRow, NeedRow, VerdictRow
from service.doors import (
    ADMINISTRATION,
    CHANGING_PAGES,
    ENDPOINTS_OF,
    OF_MEMBERS,
    PUBLIC_ENDPOINTS,
    READING_POSTS,
)
from service.errors import ForbiddenError, NotFoundError, UnauthorizedError

SCOPES = ("staff", "member", "portal", "batch")
KEY_ROLES = ("staff", "reader")  # nobody administers people through the API
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

READS_ONLY = "Вы вошли как читатель: смотреть и искать можно, менять — нет"
COMPANIES_OF_MEMBERS = frozenset({"member", "joining"})  # the statuses that members are shown
STAFF_FIELDS = frozenset(
    {
        "code",
        "contact_email",
        "contact_name",
        "contact_phone",
        "fictional",
        "inn",
        "name",
        "ogrn",
        "status",
    }
)

NO_PAGE = "Такой страницы нет"
STAFF_ONLY = "Этот раздел — для сотрудников ассоциации"
ADMINISTRATORS_ONLY = "Эта страница — для администраторов"

AnyCompany = CompanyRow | Company | CompanyMark
AnyNeed = NeedRow | Need | NeedMark
SomeCompany = TypeVar("SomeCompany", CompanyRow, Company, CompanyMark)
SomeNeed = TypeVar("SomeNeed", NeedRow, Need, NeedMark)


@dataclass(frozen=True)
class Caller:
    """Somebody known: `actor` is what the audit log names («key:ab12», «user:3»).

    `scope` tells whose side the caller is on, `role` what staff may do there. A member has a `company_id`:
    a person of that company, its API key, or its token in a portal.
    """

    actor: str
    scope: str
    name: str = ""
    role: str = "staff"
    company_id: int | None = None

    @property
    def is_staff(self) -> bool:
        """Association staff see everything."""
        return self.scope == "staff"

    @property
    def is_member(self) -> bool:
        """A company of the cluster, whoever speaks for it."""
        return self.scope == "member" and self.company_id is not None

    @property
    def is_batch(self) -> bool:
        """The association's own work at night: it looks partners up for every company."""
        return self.scope == "batch"

    @property
    def is_portal_page(self) -> bool:
        """A member's page in a portal, known by a token of that portal."""
        return self.is_member and self.actor.startswith("portal:")

    def owns(self, company_id: int | None) -> bool:
        """Whether the caller speaks for this company."""
        return self.is_member and company_id == self.company_id


COMMAND_LINE = Caller("cli", "staff", "командная строка", "administrator")


def check_endpoint(endpoint: str | None, method: str, caller: Caller | None) -> None:
    """Raises UnauthorizedError, ForbiddenError or NotFoundError unless the caller may use the endpoint.

    An unknown endpoint (None) is guarded too: a stranger learns nothing about which paths exist.
    """
    if endpoint in PUBLIC_ENDPOINTS:
        return
    if caller is None:
        raise UnauthorizedError("Нужен ключ: заголовок Authorization: Bearer КЛЮЧ")
    if not caller.is_staff:
        _check_door(endpoint, caller)
    elif endpoint and endpoint.startswith(OF_MEMBERS):
        raise NotFoundError(NO_PAGE)
    elif endpoint in ADMINISTRATION and not may_manage_people(caller):
        raise ForbiddenError(ADMINISTRATORS_ONLY)
    elif endpoint and is_changing(endpoint, method) and not may_change(caller):
        raise ForbiddenError(READS_ONLY)


def opens(endpoint: str, scope: str) -> bool:
    """Whether a scope opens the door at all: members theirs, staff all others, the rest what is listed."""
    if endpoint.startswith(OF_MEMBERS):
        return scope == "member"
    return scope == "staff" or endpoint in ENDPOINTS_OF.get(scope, ())


def _check_door(endpoint: str | None, caller: Caller) -> None:
    if not endpoint or opens(endpoint, caller.scope):
        return
    if endpoint.startswith("web."):
        raise NotFoundError(NO_PAGE)
    raise ForbiddenError(STAFF_ONLY)


def is_changing(endpoint: str, method: str) -> bool:
    """Whether the door is one that only those need who change something."""
    if method in READING_METHODS:
        return endpoint in CHANGING_PAGES
    return endpoint not in READING_POSTS


def may_change(caller: Caller) -> bool:
    """Whether the caller changes anything at all; what exactly, the functions below say."""
    return caller.is_staff and caller.role in ("staff", "administrator")


def may_manage_people(caller: Caller) -> bool:
    """Whether the caller says who signs in and as what."""
    return caller.is_staff and caller.role == "administrator"


def may_see_changes(caller: Caller) -> bool:
    """Whether the caller sees who changed what, and what is in the archive."""
    return caller.is_staff


def acting_for(caller: Caller, company_id: int | None) -> Caller:
    """As whom the caller is answered when it asks for a company: batch work sees what that company sees."""
    return replace(caller, scope="member", company_id=company_id or 0) if caller.is_batch else caller


def is_in_cluster(company: AnyCompany) -> bool:
    """Whether the company takes part: whoever speaks for one that no longer does is a stranger."""
    return company.status in COMPANIES_OF_MEMBERS and not getattr(company, "archived_at", None)


def sees_company(caller: Caller, company: AnyCompany) -> bool:
    """Staff see all companies, others those of the cluster; a member its own, whatever its status."""
    if caller.is_staff:
        return True
    if getattr(company, "archived_at", None):
        return False
    return caller.owns(company.id) or (is_in_cluster(company) and (caller.is_member or caller.is_batch))


def sees_in_portal(caller: Caller, company_id: int, consented: bool) -> bool:
    """Pages of portals are told of no company that refused to be shown there, save their own."""
    return consented or caller.owns(company_id) or not caller.is_portal_page


def visible_companies(caller: Caller, companies: Iterable[SomeCompany]) -> list[SomeCompany]:
    """The companies that the caller may see, in their order."""
    return [company for company in companies if sees_company(caller, company)]


def sees_need(caller: Caller, need: AnyNeed) -> bool:
    """A private need is seen by its owner, staff and batch work; one open to the cluster by members too."""
    if caller.is_staff:
        return True
    if getattr(need, "archived_at", None):
        return False
    is_open = caller.is_member and need.visibility == "cluster"
    return caller.owns(need.company_id) or is_open or caller.is_batch


def visible_needs(caller: Caller, needs: Iterable[SomeNeed]) -> list[SomeNeed]:
    """The needs that the caller may see, in their order."""
    return [need for need in needs if sees_need(caller, need)]


def sees_asker(caller: Caller, need: AnyNeed, agreed: bool) -> bool:
    """Who asks is told to staff, batch work and the asker; to a member that sees the need, if `agreed`."""
    if caller.is_staff or caller.is_batch or caller.owns(need.company_id):
        return True
    return agreed and sees_need(caller, need)


def sees_personal_data(caller: Caller, company_id: int | None, consented: bool = False) -> bool:
    """A named person's contacts are shown to staff and the own company, to members where `consented`."""
    return caller.is_staff or caller.owns(company_id) or (caller.is_member and consented)


def sees_capacity(caller: Caller, company_id: int | None, is_competitor: bool) -> bool:
    """Capacity and how far it is taken up: hidden from members that make the same product."""
    return caller.is_staff or caller.owns(company_id) or (caller.is_member and not is_competitor)


def sees_probability(caller: Caller) -> bool:
    """Numbers of the model are for staff, others read a word."""
    return caller.is_staff


def sees_verdict(caller: Caller, verdict: VerdictRow) -> bool:
    """Staff see all verdicts, a member those that it gave itself; the judged company never does."""
    return caller.is_staff or caller.owns(verdict.by_company_id)


def may_judge_for(caller: Caller, company_id: int | None) -> bool:
    """Whether the caller says of offers whether they suit a need of this company."""
    return may_judge(caller) or caller.owns(company_id)


def may_change_company(caller: Caller, company_id: int | None) -> bool:
    """Whether the caller edits this company's profile, offers and needs: staff, and the company itself."""
    return may_change(caller) or caller.owns(company_id)


def may_change_field(caller: Caller, field: str) -> bool:
    """Whether the caller changes this field of a company: what it is called by is for staff to say."""
    return may_change(caller) or field not in STAFF_FIELDS


def waits_for_approval(caller: Caller, is_moderated: bool) -> bool:
    """Whether what the caller changes waits for a yes, where the association asks for one."""
    return is_moderated and not may_moderate(caller)


def may_see_record(caller: Caller, company_id: int | None) -> bool:
    """Whether the caller sees the whole record as it is kept: staff, and the company itself."""
    return caller.is_staff or caller.owns(company_id)


def may_see_needs_of(caller: Caller, company_id: int | None) -> bool:
    """Whether a company's needs stand on its card, which tells who asks: for staff, itself, batch work."""
    return caller.is_staff or caller.is_batch or caller.owns(company_id)


def may_pass_on(caller: Caller) -> bool:
    """Whether the caller hands a request on to the association: members, and staff for them."""
    return may_change(caller) or caller.is_member


def may_see_moderation(caller: Caller) -> bool:
    """Whether the caller sees what all members have entered and what waits."""
    return caller.is_staff


def may_moderate(caller: Caller) -> bool:
    """Whether the caller approves what members have entered."""
    return may_change(caller)


def may_keep_consents(caller: Caller, company_id: int | None) -> bool:
    """Whether the caller writes down what this company consents to, and withdraws it."""
    return may_change_company(caller, company_id)


def may_answer_contacts(caller: Caller, company_id: int | None) -> bool:
    """Whether the caller answers a request for the contacts of this company."""
    return may_change_company(caller, company_id)


def may_ask_contacts(caller: Caller, company_id: int | None) -> bool:
    """Whether the caller asks others for their contacts in the name of this company."""
    return may_change_company(caller, company_id)


def may_see_contacts(caller: Caller) -> bool:
    """Whether the caller sees who asks whom for contacts, with the notes of staff."""
    return caller.is_staff


def may_keep_contacts(caller: Caller) -> bool:
    """Whether the caller passes contacts on, takes answers back and writes notes on requests for contact."""
    return may_change(caller)


def sees_contact(caller: Caller, asking_id: int, asked_id: int) -> bool:
    """A request for contact is seen by staff and by both sides."""
    return caller.is_staff or caller.owns(asking_id) or caller.owns(asked_id)


def sees_asked_side(caller: Caller, asked_id: int, by_need: bool, agreed: bool) -> bool:
    """Whom a request went to: who asked about a need is told only once its owner has `agreed`."""
    return caller.is_staff or caller.owns(asked_id) or agreed or not by_need


def may_export_personal_data(caller: Caller) -> bool:
    """Whether the caller takes out all that is kept of a company and its people."""
    return may_change(caller)


def may_ask_for_own_data(caller: Caller) -> bool:
    """Whether the caller has a company whose data it may ask for."""
    return caller.is_member


def may_erase(caller: Caller) -> bool:
    """Whether the caller erases a person or a company for good."""
    return caller.is_staff and caller.role == "administrator"


def may_keep_portals(caller: Caller) -> bool:
    """Whether the caller says which portals there are, and from which origins the widget opens."""
    return may_manage_people(caller)


def may_fetch_tokens(caller: Caller) -> bool:
    """Whether the caller exchanges its key for tokens of companies: servers of portals."""
    return caller.scope == "portal"


def shows_in(caller: Caller, portal_id: str) -> bool:
    """Whether the caller's token was made for the widget of this portal."""
    return caller.is_member and caller.actor.startswith(f"portal:{portal_id}:")


def may_see_verdicts(caller: Caller) -> bool:
    """Whether the caller sees verdicts; the judged company never does."""
    return caller.is_staff


def may_judge(caller: Caller) -> bool:
    """Whether the caller gives verdicts and takes them back."""
    return may_change(caller)


def may_ask_why(caller: Caller) -> bool:
    """Whether the caller sees how an answer came about: who was put out, and by which numbers."""
    return caller.is_staff


def may_see_chains(caller: Caller) -> bool:
    """Whether the caller sees whole chains: a competitor must not learn their capacities."""
    return caller.is_staff


def may_see_contracts(caller: Caller) -> bool:
    """Whether the caller sees which companies have a contract with each other, and for how much."""
    return caller.is_staff


def may_shape_chains(caller: Caller) -> bool:
    """Whether the caller starts chains and says who fills their slots."""
    return may_change(caller)


def may_change_pool(caller: Caller) -> bool:
    """Whether the caller enters, edits and archives records of any company and chain."""
    return may_change(caller)


def may_see_duplicates(caller: Caller) -> bool:
    """Whether the caller sees which companies may have been entered twice."""
    return caller.is_staff


def may_merge(caller: Caller) -> bool:
    """Whether the caller makes two companies one, takes that back, and tells pairs apart."""
    return may_change(caller)


def may_see_partners(caller: Caller, company_id: int | None) -> bool:
    """Whether the caller sees who could supply this company and who could buy from it."""
    return caller.is_staff or caller.owns(company_id) or caller.is_batch


def may_see_horizontal(caller: Caller) -> bool:
    """Whether the caller sees partners of the same stage: they are competitors, with their free capacity."""
    return caller.is_staff


def may_decide_inputs(caller: Caller) -> bool:
    """Whether the caller says which inferred inputs of a company are right."""
    return may_change(caller)


def may_report(caller: Caller) -> bool:
    """Whether the caller sees the figures of the whole cluster."""
    return caller.is_staff


def may_keep_reports(caller: Caller) -> bool:
    """Whether the caller keeps figures, so that a later report is set beside them."""
    return may_change(caller)


def may_see_market(caller: Caller) -> bool:
    """Whether the caller sees what the whole pool asks for: niches, challenges, who has no contract yet."""
    return caller.is_staff


def may_collect_challenges(caller: Caller) -> bool:
    """Whether the caller writes down what holds companies back, and archives it."""
    return may_change(caller)


def may_see_journal(caller: Caller) -> bool:
    """Whether the caller sees the journal: who asks for what is told to the association only."""
    return caller.is_staff


def sees_pasted_text(caller: Caller) -> bool:
    """Whether the caller sees requests as they were pasted, with who called: those who work on them."""
    return may_keep_journal(caller)


def takes_requests(role: str) -> bool:
    """Whether a request is given to people of this role: a reader could do nothing about it."""
    return role in ("staff", "administrator")


def may_answer_request(caller: Caller, company_id: int) -> bool:
    """Whether the caller says what this company answers to a request that it was given."""
    return may_keep_journal(caller) or caller.owns(company_id)


def for_association(caller: Caller) -> Caller:
    """As whom a company's answer is written into the journal: under its name, as if staff had heard it."""
    return replace(caller, scope="staff", role="staff", company_id=None)


def may_keep_journal(caller: Caller) -> bool:
    """Whether the caller writes into the journal: requests, answers, how they ended."""
    return may_change(caller)


def may_import(caller: Caller) -> bool:
    """Whether the caller loads whole tables into the pool and takes a load back."""
    return may_change(caller)


def may_recruit(caller: Caller) -> bool:
    """Whether the caller sees whom the association means to invite: talks with companies are confidential."""
    return caller.is_staff


def may_invite(caller: Caller) -> bool:
    """Whether the caller marks companies as invited."""
    return may_change(caller)


def may_compare(caller: Caller) -> bool:
    """Whether the caller sees suppliers side by side: their capacities, what staff said of them."""
    return caller.is_staff


def may_keep_shortlists(caller: Caller) -> bool:
    """Whether the caller says who stays on the shortlist of a need, and writes a note on each."""
    return may_change(caller)


def may_save_searches(caller: Caller) -> bool:
    """Whether the caller keeps searches and is told what is new in them; everybody has their own."""
    return caller.is_staff


def may_see_overview(caller: Caller) -> bool:
    """Whether the caller sees the whole cluster at a glance: the dashboard and the map, prospects too."""
    return caller.is_staff


def may_see_quality(caller: Caller) -> bool:
    """Whether the caller sees which models answer and how often they are right."""
    return caller.is_staff


def may_rebuild(caller: Caller) -> bool:
    """Whether the caller has the snapshot built anew: of the pool as it is, so that nothing is lost by it."""
    return may_change(caller)


def may_keep_models(caller: Caller) -> bool:
    """Whether the caller trains scorers and returns to earlier scorers and snapshots."""
    return caller.is_staff and caller.role == "administrator"


def may_look_up_codes(caller: Caller) -> bool:
    """Whether the caller looks codes of the classifiers up; they are public, the door is not."""
    return caller.is_staff or caller.is_member or caller.is_batch


def may_send_mail(caller: Caller) -> bool:
    """Whether the caller approves, stops and looks after mailings: a letter cannot be called back."""
    return may_change(caller)


def may_plan_mail(caller: Caller) -> bool:
    """Whether the caller makes drafts of mailings, which nobody gets before staff approve them."""
    return may_send_mail(caller) or caller.is_batch


def may_see_mail(caller: Caller) -> bool:
    """Whether the caller sees letters, with whom they go to and why."""
    return caller.is_staff
