"""What was written down of a request by mistake can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change."""
    op.add_column("request_events", sa.Column("withdrawn_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    """Takes the change back."""
    with op.batch_alter_table("request_events") as batch:
        batch.drop_column("withdrawn_at")
