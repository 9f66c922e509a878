"""What follows the order for recovery: requests to the court, applications, enforcement agents, reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from parking.store.types import Instant, Json

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = (
    "enforcement_batches", "enforcement_requests", "court_applications", "outside_reports",
    "agent_instructions", "agent_messages",
)  # fmt: skip
OWN_OR_EVERY = (
    "current_setting('parking.every', true) = 'on'"
    " OR authority_id = nullif(current_setting('parking.authority', true), '')::uuid"
)


def upgrade() -> None:
    op.create_table(
        "enforcement_batches",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("certified_by", sa.Uuid(), nullable=False),
        sa.Column("certified_name", sa.String(120), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("total_pence", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("times_sent", sa.Integer(), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        *_owned("enforcement_batches"),
        sa.CheckConstraint("state IN ('certified', 'sent', 'acknowledged')",
                           name=op.f("ck_enforcement_batches_state_known")),
        sa.CheckConstraint("count > 0", name=op.f("ck_enforcement_batches_count_above_zero")),
        sa.UniqueConstraint("authority_id", "number", name=op.f("uq_enforcement_batches_authority_id_number")),
    )  # fmt: skip
    _index("enforcement_batches", "authority_id", "state")
    op.create_table(
        "enforcement_requests",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("asks", sa.String(20), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("due_pence", sa.Integer(), nullable=False),
        sa.Column("facts", Json(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("warrant", sa.String(40), nullable=True),
        sa.Column("reason", sa.String(40), nullable=True),
        sa.Column("says", sa.Text(), nullable=True),
        *_owned("enforcement_requests"),
        sa.ForeignKeyConstraint(["batch_id"], ["enforcement_batches.id"],
                                name=op.f("fk_enforcement_requests_batch_id_enforcement_batches")),
        sa.CheckConstraint("state IN ('asked', 'done', 'rejected', 'dropped')",
                           name=op.f("ck_enforcement_requests_state_known")),
        sa.UniqueConstraint("authority_id", "batch_id", "case_id",
                            name=op.f("uq_enforcement_requests_authority_id_batch_id_case_id")),
    )  # fmt: skip
    _index("enforcement_requests", "authority_id", "case_id")
    _one_open("uq_enforcement_requests_open", "enforcement_requests",
              ["authority_id", "asks", "case_id"], "state = 'asked'")  # fmt: skip
    op.create_table(
        "court_applications",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("ground", sa.String(24), nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("objects", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("erased_at", Instant(), nullable=True),
        *_owned("court_applications"),
        sa.CheckConstraint("state IN ('waiting', 'answered', 'granted', 'refused')",
                           name=op.f("ck_court_applications_state_known")),
    )  # fmt: skip
    _index("court_applications", "authority_id", "case_id")
    _index("court_applications", "authority_id", "state")
    op.create_table(
        "outside_reports",
        sa.Column("source", sa.String(8), nullable=False),
        sa.Column("message_id", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("facts", Json(), nullable=False),
        sa.Column("heard_at", Instant(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("settled_by", sa.String(60), nullable=True),
        sa.Column("settled_at", Instant(), nullable=True),
        *_owned("outside_reports"),
        sa.CheckConstraint("source IN ('court', 'agents')", name=op.f("ck_outside_reports_source_known")),
        sa.CheckConstraint("state IN ('done', 'exception', 'settled')",
                           name=op.f("ck_outside_reports_state_known")),
        sa.UniqueConstraint("authority_id", "source", "message_id",
                            name=op.f("uq_outside_reports_authority_id_source_message_id")),
    )  # fmt: skip
    _index("outside_reports", "authority_id", "source", "state", "heard_at")
    _index("outside_reports", "authority_id", "case_id")
    op.create_table(
        "agent_instructions",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("agent", sa.String(80), nullable=False),
        sa.Column("warrant", sa.String(40), nullable=False),
        sa.Column("warrant_ends_on", sa.Date(), nullable=False),
        sa.Column("instructed_on", sa.Date(), nullable=False),
        sa.Column("debt_pence", sa.Integer(), nullable=False),
        sa.Column("vulnerable", sa.Boolean(), nullable=False),
        sa.Column("care", sa.Text(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("fees_pence", sa.Integer(), nullable=False),
        sa.Column("stages", Json(), nullable=False),
        sa.Column("collected_pence", sa.Integer(), nullable=False),
        sa.Column("collected_fees_pence", sa.Integer(), nullable=False),
        sa.Column("recalled_on", sa.Date(), nullable=True),
        sa.Column("recall_reason", sa.String(24), nullable=True),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("back_reason", sa.String(24), nullable=True),
        sa.Column("erased_at", Instant(), nullable=True),
        *_owned("agent_instructions"),
        sa.CheckConstraint("state IN ('out', 'recalled', 'back')",
                           name=op.f("ck_agent_instructions_state_known")),
        sa.CheckConstraint("fees_pence >= 0", name=op.f("ck_agent_instructions_fees_not_negative")),
    )  # fmt: skip
    _index("agent_instructions", "authority_id", "state")
    _one_open("uq_agent_instructions_out", "agent_instructions", ["authority_id", "case_id"], "state <> 'back'")
    op.create_table(
        "agent_messages",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("why", sa.String(24), nullable=True),
        sa.Column("paid_pence", sa.Integer(), nullable=True),
        sa.Column("left_pence", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("body", Json(), nullable=True),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("times_sent", sa.Integer(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("declined", sa.String(20), nullable=True),
        *_owned("agent_messages"),
        sa.CheckConstraint("kind IN ('instruct', 'recall', 'hold', 'resume', 'paid_direct')",
                           name=op.f("ck_agent_messages_kind_known")),
    )  # fmt: skip
    _index("agent_messages", "authority_id", "case_id")
    _index("agent_messages", "authority_id", "batch_id")
    _index("agent_messages", "authority_id", "answered_at", "made_at")
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY own_authority ON {table} USING ({OWN_OR_EVERY})")


def downgrade() -> None:
    for table in ("agent_messages", "agent_instructions", "outside_reports", "court_applications",
                  "enforcement_requests", "enforcement_batches"):  # fmt: skip
        op.drop_table(table)


def _owned(table):
    return (
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _index(table, *columns):
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)


def _one_open(name, table, columns, where):
    said = sa.text(where)
    op.create_index(name, table, columns, unique=True, sqlite_where=said, postgresql_where=said)
