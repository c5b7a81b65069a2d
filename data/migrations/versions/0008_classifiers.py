"""OKPD2 and OKVED2 as their owner loaded them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change."""
    op.create_table(
        "classifier_editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=False),
        sa.Column("num_codes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_classifier_editions")),
    )
    op.create_index(op.f("ix_classifier_editions_kind"), "classifier_editions", ["kind"])
    op.create_table(
        "classifier_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("name_words", sa.Text(), nullable=False),
        sa.Column("description_words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["classifier_editions.id"], name=op.f("fk_classifier_codes_edition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_classifier_codes")),
    )
    op.create_index(
        op.f("ix_classifier_codes_edition_id_code"), "classifier_codes", ["edition_id", "code"], unique=True
    )


def downgrade() -> None:
    """Takes the change back."""
    op.drop_index(op.f("ix_classifier_codes_edition_id_code"), table_name="classifier_codes")
    op.drop_table("classifier_codes")
    op.drop_index(op.f("ix_classifier_editions_kind"), table_name="classifier_editions")
    op.drop_table("classifier_editions")
