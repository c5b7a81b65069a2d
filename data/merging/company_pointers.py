"""Every column that names companies by id: what goes along when two of them become one."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from data.tables.confirmations import ConfirmationRow
from data.tables.consents import ConsentRow
from data.tables.contacts import ContactRow
from data.tables.journal import RequestEventRow, RequestRow
from data.tables.mail import LetterRow
from data.tables.pool import (
    ChallengeRow,
    ContractRow,
    InputDecisionRow,
    InvitationRow,
    KeyRow,
    NeedRow,
    OfferRow,
    ProjectRow,
    SlotRow,
    UserRow,
    VerdictRow,
)
from data.tables.self_service import InterestRow, ProposalRow
from data.tables.shortlists import ShortlistMarkRow


@dataclass(frozen=True)
class Pointer:
    """A column with the id of a company, or with a list of ids; `word` is what a row of it is called.

    Of rows that are the same in `once` a company has one only.
    """

    table: type[Any]
    column: str
    word: str
    once: str = ""
    is_list: bool = False

    def rows(self, session: Session, company_id: int) -> list[Any]:
        """The rows that name the company, archived ones among them, in order of entry."""
        column = getattr(self.table, self.column)
        # a list is asked for by its text, as one digit is in many numbers, and looked at here
        names_it = cast(column, Text).contains(str(company_id)) if self.is_list else column == company_id
        rows = session.scalars(select(self.table).where(names_it).order_by(self.table.id))
        return [row for row in rows if not self.is_list or company_id in getattr(row, self.column)]

    def known(self, session: Session, company_id: int) -> frozenset[Any]:
        """What the company has once already."""
        if not self.once:
            return frozenset()
        query = select(getattr(self.table, self.once)).where(getattr(self.table, self.column) == company_id)
        return frozenset(session.scalars(query)) - {None}

    def moved(self, value: Any, old_id: int, new_id: int) -> Any:
        """The column's value with the one company instead of the other."""
        if not self.is_list:
            return new_id
        return list(dict.fromkeys(new_id if id_ == old_id else id_ for id_ in value))


POINTERS = (
    Pointer(OfferRow, "company_id", "предложение|предложения|предложений", once="code"),
    Pointer(NeedRow, "company_id", "потребность|потребности|потребностей", once="code"),
    Pointer(ContractRow, "supplier_id", "договор поставки|договора поставки|договоров поставки"),
    Pointer(ContractRow, "customer_id", "договор закупки|договора закупки|договоров закупки"),
    Pointer(ProjectRow, "initiator_id", "проект|проекта|проектов"),
    Pointer(SlotRow, "filled_by", "закрытое звено|закрытых звена|закрытых звеньев", is_list=True),
    Pointer(RequestRow, "asked_by_company_id", "обращение|обращения|обращений"),
    Pointer(RequestEventRow, "company_id", "запись журнала|записи журнала|записей журнала"),
    Pointer(VerdictRow, "by_company_id", "свой вердикт|своих вердикта|своих вердиктов"),
    Pointer(VerdictRow, "company_id", "вердикт|вердикта|вердиктов"),
    Pointer(KeyRow, "company_id", "ключ API|ключа API|ключей API"),
    Pointer(UserRow, "company_id", "человек с входом|человека с входом|человек с входом"),
    Pointer(
        InputDecisionRow, "company_id", "решение о сырье|решения о сырье|решений о сырье", once="input_key"
    ),
    Pointer(InvitationRow, "company_id", "приглашение|приглашения|приглашений"),
    Pointer(ShortlistMarkRow, "company_id", "пометка|пометки|пометок", once="subject"),
    Pointer(LetterRow, "company_id", "письмо|письма|писем", once="mailing_id"),
    Pointer(ChallengeRow, "company_id", "вызов|вызова|вызовов"),
    Pointer(ConsentRow, "company_id", "согласие|согласия|согласий"),
    Pointer(ContactRow, "asking_id", "запрос контакта|запроса контакта|запросов контакта"),
    Pointer(ContactRow, "asked_id", "запрошенный контакт|запрошенных контакта|запрошенных контактов"),
    Pointer(ConfirmationRow, "company_id", "подтверждение|подтверждения|подтверждений"),
    Pointer(ProposalRow, "company_id", "предложенная правка|предложенные правки|предложенных правок"),
    Pointer(
        InterestRow, "company_id", "счётчик интереса|счётчика интереса|счётчиков интереса", once="subject"
    ),
)
