"""Who may do and see what: the only module that decides.

Doors (API, pages, command line) find out who is calling; this module says what that caller may.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from data.tables import NeedRow
from service.errors import ForbiddenError, UnauthorizedError

SCOPES = ("staff",)

# endpoints that answer anybody: life signs, documentation, files of the pages, signing in
PUBLIC_ENDPOINTS = frozenset(
    {
        "health.alive",
        "health.ready",
        "docs.openapi",
        "docs.page",
        "docs.asset",
        "static",
        "web.sign_in",
    }
)


@dataclass(frozen=True)
class Caller:
    """Somebody known: `actor` is what the audit log names («key:ab12», «user:3»)."""

    actor: str
    scope: str
    name: str = ""

    @property
    def is_staff(self) -> bool:
        """Association staff see everything."""
        return self.scope == "staff"


COMMAND_LINE = Caller("cli", "staff", "командная строка")


def check_endpoint(endpoint: str | None, caller: Caller | None) -> None:
    """Raises UnauthorizedError or ForbiddenError unless the caller may use the endpoint.

    An unknown endpoint (None) is guarded too: a stranger learns nothing about which paths exist.
    """
    if endpoint in PUBLIC_ENDPOINTS:
        return
    if caller is None:
        raise UnauthorizedError("Нужен ключ: заголовок Authorization: Bearer КЛЮЧ")
    if not caller.is_staff:
        raise ForbiddenError("Этот ключ здесь не действует")


def visible_needs(caller: Caller, needs: Iterable[NeedRow]) -> list[NeedRow]:
    """The needs that the caller may see."""
    return [need for need in needs if caller.is_staff]


def sees_personal_data(caller: Caller) -> bool:
    """Whether a named person's contacts are shown to the caller."""
    return caller.is_staff


def may_judge(caller: Caller) -> bool:
    """Whether the caller gives and sees verdicts; the judged company never does."""
    return caller.is_staff


def may_ask_why(caller: Caller) -> bool:
    """Whether the caller sees how an answer came about: who was put out, and by which numbers."""
    return caller.is_staff


def may_shape_chains(caller: Caller) -> bool:
    """Whether the caller sees and starts whole chains: a competitor must not learn their capacities."""
    return caller.is_staff


def may_change_pool(caller: Caller) -> bool:
    """Whether the caller enters, edits and archives records of any company and chain."""
    return caller.is_staff


def may_see_partners(caller: Caller) -> bool:
    """Whether the caller sees who could work with whom: private needs and prospects are among them."""
    return caller.is_staff


def may_see_horizontal(caller: Caller) -> bool:
    """Whether the caller sees partners of the same stage: they are competitors, with their free capacity."""
    return caller.is_staff


def may_decide_inputs(caller: Caller) -> bool:
    """Whether the caller says which inferred inputs of a company are right."""
    return caller.is_staff


def may_report(caller: Caller) -> bool:
    """Whether the caller sees and keeps the figures of the whole cluster."""
    return caller.is_staff


def may_see_market(caller: Caller) -> bool:
    """Whether the caller sees what the whole pool asks for: niches, challenges, who has no contract yet."""
    return caller.is_staff


def may_keep_journal(caller: Caller) -> bool:
    """Whether the caller sees and keeps the journal: who asks for what is told to the association only."""
    return caller.is_staff


def may_import(caller: Caller) -> bool:
    """Whether the caller loads whole tables into the pool and takes a load back."""
    return caller.is_staff


def may_recruit(caller: Caller) -> bool:
    """Whether the caller sees whom the association means to invite: talks with companies are confidential."""
    return caller.is_staff
