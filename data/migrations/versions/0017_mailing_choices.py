"""How often companies want letters, and what they answered to them."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change."""
    op.create_table(
        "mailing_choices",
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("frequency", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_mailing_choices_company_id")),
        sa.PrimaryKeyConstraint("company_id", name=op.f("pk_mailing_choices")),
    )
    op.create_table(
        "letter_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_letter_answers_letter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_answers")),
    )
    op.create_index(
        op.f("ix_letter_answers_letter_id_item_kind"),
        "letter_answers",
        ["letter_id", "item", "kind"],
        unique=True,
    )


def downgrade() -> None:
    """Takes the change back."""
    op.drop_table("letter_answers")
    op.drop_table("mailing_choices")
