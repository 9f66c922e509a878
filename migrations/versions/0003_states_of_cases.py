"""A case keeps its folded state, the last lawful day of what is due, and may wait to be served."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

DUE = ["authority_id", "next_step", "next_due_on"]


def upgrade() -> None:
    # No state is folded here: an empty one is replayed by the release that needs it, never guessed.
    with op.batch_alter_table("cases") as cases:
        cases.alter_column("served_on", existing_type=sa.Date(), nullable=True)
        cases.add_column(sa.Column("lapses_on", sa.Date(), nullable=True))
        cases.add_column(sa.Column("state", sa.Text(), nullable=False, server_default=""))
    _index_due([*DUE, "id"])


def downgrade() -> None:
    # The release before knew served PCNs only, and that one is served on the day of its contravention.
    op.execute("UPDATE cases SET served_on = contravention_on WHERE served_on IS NULL")
    with op.batch_alter_table("cases") as cases:
        cases.drop_column("state")
        cases.drop_column("lapses_on")
        cases.alter_column("served_on", existing_type=sa.Date(), nullable=False)
    _index_due(DUE)


def _index_due(columns):
    op.drop_index("ix_cases_due", table_name="cases")
    op.create_index("ix_cases_due", "cases", columns, unique=False)
