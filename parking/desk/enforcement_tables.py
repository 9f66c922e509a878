"""The tables of the pages about courts, warrants and agents: each row leads to its case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask import url_for

from parking.recovery.enforcement_queries import BatchRow, Exceptional, Out, Owing, Unheard, Waits
from parking.web.components import Cell, Column, Row, Table
from parking.web.filters import date_and_time, short_date

TOLD = {
    "instruct": "Instruction", "recall": "Recall", "hold": "Stop for now", "resume": "Go on",
    "paid_direct": "Paid to us",
}  # fmt: skip
BATCH_STATES = {"certified": "Goes tonight", "sent": "Sent, not acknowledged", "acknowledged": "Acknowledged"}
SAID = {
    "revoked": "Order revoked", "late_application": "Application out of time",
    "late_decided": "Decision on an application", "warrant_sealed": "Warrant sealed",
    "rejected": "Request rejected", "problem": "A file or a line of one", "taken": "Acknowledgement",
    "not_taken": "Message declined", "fee_added": "Fee", "collected": "Money collected",
    "returned": "Case returned",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A message that fits nothing, in words."""

    id: UUID
    source: str
    what: str
    number: str
    href: str | None
    trouble: str
    heard: str


def applications_table(waits: Sequence[Waits], today: date) -> Table:
    """Return applications to answer, then those that wait for the court."""
    rows = [
        (*_case(each), _last(each, today) if each.what == "waiting" else Cell("Answered: the court decides"),
         _day(each.since))
        for each in waits
    ]  # fmt: skip
    return _table("Applications to the court", ("PCN number", "Last day to answer", "We were told"), rows)


def revoked_table(waits: Sequence[Waits], today: date) -> Table:
    """Return revoked cases that wait for a decision."""
    rows = [(*_case(each), _last(each, today)) for each in waits]
    return _table("Revoked orders: decide what follows", ("PCN number", "Last day to serve afresh"), rows)


def refunds_table(owing: Sequence[Owing], today: date, alarm: timedelta) -> Table:
    """Return refunds owed since a revocation; those owed too long say so."""
    rows = [
        (
            _link(each.case_id, each.number),
            Cell(str(each.amount), each.amount.pence),
            Cell(short_date(each.since), each.since.isoformat(),
                 note="Pay it now: it is overdue" if today > each.since + alarm else ""),
        )
        for each in owing
    ]  # fmt: skip
    return _table("Refunds owed after a revocation", ("PCN number", "Amount", "Owed since"), rows)


def without_agent_table(waits: Sequence[Waits], today: date) -> Table:
    """Return warrants that no agent has."""
    rows = [(*_case(each), _last(each, today)) for each in waits]
    return _table("Warrants that no agent has", ("PCN number", "Runs out after"), rows)


def batches_table(batches: Sequence[BatchRow]) -> Table:
    """Return batches to the court, newest first."""
    rows = [
        (
            Cell(str(each.number), each.number),
            Cell(
                BATCH_STATES[each.state], note=f"sent {each.times_sent} times" if each.times_sent > 1 else ""
            ),
            Cell(each.count, each.count),
            Cell(str(each.total), each.total.pence),
            Cell(each.certified_name, note=date_and_time(each.made_at)),
            Cell(each.sha256[:12], note="first letters of the file's SHA-256"),
        )
        for each in batches
    ]
    return _table("Batches to the court", ("Batch", "State", "Cases", "Total", "Certified by", "File"), rows)


def agents_table(caption: str, out: Sequence[Out], today: date) -> Table:
    """Return cases with agents: since when, until when, and what was added and collected."""
    rows = [
        (
            _link(each.case_id, each.number),
            Cell(each.agent, note="May be vulnerable" if each.vulnerable else ""),
            _day(each.recalled_on or each.instructed_on),
            Cell(short_date(each.warrant_ends_on), each.warrant_ends_on.isoformat(),
                 note="Over" if each.warrant_ends_on < today else ""),
            Cell(str(each.fees), each.fees.pence),
            Cell(str(each.collected), each.collected.pence),
        )
        for each in out
    ]  # fmt: skip
    heads = ("PCN number", "Agent", "Since", "Warrant ends", "Fees added", "Collected for us")
    return _table(caption, heads, rows)


def fees_table(out: Sequence[Out]) -> Table:
    """Return fees an agent collected before a revocation, to be given back to the person."""
    rows = [
        (
            _link(each.case_id, each.number),
            Cell(each.agent),
            Cell(str(each.collected_fees), each.collected_fees.pence),
            _day(each.recalled_on),
        )
        for each in out
    ]
    return _table("Fees the agent must give back", ("PCN number", "Agent", "Fees", "Revoked"), rows)


def unheard_table(messages: Sequence[Unheard]) -> Table:
    """Return messages that no agent acknowledged."""
    rows = [
        (
            _link(each.case_id, each.number),
            Cell(TOLD[each.kind], note=(each.why or "").replace("_", " ")),
            Cell(date_and_time(each.made_at), each.made_at.isoformat()),
            Cell(f"{each.times_sent} times" if each.times_sent else "Not sent yet", each.times_sent),
        )
        for each in messages
    ]
    return _table("Told, and not acknowledged", ("PCN number", "Message", "Written", "Sent"), rows)


def exceptions_of(found: Sequence[Exceptional]) -> list[Said]:
    """Return messages that fit nothing, in words."""
    return [
        Said(
            each.id,
            "The court" if each.source == "court" else "An agent",
            SAID.get(each.kind, each.kind.replace("_", " ").capitalize()),
            each.number or "",
            url_for("desk.case_page", case=each.case_id) if each.case_id else None,
            each.trouble,
            date_and_time(each.heard_at),
        )
        for each in found
    ]


def _table(caption: str, heads: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> Table:
    return Table(caption, tuple(Column(head) for head in heads), tuple(Row(row) for row in rows))


def _case(each: Waits) -> tuple[Cell]:
    return (_link(each.case_id, each.number),)


def _link(case_id: UUID, number: str) -> Cell:
    return Cell(number, number, href=url_for("desk.case_page", case=case_id))


def _day(day: date | None) -> Cell:
    return Cell(short_date(day), day.isoformat()) if day else Cell("")


def _last(each: Waits, today: date) -> Cell:
    if each.lapses_on is None:
        return Cell("No last day")
    note = "Too late" if each.lapses_on < today else "Today" if each.lapses_on == today else ""
    return Cell(short_date(each.lapses_on), each.lapses_on.isoformat(), note=note)
