"""The yardstick of a night: set-based SQL that writes the same rows and columns, and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from parking.law.steps import Step
from parking.simulation.specimens import Specimen
from parking.store.session import writing
from parking.values import clock

HASH = "ab" * 32
# As long as what the fold adds to a snapshot.
MORE = '"notice_requested_on":"2026-04-05",'
_DUE = (
    "authority_id = :authority AND next_step = :step AND next_due_on <= :on AND holds = 0 AND NOT is_closed"
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one database says a few things: an id made from the case's, and documents."""

    made_id: str
    shown_id: str
    party: str
    facts: str
    heads: str


DIALECTS = {
    "sqlite": Dialect(
        made_id="'f' || substr({id}, 2)",
        shown_id="'f' || substr({id}, 2)",
        party="liable_party_id",
        facts="json_object({})",
        heads="json_group_array(json_array(e.case_id, e.seq, e.hash))",
    ),
    "postgresql": Dialect(
        made_id="CAST('f' || substr(CAST({id} AS text), 2) AS uuid)",
        shown_id="'f' || substr(CAST({id} AS text), 2)",
        party="CAST(liable_party_id AS text)",
        facts="jsonb_build_object({})",
        heads="jsonb_agg(jsonb_build_array(e.case_id, e.seq, e.hash))",
    ),
}


def bare_night(specimen: Specimen, at: datetime) -> int:
    """Write what a night of notices to owner writes, in one transaction; return how many cases it took."""
    on = clock.day_of(at)
    with writing(authority=specimen.id) as session:
        dialect = DIALECTS[session.get_bind().dialect.name]
        sqlite = session.get_bind().dialect.name == "sqlite"
        values: dict[str, Any] = {
            "authority": specimen.id.hex if sqlite else specimen.id,
            "step": Step.REQUEST_NOTICE_TO_OWNER.value,
            "next": Step.SERVE_NOTICE_TO_OWNER.value,
            "on": on.isoformat() if sqlite else on,
            "day": on.isoformat(),
            "at": at.replace(tzinfo=None).isoformat(" ", "microseconds") if sqlite else at,
            "hash": HASH,
            "more": MORE,
        }
        for statement in _statements(dialect):
            taken = session.execute(text(statement), values)
        _heads(session, dialect, values)
        return int(taken.rowcount)  # type: ignore[attr-defined]


def _statements(dialect: Dialect) -> tuple[str, ...]:
    shown = dialect.shown_id.format(id="id")
    facts = dialect.facts.format(
        f"'paper_id', {shown}, 'party_id', {dialect.party}, 'requested_on', CAST(:day AS text)"
    )
    events = (
        "INSERT INTO events (authority_id, case_id, seq, kind, version, happened_at, happened_on,"
        " recorded_at, recorded_on, actor, door, device, release, law_digest, facts, prev_hash, hash)"
        " SELECT authority_id, id, head_seq + 1, 'notice_to_owner_requested', 1, :at, :on, :at, :on,"
        f" 'system', 'nightly', NULL, 'development', :hash, {facts}, head_hash, :hash FROM cases"
        f" WHERE {_DUE}"
    )
    papers = (
        "INSERT INTO papers (id, authority_id, case_id, kind, state, requested_on, party_id, spoiled)"
        f" SELECT {dialect.made_id.format(id='id')}, authority_id, id, 'notice_to_owner', 'requested', :on,"
        f" liable_party_id, 0 FROM cases WHERE {_DUE}"
    )
    cases = (
        "UPDATE cases SET stage = 'served', is_closed = is_closed, closed_on = NULL, holds = 0,"
        " charge_pence = charge_pence, discounted_pence = discounted_pence, discount_until = discount_until,"
        " paid_pence = 0, served_on = served_on, review_on = NULL,"
        " liable_party_id = liable_party_id, next_step = :next, next_due_on = :on,"
        " lapses_on = lapses_on, state = substr(state, 1, 10) || :more || substr(state, 11),"
        f" head_seq = head_seq + 1, head_hash = :hash WHERE {_DUE}"
    )
    return events, papers, cases


def _heads(session: Session, dialect: Dialect, values: dict[str, Any]) -> None:
    # The night seals the days before it: one row, with the head of every case that grew.
    days = session.execute(
        text(
            "SELECT DISTINCT recorded_on FROM events WHERE authority_id = :authority AND recorded_on < :on"
            " AND recorded_on > (SELECT max(day) FROM daily_heads WHERE authority_id = :authority)"
        ),
        values,
    ).scalars()
    for day in days.all():
        session.execute(
            text(
                "INSERT INTO daily_heads (id, authority_id, day, heads, prev_hash, hash)"
                f" SELECT {dialect.made_id.format(id='max(CAST(e.case_id AS text))')}, :authority, :sealed,"
                f" {dialect.heads}, :hash, :hash FROM events e"
                " JOIN (SELECT case_id, max(seq) AS seq FROM events WHERE authority_id = :authority"
                " AND recorded_on = :sealed GROUP BY case_id) last"
                " ON last.case_id = e.case_id AND last.seq = e.seq"
            ),
            {**values, "sealed": day},
        )
