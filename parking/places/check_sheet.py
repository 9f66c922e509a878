"""The check sheet of a place: every fact held of it, what is missing, and where a manager signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from textwrap import wrap
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.law.contraventions import Overstay, UnknownContraventionError
from parking.law.regimes import Law
from parking.places.differences import wall_clock
from parking.places.models import Order, Place, Restriction
from parking.places.queries import enforceable
from parking.places.rules import Enforceable, PowerStanding
from parking.values.money import Money

DECLARATION = (
    "I have held every line of this check sheet against the order and against the signs and lines on the "
    "site, and it is right."
)
_WIDTH = 100
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """What a manager checks and signs."""

    code: str
    name: str
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    missing: tuple[str, ...]

    @property
    def title(self) -> str:
        """What stands over it."""
        return f"Check sheet: {self.name} ({self.code})"


def check_sheet(session: Session, *, authority: UUID, place_id: UUID, law: Law) -> CheckSheet:
    """Return the check sheet of a place as it is held now."""
    here = enforceable(session, authority=authority, place_id=place_id)
    place = session.execute(
        select(Place.has_anpr, Place.detail).where(Place.authority_id == authority, Place.id == place_id)
    ).one()
    orders = _orders(session, authority, place_id)
    rows = _rows(session, authority, place_id)
    about = (
        ("Code", here.code),
        ("Name", here.name),
        ("Town", here.town),
        ("Kind", _words(here.kind)),
        ("ANPR cameras", "yes" if place.has_anpr else "no"),
        ("Notes", place.detail or "none"),
    )
    tariffs = {_tariff(row.tariff) for row in rows}
    return CheckSheet(
        here.code,
        here.name,
        (
            ("The place", about),
            ("Powers", tuple(_powers(here)) or (("Power", "none on record"),)),
            ("Orders", tuple(_told_orders(orders)) or (("Order", "none on record"),)),
            ("What may be issued", tuple(_restrictions(rows, law)) or (("Codes", "none"),)),
            ("Tariff", tuple(("Prices", tariff) for tariff in sorted(tariffs)) or (("Prices", "none"),)),
        ),
        tuple(_missing(here, orders, rows, law)),
    )


def check_sheet_text(sheet: CheckSheet, on: date) -> str:
    """Return the check sheet as plain text to print."""
    lines = [sheet.title, f"As held on {spoken_day(on)}", ""]
    for heading, rows in sheet.sections:
        lines += [heading.upper()]
        lines += [line for label, text in rows for line in _labelled(label, text)]
        lines += [""]
    lines += ["WHAT IS MISSING"]
    for each in sheet.missing or ("Nothing.",):
        lines += wrap(each, _WIDTH, initial_indent="  - ", subsequent_indent="    ")
    lines += ["", *wrap(DECLARATION, _WIDTH), ""]
    lines += [f"{label:<12}{'_' * 50}\n" for label in ("Name", "Signature", "Date")]
    return "\n".join(lines)


def _labelled(label: str, text: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent=f"  {label:<22}", subsequent_indent=" " * 24) or [f"  {label}"]


def _orders(session: Session, authority: UUID, place_id: UUID) -> list[Any]:
    rows = session.execute(
        select(Order.reference, Order.title, Order.from_on, Order.until_on, Order.document_sha256)
        .join(Restriction, Restriction.order_id == Order.id)
        .where(Order.authority_id == authority, Restriction.place_id == place_id)
        .distinct()
        .order_by(Order.from_on, Order.reference)
    )
    return list(rows)


def _rows(session: Session, authority: UUID, place_id: UUID) -> list[Any]:
    rows = session.execute(
        select(
            Restriction.code, Restriction.suffixes, Restriction.article, Restriction.days,
            Restriction.from_minute, Restriction.to_minute, Restriction.max_stay_minutes,
            Restriction.exemptions, Restriction.tariff, Order.reference,
        )
        .join(Order, Order.id == Restriction.order_id)
        .where(Restriction.authority_id == authority, Restriction.place_id == place_id)
        .order_by(Order.from_on, Restriction.code, Restriction.from_minute, Restriction.id)
    )  # fmt: skip
    return list(rows)


def _powers(here: Enforceable) -> Iterator[tuple[str, str]]:
    for power in reversed(here.powers):
        ended = f", ended because {power.ended_because}" if power.ended_because else ""
        held = f"{power.standing.value}, {_span(power.from_on, power.until_on)}"
        yield _words(power.kind), f"{held}, in the name of {power.in_name_of}{ended}"


def _told_orders(orders: list[Any]) -> Iterator[tuple[str, str]]:
    for row in orders:
        attached = f"file {row.document_sha256[:12]}…" if row.document_sha256 else "not attached"
        yield row.reference, f"{row.title}; {_span(row.from_on, row.until_on)}; document {attached}"


def _restrictions(rows: list[Any], law: Law) -> Iterator[tuple[str, str]]:
    for row in rows:
        stay = f"; longest stay {row.max_stay_minutes} minutes" if row.max_stay_minutes else ""
        exempt = f"; exempt: {row.exemptions}" if row.exemptions else ""
        hours = f"{_days(row.days)}, {wall_clock(row.from_minute)} to {wall_clock(row.to_minute)}{stay}"
        rests = f"{row.article} of {row.reference}{exempt}"
        label = f"Code {row.code} {' '.join(row.suffixes)}".strip()
        yield label, f"{_described(law, row.code)}: {hours}; {rests}"


def _described(law: Law, code: str) -> str:
    try:
        return law.contraventions.get(code).description
    except UnknownContraventionError:
        return "not in the national list of today"


def _missing(here: Enforceable, orders: list[Any], rows: list[Any], law: Law) -> Iterator[str]:
    if not here.powers or all(power.standing is PowerStanding.UNKNOWN for power in here.powers):
        yield "Power: nobody has confirmed one. No PCN can be issued here until it is confirmed."
    elif not any(power.standing is PowerStanding.CONFIRMED for power in here.powers):
        yield "Power: only assumed. No PCN can be issued here, but in a demonstration, until it is confirmed."
    if not orders:
        yield "Order: none. No PCN can be issued here."
    for row in orders:
        if row.document_sha256 is None:
            yield (
                f"Order {row.reference}: its document is not attached. PCNs may be issued, marked, but no "
                "notice to owner follows until it is. Attach it: parking places attach."
            )
    for first, second in pairwise(orders):
        if first.until_on is None or first.until_on >= second.from_on:
            yield (
                f"Orders {first.reference} and {second.reference} run at the same time. End the older one: "
                "name it under Replaces order."
            )
    for row in rows:
        if _needs_stay(law, row.code) and row.max_stay_minutes is None:
            yield f"Code {row.code}: no longest stay is given, so no PCN for staying too long can be issued."


def _needs_stay(law: Law, code: str) -> bool:
    try:
        return law.contraventions.get(code).overstay is Overstay.FIRST_SEEN
    except UnknownContraventionError:
        return False


def _tariff(lines: list[dict[str, Any]]) -> str:
    if not lines:
        return "none"
    return "; ".join(
        f"up to {line['minutes']} minutes {Money(line['pence']) if line['pence'] else 'free'}, "
        f"{_days(line['days'])}"
        for line in lines
    )


def _days(digits: str) -> str:
    if len(digits) == len(_DAYS):
        return "every day"
    names = [_DAYS[int(digit) - 1] for digit in digits]
    unbroken = len(digits) > 2 and int(digits[-1]) - int(digits[0]) == len(digits) - 1
    return f"{names[0]} to {names[-1]}" if unbroken else ", ".join(names)


def _span(first: date, last: date | None) -> str:
    return f"from {spoken_day(first)}" + (f" to {spoken_day(last)}" if last else "")


def spoken_day(day: date) -> str:
    """Return a day as people write it: 1 June 2021."""
    return f"{day.day} {day:%B %Y}"


def _words(value: str) -> str:
    return str(value).replace("_", " ")
