"""Keys, people and verdicts of member companies, and answers kept for requests that are repeated."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_OF_COMPANIES = {"keys": "company_id", "users": "company_id", "verdicts": "by_company_id"}


def upgrade() -> None:
    """Applies the change."""
    for table, name in _OF_COMPANIES.items():
        target = sa.ForeignKey("companies.id", name=op.f(f"fk_{table}_{name}"))
        # inline, since SQLite would rebuild the table
        op.add_column(table, sa.Column(name, sa.Integer(), target, nullable=True), inline_references=True)
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=False)
    op.create_table(
        "kept_answers",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_kept_answers")),
    )
    op.create_index(op.f("ix_kept_answers_ends_at"), "kept_answers", ["ends_at"], unique=False)


def downgrade() -> None:
    """Takes the change back."""
    op.drop_table("kept_answers")
    for table, name in _OF_COMPANIES.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(batch_op.f(f"ix_{table}_{name}"))
            batch_op.drop_column(name)
