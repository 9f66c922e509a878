"""Formal representations, the points they make, the documents sent, and who was made liable."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from parking.store.types import Instant, Json

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = ("claims", "documents", "liability_edges", "representations")
OWN_OR_EVERY = (
    "current_setting('parking.every', true) = 'on'"
    " OR authority_id = nullif(current_setting('parking.authority', true), '')::uuid"
)


def upgrade() -> None:
    op.create_table(
        "documents",
        *_owned(),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("erased_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_table(
        "representations",
        *_owned(),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("capacity", sa.String(length=12), nullable=False),
        sa.Column("grounds", Json(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("writer_party_id", sa.Uuid(), nullable=True),
        sa.Column("notice_party_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=60), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_note_id", sa.Uuid(), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("erased_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "is_late OR starts_on IS NOT NULL", name=op.f("ck_representations_in_time_has_its_days")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_representations")),
    )
    op.create_table(
        "claims",
        *_owned(),
        sa.Column("representation_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(length=30), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("listed_at", Instant(), nullable=False),
        sa.Column("listed_by", sa.String(length=60), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answer_salt", sa.String(length=32), nullable=True),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("answered_by", sa.String(length=60), nullable=True),
        sa.Column("evidence", Json(), nullable=True),
        sa.Column("erased_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    op.create_table(
        "liability_edges",
        *_owned(),
        sa.Column("representation_id", sa.Uuid(), nullable=False),
        sa.Column("from_party_id", sa.Uuid(), nullable=True),
        sa.Column("to_party_id", sa.Uuid(), nullable=False),
        sa.Column("ground", sa.String(length=30), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("hired_from", sa.Date(), nullable=True),
        sa.Column("hired_until", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "ground <> 'hired_out' OR (agreement_id IS NOT NULL AND signed_on IS NOT NULL)",
            name=op.f("ck_liability_edges_hirer_has_signed"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liability_edges")),
    )
    for table, *columns in (
        ("claims", "case_id"),
        ("claims", "representation_id", "place"),
        ("documents", "case_id"),
        ("liability_edges", "case_id"),
        ("representations", "case_id"),
        ("representations", "outcome", "received_on"),
    ):
        named = ["authority_id", *columns]
        op.create_index(op.f(f"ix_{table}_{'_'.join(named)}"), table, named, unique=False)
    if op.get_bind().dialect.name == "sqlite":
        return
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_authority ON {table} USING ({OWN_OR_EVERY})")


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _owned():
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
    )
