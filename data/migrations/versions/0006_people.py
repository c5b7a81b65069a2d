"""Roles of people and keys, the last sign-in, and counters that several processes share."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change; whoever could do everything until now is an administrator."""
    op.add_column("users", sa.Column("role", sa.Text(), nullable=False, server_default="staff"))
    op.add_column("users", sa.Column("last_sign_in_at", sa.DateTime(), nullable=True))
    op.execute("UPDATE users SET role = 'administrator'")
    op.add_column("keys", sa.Column("role", sa.Text(), nullable=False, server_default="staff"))
    op.create_table(
        "counters",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_counters")),
    )
    op.create_index(op.f("ix_counters_ends_at"), "counters", ["ends_at"], unique=False)


def downgrade() -> None:
    """Takes the change back."""
    op.drop_table("counters")
    op.drop_column("keys", "role")
    op.drop_column("users", "last_sign_in_at")
    op.drop_column("users", "role")
