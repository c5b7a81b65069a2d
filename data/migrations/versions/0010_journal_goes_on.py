"""The journal goes on: chains, contracts, next steps and versions of requests; terms of needs; confirmations."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_POINTS_AT = {"slot_id": "slots", "contract_id": "contracts"}


def upgrade() -> None:
    """Applies the change; of the terms told so far the dates are read, words have no last day."""
    op.add_column("requests", sa.Column("text_folded", sa.Text(), nullable=False, server_default=""))
    op.add_column("requests", sa.Column("about", sa.Text(), nullable=True))
    op.add_column("requests", sa.Column("next_on", sa.Date(), nullable=True))
    own = sa.Column("is_contract_own", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("requests", own)
    op.add_column("requests", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    for name, table in _POINTS_AT.items():
        target = sa.ForeignKey(f"{table}.id", name=op.f(f"fk_requests_{name}"))
        # inline, since SQLite would rebuild the table, which events of requests point at
        op.add_column("requests", sa.Column(name, sa.Integer(), target), inline_references=True)
        op.create_index(op.f(f"ix_requests_{name}"), "requests", [name], unique=False)
    _fold_texts()
    op.add_column("needs", sa.Column("due_on", sa.Date(), nullable=True))
    op.add_column("needs", sa.Column("due_told_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_needs_due_on"), "needs", ["due_on"], unique=False)
    _read_dates()
    op.create_table(
        "confirmations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_confirmations_company_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmations")),
    )
    op.create_index(op.f("ix_confirmations_company_id"), "confirmations", ["company_id"], unique=False)


def downgrade() -> None:
    """Takes the change back; SQLite refuses, whole, where a request has a history."""
    op.drop_table("confirmations")
    op.drop_index(op.f("ix_needs_due_on"), "needs")
    op.drop_column("needs", "due_told_on")
    op.drop_column("needs", "due_on")
    with op.batch_alter_table("requests", schema=None) as batch_op:
        for column in _POINTS_AT:
            batch_op.drop_index(batch_op.f(f"ix_requests_{column}"))
            batch_op.drop_column(column)
        for column in ("version", "is_contract_own", "next_on", "about", "text_folded"):
            batch_op.drop_column(column)


def _fold_texts() -> None:
    requests = sa.table("requests", sa.column("id"), sa.column("text"), sa.column("text_folded"))
    for id_, text in op.get_bind().execute(sa.select(requests.c.id, requests.c.text)).all():
        told = " ".join(text.casefold().replace("ё", "е").split())
        op.execute(requests.update().where(requests.c.id == id_).values(text_folded=told))


def _read_dates() -> None:
    needs = sa.table(
        "needs",
        *(sa.column(name) for name in ("id", "due")),
        *(sa.column(name, sa.Date()) for name in ("due_on", "due_told_on")),
        sa.column("created_at", sa.DateTime()),
    )
    told = sa.select(needs.c.id, needs.c.due, needs.c.created_at).where(needs.c.due.is_not(None))
    for id_, due, created_at in op.get_bind().execute(told).all():
        op.execute(
            needs.update().where(needs.c.id == id_).values(due_told_on=created_at.date(), due_on=_date(due))
        )


def _date(due: str) -> date | None:
    try:
        return date.fromisoformat(due)
    except ValueError:
        return None
