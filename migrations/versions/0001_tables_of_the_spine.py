"""Tables of the spine: authorities to motorists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from parking.store.types import Instant, Json

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "authorities",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("regime", sa.String(length=30), nullable=False),
        sa.Column("nation", sa.String(length=30), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("is_demonstration", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authorities")),
        sa.UniqueConstraint("code", name=op.f("uq_authorities_code")),
    )
    op.create_table(
        "cases",
        sa.Column("number", sa.String(length=14), nullable=False),
        sa.Column("client_ref", sa.Uuid(), nullable=False),
        sa.Column("vehicle_id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("enforcement_authority", sa.String(length=120), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.Column("suffix", sa.String(length=2), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("on_street", sa.Boolean(), nullable=False),
        sa.Column("contravention_at", Instant(), nullable=False),
        sa.Column("contravention_on", sa.Date(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(length=30), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("holds", sa.SmallInteger(), nullable=False),
        sa.Column("charge_pence", sa.Integer(), nullable=False),
        sa.Column("discounted_pence", sa.Integer(), nullable=False),
        sa.Column("discount_until", sa.Date(), nullable=True),
        sa.Column("paid_pence", sa.Integer(), nullable=False),
        sa.Column("liable_party_id", sa.Uuid(), nullable=True),
        sa.Column("next_step", sa.String(length=60), nullable=True),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("head_seq", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(length=64), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "stage IN ('new', 'served', 'served_by_post', 'challenged', 'notice_to_owner', 'represented', 'rejected', 'appealed', 'appeal_refused', 'appeal_withdrawn', 'recommended', 'charge_certificate', 'registered', 'order_for_recovery', 'witness_statement', 'warrant', 'paid', 'cancelled', 'written_off')",
            name=op.f("ck_cases_stage_known"),
        ),
        sa.CheckConstraint("discounted_pence <= charge_pence", name=op.f("ck_cases_discount_below_charge")),
        sa.CheckConstraint("paid_pence >= 0", name=op.f("ck_cases_paid_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("authority_id", "client_ref", name=op.f("uq_cases_authority_id_client_ref")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
    )
    op.create_index(op.f("ix_cases_authority_id_number"), "cases", ["authority_id", "number"], unique=False)
    op.create_index(
        op.f("ix_cases_authority_id_place_id_contravention_on"),
        "cases",
        ["authority_id", "place_id", "contravention_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_cases_authority_id_served_on"), "cases", ["authority_id", "served_on"], unique=False
    )
    op.create_index(
        op.f("ix_cases_authority_id_vehicle_id"), "cases", ["authority_id", "vehicle_id"], unique=False
    )
    op.create_index("ix_cases_due", "cases", ["authority_id", "next_step", "next_due_on"], unique=False)
    op.create_table(
        "daily_heads",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("heads", Json(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daily_heads")),
        sa.UniqueConstraint("authority_id", "day", name=op.f("uq_daily_heads_authority_id_day")),
    )
    op.create_table(
        "disputed_intakes",
        sa.Column("client_ref", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("body", Json(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputed_intakes")),
        sa.UniqueConstraint(
            "authority_id", "client_ref", name=op.f("uq_disputed_intakes_authority_id_client_ref")
        ),
    )
    op.create_table(
        "events",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("happened_at", Instant(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("device", sa.String(length=60), nullable=True),
        sa.Column("release", sa.String(length=60), nullable=False),
        sa.Column("law_digest", sa.String(length=64), nullable=False),
        sa.Column("facts", Json(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("pk_events")),
    )
    op.create_index(
        op.f("ix_events_authority_id_kind_happened_on"),
        "events",
        ["authority_id", "kind", "happened_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_events_authority_id_recorded_on"), "events", ["authority_id", "recorded_on"], unique=False
    )
    op.create_table(
        "holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holidays")),
        sa.UniqueConstraint("authority_id", "day", name=op.f("uq_holidays_authority_id_day")),
    )
    op.create_table(
        "keeper_enquiries",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("answer", sa.String(length=20), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('intended', 'asked', 'answered', 'timed_out')",
            name=op.f("ck_keeper_enquiries_state_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keeper_enquiries")),
    )
    op.create_index(
        op.f("ix_keeper_enquiries_authority_id_case_id"),
        "keeper_enquiries",
        ["authority_id", "case_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_keeper_enquiries_authority_id_state_asked_at"),
        "keeper_enquiries",
        ["authority_id", "state", "asked_at"],
        unique=False,
    )
    op.create_table(
        "known_years",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_years")),
        sa.UniqueConstraint("authority_id", name=op.f("uq_known_years_authority_id")),
    )
    op.create_table(
        "ledger_lines",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("account", sa.String(length=30), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("pence <> 0", name=op.f("ck_ledger_lines_pence_not_zero")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_lines")),
    )
    op.create_index(
        op.f("ix_ledger_lines_authority_id_account_posted_on"),
        "ledger_lines",
        ["authority_id", "account", "posted_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_ledger_lines_authority_id_case_id"),
        "ledger_lines",
        ["authority_id", "case_id"],
        unique=False,
    )
    op.create_table(
        "manual_figures",
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("entered_by", sa.String(length=120), nullable=False),
        sa.Column("entered_at", Instant(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("value >= 0", name=op.f("ck_manual_figures_value_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manual_figures")),
    )
    op.create_index(
        op.f("ix_manual_figures_authority_id_year_measure_entered_at"),
        "manual_figures",
        ["authority_id", "year", "measure", "entered_at"],
        unique=False,
    )
    op.create_table(
        "missed_look_ups",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missed_look_ups")),
    )
    op.create_index(
        op.f("ix_missed_look_ups_authority_id_key_at"),
        "missed_look_ups",
        ["authority_id", "key", "at"],
        unique=False,
    )
    op.create_table(
        "notes",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=60), nullable=False),
        sa.Column("written_at", Instant(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("erased_at", Instant(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_authority_id_case_id"), "notes", ["authority_id", "case_id"], unique=False)
    op.create_table(
        "number_series",
        sa.Column("prefix", sa.String(length=2), nullable=False),
        sa.Column("digits", sa.Integer(), nullable=False),
        sa.Column("next_serial", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("digits BETWEEN 6 AND 10", name=op.f("ck_number_series_digits_six_to_ten")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_series")),
        sa.UniqueConstraint("prefix", name=op.f("uq_number_series_prefix")),
    )
    op.create_table(
        "orders",
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("document_sha256", sa.String(length=64), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
        sa.UniqueConstraint("authority_id", "reference", name=op.f("uq_orders_authority_id_reference")),
    )
    op.create_table(
        "parties",
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("address", Json(), nullable=False),
        sa.Column("postcode", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("erased_at", Instant(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
    )
    op.create_table(
        "pay_messages",
        sa.Column("message_id", sa.String(length=80), nullable=False),
        sa.Column("provider_id", sa.String(length=64), nullable=False),
        sa.Column("event_type", sa.String(length=60), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("acted_at", Instant(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_messages")),
        sa.UniqueConstraint(
            "authority_id", "message_id", name=op.f("uq_pay_messages_authority_id_message_id")
        ),
    )
    op.create_index(
        op.f("ix_pay_messages_authority_id_acted_at"),
        "pay_messages",
        ["authority_id", "acted_at"],
        unique=False,
    )
    op.create_table(
        "payments",
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("amount_pence", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("idempotency_key", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("provider_id", sa.String(length=64), nullable=True),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.Column("applied_at", Instant(), nullable=True),
        sa.Column("because", sa.String(length=20), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('intended', 'open', 'succeeded', 'failed', 'cancelled', 'error')",
            name=op.f("ck_payments_state_known"),
        ),
        sa.CheckConstraint("amount_pence > 0", name=op.f("ck_payments_amount_above_zero")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sa.UniqueConstraint(
            "authority_id", "idempotency_key", name=op.f("uq_payments_authority_id_idempotency_key")
        ),
        sa.UniqueConstraint("authority_id", "provider_id", name=op.f("uq_payments_authority_id_provider_id")),
    )
    op.create_index(
        op.f("ix_payments_authority_id_state_begun_at"),
        "payments",
        ["authority_id", "state", "begun_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_payments_authority_id_subject_id"), "payments", ["authority_id", "subject_id"], unique=False
    )
    op.create_table(
        "photographs",
        sa.Column("client_ref", sa.Uuid(), nullable=False),
        sa.Column("pcn_ref", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("shown_sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("taken_at", Instant(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("erased_at", Instant(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photographs")),
        sa.UniqueConstraint(
            "authority_id", "client_ref", name=op.f("uq_photographs_authority_id_client_ref")
        ),
    )
    op.create_index(
        op.f("ix_photographs_authority_id_case_id"), "photographs", ["authority_id", "case_id"], unique=False
    )
    op.create_index(
        op.f("ix_photographs_authority_id_pcn_ref"), "photographs", ["authority_id", "pcn_ref"], unique=False
    )
    op.create_table(
        "places",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("town", sa.String(length=80), nullable=False),
        sa.Column("has_anpr", sa.Boolean(), nullable=False),
        sa.Column("is_invented", sa.Boolean(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('car_park', 'street')", name=op.f("ck_places_kind_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("authority_id", "code", name=op.f("uq_places_authority_id_code")),
    )
    op.create_table(
        "policies",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("value", Json(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policies")),
        sa.UniqueConstraint(
            "authority_id", "kind", "from_on", name=op.f("uq_policies_authority_id_kind_from_on")
        ),
    )
    op.create_table(
        "print_runs",
        sa.Column("posting_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("released_at", Instant(), nullable=False),
        sa.Column("released_by", sa.String(length=60), nullable=False),
        sa.Column("dispatched_at", Instant(), nullable=True),
        sa.Column("dispatched_by", sa.String(length=60), nullable=True),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("merged_sha256", sa.String(length=64), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('drawn', 'dispatched', 'spoiled')", name=op.f("ck_print_runs_state_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_runs")),
    )
    op.create_index(
        op.f("ix_print_runs_authority_id_posting_on"),
        "print_runs",
        ["authority_id", "posting_on"],
        unique=False,
    )
    op.create_table(
        "profiles",
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("short_name", sa.String(length=60), nullable=False),
        sa.Column("service_name", sa.String(length=120), nullable=False),
        sa.Column("brand_colour", sa.String(length=7), nullable=False),
        sa.Column("postal_address", Json(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("phone_hours", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=120), nullable=False),
        sa.Column("website", sa.String(length=120), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profiles")),
        sa.UniqueConstraint("authority_id", "from_on", name=op.f("uq_profiles_authority_id_from_on")),
    )
    op.create_table(
        "roles",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
        sa.UniqueConstraint("name", name=op.f("uq_roles_name")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("badge", sa.String(length=20), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("confirmed_at", Instant(), nullable=True),
        sa.Column("last_login_at", Instant(), nullable=True),
        sa.Column("current_login_at", Instant(), nullable=True),
        sa.Column("last_login_ip", sa.String(length=64), nullable=True),
        sa.Column("current_login_ip", sa.String(length=64), nullable=True),
        sa.Column("login_count", sa.Integer(), nullable=True),
        sa.Column("tf_primary_method", sa.String(length=64), nullable=True),
        sa.Column("tf_totp_secret", sa.String(length=255), nullable=True),
        sa.Column("mf_recovery_codes", Json(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("authority_id", "badge", name=op.f("uq_users_authority_id_badge")),
        sa.UniqueConstraint("authority_id", "email", name=op.f("uq_users_authority_id_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_users_fs_uniquifier")),
    )
    op.create_table(
        "vehicles",
        sa.Column("mark", sa.String(length=20), nullable=False),
        sa.Column("loose_mark", sa.String(length=20), nullable=False),
        sa.Column("make", sa.String(length=40), nullable=False),
        sa.Column("colour", sa.String(length=30), nullable=False),
        sa.Column("declared", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("erased_at", Instant(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vehicles")),
    )
    op.create_index(
        op.f("ix_vehicles_authority_id_loose_mark"), "vehicles", ["authority_id", "loose_mark"], unique=False
    )
    op.create_index(op.f("ix_vehicles_authority_id_mark"), "vehicles", ["authority_id", "mark"], unique=False)
    op.create_table(
        "authority_hosts",
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=op.f("fk_authority_hosts_authority_id_authorities")
        ),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_authority_hosts")),
    )
    op.create_table(
        "devices",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["users.id"], name=op.f("fk_devices_officer_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
        sa.UniqueConstraint("authority_id", "name", name=op.f("uq_devices_authority_id_name")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_devices_token_hash")),
    )
    op.create_table(
        "looks",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("looked_at", Instant(), nullable=False),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_looks_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looks")),
    )
    op.create_table(
        "papers",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("run_id", sa.Uuid(), nullable=True),
        sa.Column("printed_on", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("spoiled", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('requested', 'drawn', 'posted', 'given', 'withdrawn')",
            name=op.f("ck_papers_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('drawn', 'posted') OR (sha256 IS NOT NULL AND printed_on IS NOT NULL)",
            name=op.f("ck_papers_drawn_has_hash"),
        ),
        sa.ForeignKeyConstraint(["run_id"], ["print_runs.id"], name=op.f("fk_papers_run_id_print_runs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
    )
    op.create_index(
        op.f("ix_papers_authority_id_case_id"), "papers", ["authority_id", "case_id"], unique=False
    )
    op.create_index(op.f("ix_papers_authority_id_run_id"), "papers", ["authority_id", "run_id"], unique=False)
    op.create_index(
        op.f("ix_papers_authority_id_state_kind"), "papers", ["authority_id", "state", "kind"], unique=False
    )
    op.create_table(
        "powers",
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("in_name_of", sa.String(length=120), nullable=False),
        sa.Column("ended_because", sa.Text(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "standing IN ('confirmed', 'assumed', 'unknown')", name=op.f("ck_powers_standing_known")
        ),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= from_on", name=op.f("ck_powers_ends_after_start")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_powers_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_powers")),
    )
    op.create_index(
        op.f("ix_powers_authority_id_place_id_from_on"),
        "powers",
        ["authority_id", "place_id", "from_on"],
        unique=False,
    )
    op.create_table(
        "restrictions",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.Column("suffixes", sa.String(length=40), nullable=False),
        sa.Column("article", sa.String(length=60), nullable=False),
        sa.Column("days", sa.String(length=7), nullable=False),
        sa.Column("from_minute", sa.SmallInteger(), nullable=False),
        sa.Column("to_minute", sa.SmallInteger(), nullable=False),
        sa.Column("max_stay_minutes", sa.SmallInteger(), nullable=True),
        sa.Column("exemptions", sa.Text(), nullable=False),
        sa.Column("tariff", Json(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("from_minute BETWEEN 0 AND 1440", name=op.f("ck_restrictions_from_in_a_day")),
        sa.CheckConstraint("to_minute BETWEEN 0 AND 1440", name=op.f("ck_restrictions_to_in_a_day")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_restrictions_order_id_orders")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_restrictions_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restrictions")),
    )
    op.create_index(
        op.f("ix_restrictions_authority_id_place_id_code"),
        "restrictions",
        ["authority_id", "place_id", "code"],
        unique=False,
    )
    op.create_table(
        "suspensions",
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("from_at", Instant(), nullable=False),
        sa.Column("until_at", Instant(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("ordered_by", sa.String(length=120), nullable=False),
        sa.Column("ordered_at", Instant(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("until_at > from_at", name=op.f("ck_suspensions_ends_after_start")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_suspensions_place_id_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspensions")),
    )
    op.create_index(
        op.f("ix_suspensions_authority_id_place_id_until_at"),
        "suspensions",
        ["authority_id", "place_id", "until_at"],
        unique=False,
    )
    op.create_table(
        "user_roles",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["roles.id"], name=op.f("fk_user_roles_role_id_roles")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_user_roles_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", "role_id", name=op.f("pk_user_roles")),
    )
    op.create_table(
        "number_blocks",
        sa.Column("series_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("first_serial", sa.Integer(), nullable=False),
        sa.Column("last_serial", sa.Integer(), nullable=False),
        sa.Column("handed_out_at", Instant(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "last_serial >= first_serial", name=op.f("ck_number_blocks_last_not_before_first")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_number_blocks_device_id_devices")
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["number_series.id"], name=op.f("fk_number_blocks_series_id_number_series")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_blocks")),
    )
    op.create_index(
        op.f("ix_number_blocks_authority_id_device_id"),
        "number_blocks",
        ["authority_id", "device_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_number_blocks_authority_id_device_id"), table_name="number_blocks")
    op.drop_table("number_blocks")
    op.drop_table("user_roles")
    op.drop_index(op.f("ix_suspensions_authority_id_place_id_until_at"), table_name="suspensions")
    op.drop_table("suspensions")
    op.drop_index(op.f("ix_restrictions_authority_id_place_id_code"), table_name="restrictions")
    op.drop_table("restrictions")
    op.drop_index(op.f("ix_powers_authority_id_place_id_from_on"), table_name="powers")
    op.drop_table("powers")
    op.drop_index(op.f("ix_papers_authority_id_state_kind"), table_name="papers")
    op.drop_index(op.f("ix_papers_authority_id_run_id"), table_name="papers")
    op.drop_index(op.f("ix_papers_authority_id_case_id"), table_name="papers")
    op.drop_table("papers")
    op.drop_table("looks")
    op.drop_table("devices")
    op.drop_table("authority_hosts")
    op.drop_index(op.f("ix_vehicles_authority_id_mark"), table_name="vehicles")
    op.drop_index(op.f("ix_vehicles_authority_id_loose_mark"), table_name="vehicles")
    op.drop_table("vehicles")
    op.drop_table("users")
    op.drop_table("roles")
    op.drop_table("profiles")
    op.drop_index(op.f("ix_print_runs_authority_id_posting_on"), table_name="print_runs")
    op.drop_table("print_runs")
    op.drop_table("policies")
    op.drop_table("places")
    op.drop_index(op.f("ix_photographs_authority_id_pcn_ref"), table_name="photographs")
    op.drop_index(op.f("ix_photographs_authority_id_case_id"), table_name="photographs")
    op.drop_table("photographs")
    op.drop_index(op.f("ix_payments_authority_id_subject_id"), table_name="payments")
    op.drop_index(op.f("ix_payments_authority_id_state_begun_at"), table_name="payments")
    op.drop_table("payments")
    op.drop_index(op.f("ix_pay_messages_authority_id_acted_at"), table_name="pay_messages")
    op.drop_table("pay_messages")
    op.drop_table("parties")
    op.drop_table("orders")
    op.drop_table("number_series")
    op.drop_index(op.f("ix_notes_authority_id_case_id"), table_name="notes")
    op.drop_table("notes")
    op.drop_index(op.f("ix_missed_look_ups_authority_id_key_at"), table_name="missed_look_ups")
    op.drop_table("missed_look_ups")
    op.drop_index(op.f("ix_manual_figures_authority_id_year_measure_entered_at"), table_name="manual_figures")
    op.drop_table("manual_figures")
    op.drop_index(op.f("ix_ledger_lines_authority_id_case_id"), table_name="ledger_lines")
    op.drop_index(op.f("ix_ledger_lines_authority_id_account_posted_on"), table_name="ledger_lines")
    op.drop_table("ledger_lines")
    op.drop_table("known_years")
    op.drop_index(op.f("ix_keeper_enquiries_authority_id_state_asked_at"), table_name="keeper_enquiries")
    op.drop_index(op.f("ix_keeper_enquiries_authority_id_case_id"), table_name="keeper_enquiries")
    op.drop_table("keeper_enquiries")
    op.drop_table("holidays")
    op.drop_index(op.f("ix_events_authority_id_recorded_on"), table_name="events")
    op.drop_index(op.f("ix_events_authority_id_kind_happened_on"), table_name="events")
    op.drop_table("events")
    op.drop_table("disputed_intakes")
    op.drop_table("daily_heads")
    op.drop_index("ix_cases_due", table_name="cases")
    op.drop_index(op.f("ix_cases_authority_id_vehicle_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_authority_id_served_on"), table_name="cases")
    op.drop_index(op.f("ix_cases_authority_id_place_id_contravention_on"), table_name="cases")
    op.drop_index(op.f("ix_cases_authority_id_number"), table_name="cases")
    op.drop_table("cases")
    op.drop_table("authorities")
