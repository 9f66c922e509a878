"""The facts behind holds, arrangements to pay, adjustments for people, and print runs that differ."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from parking.store.types import Instant, Json

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WALLED = ("circumstances", "arrangements", "instalments", "adjustments", "run_differences")
OWN_OR_EVERY = (
    "current_setting('parking.every', true) = 'on'"
    " OR authority_id = nullif(current_setting('parking.authority', true), '')::uuid"
)


def upgrade() -> None:
    _circumstances()
    _arrangements()
    _adjustments()
    _run_differences()
    op.create_index(op.f("ix_parties_authority_id_postcode"), "parties", ["authority_id", "postcode"])
    op.create_index(
        op.f("ix_cases_authority_id_liable_party_id"), "cases", ["authority_id", "liable_party_id"]
    )
    if op.get_bind().dialect.name == "sqlite":
        return
    for table in WALLED:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_authority ON {table} USING ({OWN_OR_EVERY})")


def downgrade() -> None:
    op.drop_index(op.f("ix_cases_authority_id_liable_party_id"), table_name="cases")
    op.drop_index(op.f("ix_parties_authority_id_postcode"), table_name="parties")
    for table in ("instalments", *(each for each in WALLED if each != "instalments")):
        op.drop_table(table)


def _circumstances() -> None:
    op.create_table(
        "circumstances",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("hold_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("what", sa.String(length=30), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=60), nullable=False),
        sa.Column("erased_at", Instant(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR begins_on IS NOT NULL",
            name=op.f("ck_circumstances_no_end_without_beginning"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circumstances")),
        sa.UniqueConstraint("authority_id", "hold_id", name=op.f("uq_circumstances_authority_id_hold_id")),
    )
    _index("circumstances", "authority_id", "case_id")
    _index("circumstances", "authority_id", "kind", "reference")


def _arrangements() -> None:
    op.create_table(
        "arrangements",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("hold_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("agreed_by", sa.String(length=60), nullable=False),
        sa.Column("paid_before_pence", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("state IN ('running', 'kept', 'ended')", name=op.f("ck_arrangements_state_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangements")),
        sa.UniqueConstraint("authority_id", "hold_id", name=op.f("uq_arrangements_authority_id_hold_id")),
    )
    _index("arrangements", "authority_id", "case_id")
    _index("arrangements", "authority_id", "state")
    op.create_table(
        "instalments",
        sa.Column("arrangement_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("pence > 0", name=op.f("ck_instalments_pence_above_zero")),
        sa.ForeignKeyConstraint(
            ["arrangement_id"], ["arrangements.id"], name=op.f("fk_instalments_arrangement_id_arrangements")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instalments")),
        sa.UniqueConstraint("arrangement_id", "place", name=op.f("uq_instalments_arrangement_id_place")),
    )


def _adjustments() -> None:
    op.create_table(
        "adjustments",
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.String(length=60), nullable=False),
        sa.Column("erased_at", Instant(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= since_on", name=op.f("ck_adjustments_ends_after_it_begins")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustments")),
    )
    _index("adjustments", "authority_id", "party_id")


def _run_differences() -> None:
    op.create_table(
        "run_differences",
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("held", Json(), nullable=False),
        sa.Column("found_at", Instant(), nullable=False),
        sa.Column("found_by", sa.String(length=60), nullable=False),
        sa.Column("explained_at", Instant(), nullable=True),
        sa.Column("explained_by", sa.String(length=60), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "counted >= 0 AND counted <> expected", name=op.f("ck_run_differences_counts_differ")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["print_runs.id"], name=op.f("fk_run_differences_run_id_print_runs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_differences")),
    )
    _index("run_differences", "authority_id", "run_id")


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
