"""Challenges, receipts, refunds, closing decisions and declared interests."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from parking.store.types import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WALLED = (
    "challenges", "closing_decisions", "declared_interests", "receipts", "receipt_candidates", "refunds",
)  # fmt: skip
OWN_OR_EVERY = (
    "current_setting('parking.every', true) = 'on'"
    " OR authority_id = nullif(current_setting('parking.authority', true), '')::uuid"
)


def upgrade() -> None:
    op.create_table(
        "challenges",
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=14), nullable=False),
        sa.Column("before_its_pcn", sa.Boolean(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("email", sa.String(length=255), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answer_salt", sa.String(length=32), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=60), nullable=True),
        sa.Column("reoffer_until", sa.Date(), nullable=True),
        sa.Column("paper_id", sa.Uuid(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state = 'waiting' OR case_id IS NOT NULL", name=op.f("ck_challenges_only_waiting_without_case")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'open', 'answered', 'refused', 'accepted', 'withdrawn')",
            name=op.f("ck_challenges_state_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenges")),
    )
    op.create_index(
        op.f("ix_challenges_authority_id_case_id"), "challenges", ["authority_id", "case_id"], unique=False
    )
    op.create_index(
        op.f("ix_challenges_authority_id_paper_id"), "challenges", ["authority_id", "paper_id"], unique=False
    )
    op.create_index(
        op.f("ix_challenges_authority_id_state_received_on"),
        "challenges",
        ["authority_id", "state", "received_on"],
        unique=False,
    )
    op.create_table(
        "closing_decisions",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("given_up_pence", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=False),
        sa.Column("decided_by", sa.String(length=60), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=True),
        sa.Column("needs_second", sa.Boolean(), nullable=False),
        sa.Column("second_by", sa.String(length=60), nullable=True),
        sa.Column("second_on", sa.Date(), nullable=True),
        sa.Column("second_agrees", sa.Boolean(), nullable=True),
        sa.Column("second_text", sa.Text(), nullable=True),
        sa.Column("second_salt", sa.String(length=32), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('cancelled', 'written_off', 'reopened', 'challenge_accepted')",
            name=op.f("ck_closing_decisions_kind_known"),
        ),
        sa.CheckConstraint(
            "second_by IS NULL OR second_by <> decided_by", name=op.f("ck_closing_decisions_two_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_decisions")),
    )
    op.create_index(
        op.f("ix_closing_decisions_authority_id_case_id"),
        "closing_decisions",
        ["authority_id", "case_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_closing_decisions_authority_id_decided_on"),
        "closing_decisions",
        ["authority_id", "decided_on"],
        unique=False,
    )
    op.create_table(
        "declared_interests",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.String(length=20), nullable=False),
        sa.Column("whose", sa.String(length=12), nullable=False),
        sa.Column("declared_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "whose IN ('own', 'relative', 'other')", name=op.f("ck_declared_interests_whose_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declared_interests")),
        sa.UniqueConstraint(
            "authority_id", "user_id", "mark", name=op.f("uq_declared_interests_authority_id_user_id_mark")
        ),
    )
    op.create_index(
        op.f("ix_declared_interests_authority_id_mark"),
        "declared_interests",
        ["authority_id", "mark"],
        unique=False,
    )
    op.create_table(
        "receipts",
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("amount_pence", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("said", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=60), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('credited', 'held', 'unmatched', 'returned', 'reversed')",
            name=op.f("ck_receipts_state_known"),
        ),
        sa.CheckConstraint("amount_pence > 0", name=op.f("ck_receipts_amount_above_zero")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipts")),
        sa.UniqueConstraint("authority_id", "key", name=op.f("uq_receipts_authority_id_key")),
    )
    op.create_index(
        op.f("ix_receipts_authority_id_case_id"), "receipts", ["authority_id", "case_id"], unique=False
    )
    op.create_index(
        op.f("ix_receipts_authority_id_state_received_on"),
        "receipts",
        ["authority_id", "state", "received_on"],
        unique=False,
    )
    op.create_table(
        "refunds",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("amount_pence", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("asked_by", sa.String(length=60), nullable=False),
        sa.Column("second_by", sa.String(length=60), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("state IN ('asked', 'paid', 'declined')", name=op.f("ck_refunds_state_known")),
        sa.CheckConstraint("amount_pence > 0", name=op.f("ck_refunds_amount_above_zero")),
        sa.CheckConstraint("second_by IS NULL OR second_by <> asked_by", name=op.f("ck_refunds_two_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refunds")),
    )
    op.create_index(
        op.f("ix_refunds_authority_id_case_id"), "refunds", ["authority_id", "case_id"], unique=False
    )
    op.create_index(op.f("ix_refunds_authority_id_state"), "refunds", ["authority_id", "state"], unique=False)
    op.create_table(
        "receipt_candidates",
        sa.Column("receipt_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("hold_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["receipts.id"], name=op.f("fk_receipt_candidates_receipt_id_receipts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_candidates")),
        sa.UniqueConstraint("receipt_id", "case_id", name=op.f("uq_receipt_candidates_receipt_id_case_id")),
    )
    op.create_index(
        op.f("ix_receipt_candidates_authority_id_case_id"),
        "receipt_candidates",
        ["authority_id", "case_id"],
        unique=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        return
    for table in WALLED:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_authority ON {table} USING ({OWN_OR_EVERY})")


def downgrade() -> None:
    for table in ("receipt_candidates", *(t for t in WALLED if t != "receipt_candidates")):
        op.drop_table(table)
