"""Where a walk begins: a PCN given at the kerb, and one that has to go by post, on a Tuesday in March."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from parking.cases.history import issue
from parking.cases.history.registry import Event
from parking.cases.proving.moment import OFFICER, uid
from parking.law.basis import Basis
from parking.law.charges import Charge, Level
from parking.law.counting import Calendar
from parking.law.regimes import law_at
from parking.law.state import MarkDeclared
from parking.values import clock

FIRST_DAY = date(2026, 3, 3)
BAND, CODE = 2, "83"
CERTIFICATE = "type approval 1"


def served_at_kerb(on: date, calendar: Calendar) -> Event:
    """Return a PCN fixed to a vehicle in a car park on a day."""
    at, charge = _at(on), _charge(on)
    return issue.PcnServed(
        number="EX00000001",
        vehicle_id=uid(70),
        vehicle_digest="0" * 64,
        mark=MarkDeclared.UNITED_KINGDOM,
        place_id=uid(71),
        restriction_id=None,
        enforcement_authority="Exampleton Borough Council",
        on_street=False,
        code=CODE,
        suffix="",
        level=Level.LOWER.value,
        contravention_at=at,
        served_at=at,
        how=issue.HowServed.AFFIXED,
        officer_id=OFFICER,
        observed_from=None,
        observed_until=None,
        paid_until=None,
        first_seen_at=None,
        full=charge.full,
        discounted=charge.early,
        increased=charge.increased,
        discount_until=law_at(on).discount(Basis.KERB).last_day(on, calendar),
        photographs=(),
        note_id=None,
        note_digest=None,
        checks_failed=(),
        overridden=(),
    )


def prepared(on: date, basis: Basis) -> Event:
    """Return a PCN that has to go by post, for a contravention of a day."""
    at, charge = _at(on), _charge(on)
    return issue.PcnPrepared(
        number="EX00000001",
        vehicle_id=uid(70),
        vehicle_digest="0" * 64,
        mark=MarkDeclared.UNITED_KINGDOM,
        place_id=uid(71),
        restriction_id=None,
        enforcement_authority="Exampleton Borough Council",
        on_street=False,
        basis=basis,
        code=CODE,
        suffix="",
        level=Level.LOWER.value,
        contravention_at=at,
        officer_id=OFFICER,
        observed_from=at,
        observed_until=at,
        prepare_started_at=at,
        ended_at=at + timedelta(minutes=1),
        device_certificate=CERTIFICATE if basis is Basis.APPROVED_DEVICE else None,
        full=charge.full,
        discounted=charge.early,
        increased=charge.increased,
        photographs=(),
        note_id=None,
        note_digest=None,
        checks_failed=(),
    )


def beginnings(on: date, calendar: Calendar) -> Mapping[str, Event]:
    """Return the two beginnings of the walk by name."""
    return {
        "a PCN at the kerb": served_at_kerb(on, calendar),
        "a PCN by post": prepared(on, Basis.DRIVE_AWAY),
    }


def _at(on: date) -> datetime:
    return clock.at_local(on, 14, 5, 0)


def _charge(on: date) -> Charge:
    return law_at(on).charge(BAND, Level.LOWER)
