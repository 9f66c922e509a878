"""Holding `next_due` against the journey: what the night is told to do must exist, and never be too early."""

from __future__ import annotations

from parking.cases.proving.moment import Moment
from parking.law.journey import what_stops
from parking.law.next_due import next_due

TOO_EARLY = frozenset({
    "not_from_this_stage", "still_in_time_to_pay", "waiting_for_late_post", "certificate_too_early",
    "certificate_inside_margin", "registration_too_early", "warrant_too_early", "decision_still_possible",
    "recommendation_still_open", "warrant_still_runs", "certificate_not_requested", "order_not_requested",
    "notice_not_requested", "nobody_liable_yet",
})  # fmt: skip


def wrong_due(now: Moment) -> str | None:
    """Return what is wrong with the step that falls due, or None."""
    due = next_due(now.state, now.tolerances)
    if due is None:
        return None
    if now.state.is_closed:
        return f"{due.step} falls due in a closed case"
    if due.on > now.on:
        return None
    stops = {stop.because.code for stop in what_stops(due.step, now.question())} & TOO_EARLY
    return f"{due.step} fell due on {due.on}, but: {', '.join(sorted(stops))}" if stops else None
