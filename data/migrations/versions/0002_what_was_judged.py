"""Verdicts keep what was judged: the need as it was asked, title, kind and code of the offer."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXTS = (
    *("need_key", "need_kind", "need_okpd2", "need_unit", "need_place"),
    *("offer_title", "offer_kind", "offer_okpd2"),
)


def upgrade() -> None:
    """Applies the change; no earlier version wrote a verdict, so there is nothing to fill in."""
    with op.batch_alter_table("verdicts", schema=None) as batch_op:
        for name in TEXTS:
            batch_op.add_column(sa.Column(name, sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("need_volume", sa.Double(), nullable=True))
        batch_op.create_index(batch_op.f("ix_verdicts_need_key"), ["need_key"], unique=False)


def downgrade() -> None:
    """Takes the change back."""
    with op.batch_alter_table("verdicts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verdicts_need_key"))
        batch_op.drop_column("need_volume")
        for name in reversed(TEXTS):
            batch_op.drop_column(name)
