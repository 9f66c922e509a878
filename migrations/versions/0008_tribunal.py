"""Appeals, what the tribunal told us, and what we ask and tell it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from parking.store.types import Instant, Json

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = ("appeals", "appeal_messages", "tribunal_sendings")
OWN_OR_EVERY = (
    "current_setting('parking.every', true) = 'on'"
    " OR authority_id = nullif(current_setting('parking.authority', true), '')::uuid"
)


def upgrade() -> None:
    op.create_table(
        "appeals",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.Column("was_late", sa.Boolean(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("directions", Json(), nullable=False),
        sa.Column("complied_on", sa.Date(), nullable=True),
        sa.Column("reasons_note_id", sa.Uuid(), nullable=True),
        *_own("appeals"),
        sa.UniqueConstraint("authority_id", "reference", name=op.f("uq_appeals_authority_id_reference")),
        _among("appeals", "open", "recommended", "ended", "lost", "at_legal"),
    )
    op.create_table(
        "appeal_messages",
        sa.Column("message_id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("body", Json(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=60), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("hold_id", sa.Uuid(), nullable=True),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("settled_by", sa.String(length=60), nullable=True),
        sa.Column("settled_note", sa.Text(), nullable=True),
        *_own("appeal_messages"),
        sa.UniqueConstraint(
            "authority_id", "message_id", name=op.f("uq_appeal_messages_authority_id_message_id")
        ),
        _among("appeal_messages", "acted", "exception", "settled"),
    )
    op.create_table(
        "tribunal_sendings",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("appeal_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("body", Json(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("answer", sa.String(length=60), nullable=True),
        *_own("tribunal_sendings"),
        _among("tribunal_sendings", "intended", "sent", "answered", "taken", "refused", "timed_out"),
    )
    _index("appeals", "case_id")
    _index("appeals", "state")
    _index("appeal_messages", "state", "received_at")
    _index("appeal_messages", "case_id")
    _index("tribunal_sendings", "state", "kind", "made_at")
    _index("tribunal_sendings", "case_id")
    if op.get_bind().dialect.name != "sqlite":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY own_authority ON {table} USING ({OWN_OR_EVERY})")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)  # its policy goes with it


def _own(table):
    return (
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _among(table, *states):
    listed = ", ".join(repr(state) for state in states)
    return sa.CheckConstraint(f"state IN ({listed})", name=op.f(f"ck_{table}_state_known"))


def _index(table, *columns):
    whole = ("authority_id", *columns)
    op.create_index(op.f(f"ix_{table}_{'_'.join(whole)}"), table, whole, unique=False)
