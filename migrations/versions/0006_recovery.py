"""Batches that go to the court, their records, and what the court answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from parking.store.types import Instant, Json

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("court_batches", "court_batch_records", "court_replies")
OWN_OR_EVERY = (
    "current_setting('parking.every', true) = 'on'"
    " OR authority_id = nullif(current_setting('parking.authority', true), '')::uuid"
)


def upgrade() -> None:
    op.create_table(
        "court_batches",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("transaction", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("composed_at", Instant(), nullable=False),
        sa.Column("composed_by", sa.String(length=60), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("total_pence", sa.Integer(), nullable=False),
        sa.Column("certified_on", sa.Date(), nullable=True),
        sa.Column("certified_by", sa.Uuid(), nullable=True),
        sa.Column("certified_name", sa.String(length=120), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("times_sent", sa.Integer(), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('composed', 'certified', 'sent', 'acknowledged', 'answered', 'given_up', 'discarded')",
            name=op.f("ck_court_batches_state_known"),
        ),
        sa.CheckConstraint(
            "state IN ('composed', 'discarded') OR (certified_by IS NOT NULL AND sha256 IS NOT NULL)",
            name=op.f("ck_court_batches_certified_by_somebody"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_batches")),
        sa.UniqueConstraint("authority_id", "number", name=op.f("uq_court_batches_authority_id_number")),
    )
    op.create_index(
        op.f("ix_court_batches_authority_id_state"), "court_batches", ["authority_id", "state"], unique=False
    )
    op.create_table(
        "court_batch_records",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("transaction", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=14), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("due_pence", sa.Integer(), nullable=False),
        sa.Column("fee_pence", sa.Integer(), nullable=False),
        sa.Column("facts", Json(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("says", sa.Text(), nullable=True),
        sa.Column("mend", sa.String(length=12), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('locked', 'taken_out', 'asked', 'done', 'rejected', 'stale', 'dropped')",
            name=op.f("ck_court_batch_records_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["court_batches.id"], name=op.f("fk_court_batch_records_batch_id_court_batches")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_batch_records")),
        sa.UniqueConstraint(
            "authority_id",
            "batch_id",
            "case_id",
            name=op.f("uq_court_batch_records_authority_id_batch_id_case_id"),
        ),
    )
    op.create_index(
        op.f("ix_court_batch_records_authority_id_case_id"),
        "court_batch_records",
        ["authority_id", "case_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_court_batch_records_authority_id_state"),
        "court_batch_records",
        ["authority_id", "state"],
        unique=False,
    )
    op.create_index(
        "uq_court_batch_records_open",
        "court_batch_records",
        ["authority_id", "transaction", "case_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('locked', 'asked')"),
        postgresql_where=sa.text("state IN ('locked', 'asked')"),
    )
    op.create_table(
        "court_replies",
        sa.Column("reply_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("facts", Json(), nullable=False),
        sa.Column("heard_at", Instant(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("trouble", sa.String(length=40), nullable=True),
        sa.Column("settled_by", sa.String(length=60), nullable=True),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'done', 'exception', 'settled')", name=op.f("ck_court_replies_state_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_replies")),
        sa.UniqueConstraint("authority_id", "reply_id", name=op.f("uq_court_replies_authority_id_reply_id")),
    )
    op.create_index(
        op.f("ix_court_replies_authority_id_state_kind"),
        "court_replies",
        ["authority_id", "state", "kind"],
        unique=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        return
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_authority ON {table} USING ({OWN_OR_EVERY})")


def downgrade() -> None:
    for table in ("court_replies", "court_batch_records", "court_batches"):
        op.drop_table(table)
