"""Searches that people keep, and what they say of the companies of a shortlist."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change."""
    op.create_table(
        "saved_searches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_searches")),
    )
    op.create_index(op.f("ix_saved_searches_owner"), "saved_searches", ["owner"])
    op.create_table(
        "shortlist_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_shortlist_marks_company_id_companies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist_marks")),
        sa.UniqueConstraint("subject", "company_id", name=op.f("uq_shortlist_marks_subject_company_id")),
    )
    op.create_index(op.f("ix_shortlist_marks_subject"), "shortlist_marks", ["subject"])
    op.create_index(op.f("ix_shortlist_marks_company_id"), "shortlist_marks", ["company_id"])


def downgrade() -> None:
    """Takes the change back."""
    op.drop_table("shortlist_marks")
    op.drop_table("saved_searches")
