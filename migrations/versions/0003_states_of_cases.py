"""A case keeps its folded state, the last lawful day of what is due, and may wait to be served."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BEFORE = (
    "new", "served", "served_by_post", "challenged", "notice_to_owner", "represented", "rejected", "appealed",
    "appeal_refused", "appeal_withdrawn", "recommended", "charge_certificate", "registered",
    "order_for_recovery", "witness_statement", "warrant", "paid", "cancelled", "written_off",
)  # fmt: skip
DUE = ["authority_id", "next_step", "next_due_on"]


def upgrade() -> None:
    # No state is folded here: an empty one is replayed by the release that needs it, never guessed.
    with op.batch_alter_table("cases") as cases:
        cases.drop_constraint(op.f("ck_cases_stage_known"), type_="check")
        cases.create_check_constraint(op.f("ck_cases_stage_known"), _stage_in("prepared", *BEFORE))
        cases.alter_column("served_on", existing_type=sa.Date(), nullable=True)
        cases.add_column(sa.Column("lapses_on", sa.Date(), nullable=True))
        cases.add_column(sa.Column("review_on", sa.Date(), nullable=True))
        cases.add_column(sa.Column("state", sa.Text(), nullable=False, server_default=""))
    _index_due([*DUE, "id"])
    op.create_index("ix_cases_lapses_on", "cases", ["authority_id", "lapses_on"])
    held = sa.text("holds > 0")
    op.create_index(
        "ix_cases_review_on", "cases", ["authority_id", "review_on"], sqlite_where=held, postgresql_where=held
    )


def downgrade() -> None:
    op.drop_index("ix_cases_review_on", table_name="cases")
    op.drop_index("ix_cases_lapses_on", table_name="cases")
    # The release before knew served PCNs only, and that one is served on the day of its contravention.
    op.execute("UPDATE cases SET served_on = contravention_on WHERE served_on IS NULL")
    op.execute("UPDATE cases SET stage = 'served_by_post' WHERE stage = 'prepared'")
    with op.batch_alter_table("cases") as cases:
        cases.drop_column("state")
        cases.drop_column("review_on")
        cases.drop_column("lapses_on")
        cases.alter_column("served_on", existing_type=sa.Date(), nullable=False)
        cases.drop_constraint(op.f("ck_cases_stage_known"), type_="check")
        cases.create_check_constraint(op.f("ck_cases_stage_known"), _stage_in(*BEFORE))
    _index_due(DUE)


def _stage_in(*stages):
    return f"stage IN ({', '.join(repr(stage) for stage in stages)})"


def _index_due(columns):
    op.drop_index("ix_cases_due", table_name="cases")
    op.create_index("ix_cases_due", "cases", columns, unique=False)
