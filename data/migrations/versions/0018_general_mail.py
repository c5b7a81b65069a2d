"""A company's general mail address, beside its phone and site."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change."""
    op.add_column("companies", sa.Column("email", sa.Text(), nullable=True))


def downgrade() -> None:
    """Takes the change back."""
    op.drop_column("companies", "email")
