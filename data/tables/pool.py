"""The SQL tables of an installation, portable between SQLite and PostgreSQL."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    ColumnElement,
    DateTime,
    ForeignKey,
    Index,
    MetaData,
    Text,
    TypeDecorator,
    func,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, validates

from data.terms import last_day

MAX_ID = 2**31 - 1  # of an INTEGER of PostgreSQL; a larger number in a query is an error there


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: aware in Python; SQLite keeps no zone, so it is stored naive everywhere."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a naive moment: its zone would be a guess."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"moment without a time zone: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Gives the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """Names of constraints are stated so that migrations can find them on every engine."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        list[str]: JSON,
        list[int]: JSON,
        dict[str, Any]: JSON,
        datetime: Moment,
        str: Text,
    }


class Recorded:
    """Columns of every row that people enter: when it came, changed and left the pool."""

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    archived_at: Mapped[datetime | None]


class CompanyRow(Recorded, Base):
    """A company; `code` is the owner's own id, `name_folded` serves search in any case."""

    __tablename__ = "companies"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(index=True)
    status: Mapped[str] = mapped_column(index=True)
    inn: Mapped[str | None] = mapped_column(unique=True)
    ogrn: Mapped[str | None]
    roles: Mapped[list[str]] = mapped_column(default=list)
    region: Mapped[str | None]
    municipality: Mapped[str | None]
    site: Mapped[str | None]
    okved2: Mapped[list[str]] = mapped_column(default=list)
    about: Mapped[str | None]
    website: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    certificates: Mapped[list[str]] = mapped_column(default=list)
    sro: Mapped[str | None]
    minpromtorg: Mapped[bool | None]
    contact_name: Mapped[str | None]
    contact_email: Mapped[str | None]
    contact_phone: Mapped[str | None]
    confirmed_on: Mapped[date | None]
    fictional: Mapped[bool] = mapped_column(default=False)

    offers: Mapped[list["OfferRow"]] = relationship(back_populates="company")
    needs: Mapped[list["NeedRow"]] = relationship(back_populates="company")

    @hybrid_property
    def mail_address(self) -> str | None:
        """Where letters go: the general address, else the contact person's."""
        return self.email or self.contact_email

    @mail_address.inplace.expression
    @classmethod
    def _mail_address(cls) -> ColumnElement[str | None]:
        return func.coalesce(cls.email, cls.contact_email)


class OfferRow(Recorded, Base):
    """What a company can supply."""

    __tablename__ = "offers"
    __table_args__ = (Index(None, "company_id", "code", unique=True),)

    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    code: Mapped[str | None]
    kind: Mapped[str]
    title: Mapped[str]
    description: Mapped[str | None]
    okpd2: Mapped[str | None]
    unit: Mapped[str | None]
    capacity_per_month: Mapped[float | None]
    utilisation_percent: Mapped[float | None]
    min_batch: Mapped[str | None]
    lead_time_days: Mapped[int | None]
    standard: Mapped[str | None]
    radius_km: Mapped[float | None]
    confirmed_on: Mapped[date | None]

    company: Mapped[CompanyRow] = relationship(back_populates="offers")


class NeedRow(Recorded, Base):
    """What a company looks for; a private one is seen by its owner and by staff only.

    `due` is an ISO date where a date was given and the writer's own words («до конца месяца») where not;
    `due_on` is the last day that they mean, empty where they mean none, and `due_told_on` the day on which
    they were told, or found still true.
    """

    __tablename__ = "needs"
    __table_args__ = (Index(None, "company_id", "code", unique=True),)

    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    code: Mapped[str | None]
    kind: Mapped[str]
    title: Mapped[str]
    description: Mapped[str | None]
    okpd2: Mapped[str | None]
    volume: Mapped[float | None]
    unit: Mapped[str | None]
    due: Mapped[str | None]
    due_on: Mapped[date | None] = mapped_column(index=True)
    due_told_on: Mapped[date | None]
    place: Mapped[str | None]
    current_supplier: Mapped[str | None]
    imported: Mapped[bool | None]
    visibility: Mapped[str] = mapped_column(default="private")

    company: Mapped[CompanyRow] = relationship(back_populates="needs")

    @validates("due")
    def _read_due(self, _name: str, value: str | None) -> str | None:
        if value != self.due:
            self.due_told_on = date.today()
            self.due_on = last_day(value, self.due_told_on) if value else None
        return value


class ChallengeRow(Recorded, Base):
    """What holds a company back and is no purchase: certification, power, land, staff, finance."""

    __tablename__ = "challenges"

    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    topic: Mapped[str]
    text: Mapped[str]


class ContractRow(Recorded, Base):
    """A contract between two companies of the pool."""

    __tablename__ = "contracts"

    code: Mapped[str | None] = mapped_column(unique=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    subject: Mapped[str]
    amount_rub: Mapped[float | None]
    signed_on: Mapped[date | None]


class ChainRow(Recorded, Base):
    """A production-cooperation chain."""

    __tablename__ = "chains"

    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(default="vertical")
    stage: Mapped[str] = mapped_column(default="conceived")
    investment_rub: Mapped[float | None]
    description: Mapped[str | None]

    projects: Mapped[list["ProjectRow"]] = relationship(back_populates="chain")


class ProjectRow(Recorded, Base):
    """An investment project of a chain."""

    __tablename__ = "projects"

    code: Mapped[str] = mapped_column(unique=True)
    chain_id: Mapped[int] = mapped_column(ForeignKey("chains.id"), index=True)
    initiator_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"))
    title: Mapped[str]
    product: Mapped[str]
    okpd2: Mapped[str | None]
    stage: Mapped[str] = mapped_column(default="idea")
    capacity_per_month: Mapped[float | None]
    unit: Mapped[str | None]
    investment_rub: Mapped[float | None]
    description: Mapped[str | None]

    chain: Mapped[ChainRow] = relationship(back_populates="projects")
    slots: Mapped[list["SlotRow"]] = relationship(back_populates="project")


class SlotRow(Recorded, Base):
    """An input or a service that a project requires, and who fills it on which basis."""

    __tablename__ = "slots"

    code: Mapped[str] = mapped_column(unique=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"), index=True)
    title: Mapped[str]
    kind: Mapped[str]
    description: Mapped[str | None]
    okpd2: Mapped[str | None]
    volume_per_month: Mapped[float | None]
    unit: Mapped[str | None]
    filled_by: Mapped[list[int]] = mapped_column(default=list)
    basis: Mapped[str | None]

    project: Mapped[ProjectRow] = relationship(back_populates="slots")


class VerdictRow(Base):
    """What somebody said of a pair of need and offer, on which snapshot; a provisional offer has no id.

    `by_company_id` is the member company that said it of its own need, empty where staff did.

    Texts, kind, code and place are those of the moment: a record that is edited later was not judged.
    `need_key` finds a free-text need again (data.store.verdicts.need_key); one of the pool has an id instead.
    The offer's fields are empty where a whole company was judged that told nothing of itself.
    """

    __tablename__ = "verdicts"

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("needs.id"), index=True)
    need_text: Mapped[str | None]
    need_key: Mapped[str | None] = mapped_column(index=True)
    need_kind: Mapped[str | None]
    need_okpd2: Mapped[str | None]
    need_volume: Mapped[float | None]
    need_unit: Mapped[str | None]
    need_place: Mapped[str | None]
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offers.id"), index=True)
    offer_title: Mapped[str | None]
    offer_kind: Mapped[str | None]
    offer_okpd2: Mapped[str | None]
    verdict: Mapped[str]
    reason: Mapped[str | None]
    amount_rub: Mapped[float | None]
    rank: Mapped[int | None]
    snapshot: Mapped[str]
    given_by: Mapped[str]
    by_company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"), index=True)
    given_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]

    company: Mapped[CompanyRow] = relationship(foreign_keys=[company_id])


class InputDecisionRow(Base):
    """What staff said of an input inferred from a company's products: accepted or struck."""

    __tablename__ = "input_decisions"
    __table_args__ = (Index(None, "company_id", "input_key", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    input_key: Mapped[str]
    input_name: Mapped[str]
    accepted: Mapped[bool]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime] = mapped_column(default=now)


class InvitationRow(Base):
    """A company that staff have invited; taking the mark back keeps the row."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    invited_by: Mapped[str]
    invited_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]


class ReportRow(Base):
    """The figures of a report as they were on its day, so that the next one can be set beside them."""

    __tablename__ = "reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(default=now, index=True)
    taken_by: Mapped[str]
    figures: Mapped[dict[str, Any]]


class UserRow(Base):
    """A person who signs in; `company_id` is empty for staff."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    scope: Mapped[str] = mapped_column(default="staff")
    role: Mapped[str] = mapped_column(default="staff")
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"), index=True)
    session_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_sign_in_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]


class KeyRow(Base):
    """An API key; only the sha256 of the secret is kept. One of a member has a `company_id`."""

    __tablename__ = "keys"

    id: Mapped[str] = mapped_column(primary_key=True)
    secret_sha256: Mapped[str]
    scope: Mapped[str]
    role: Mapped[str] = mapped_column(default="staff")
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"), index=True)
    note: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_used_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None]


class AuditRow(Base):
    """Who changed what and when; names of fields, never personal values."""

    __tablename__ = "audit_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str | None]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)


class RevisionRow(Base):
    """One row: a counter that every change of the pool raises, so that a stale snapshot is seen."""

    __tablename__ = "pool_revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
