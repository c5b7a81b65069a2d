"""Whether a mailing is through is asked without walking over the letters that went."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change."""
    op.create_index(op.f("ix_letters_mailing_id_state"), "letters", ["mailing_id", "state"])


def downgrade() -> None:
    """Takes the change back."""
    op.drop_index(op.f("ix_letters_mailing_id_state"), "letters")
