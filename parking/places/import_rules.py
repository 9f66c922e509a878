"""Taking the restrictions of a sheet in, never under the feet of PCNs that stand on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, select, update
from sqlalchemy.orm import Session

from parking.places.actions import add_restriction
from parking.places.differences import differences, rule
from parking.places.errors import RestrictionInUseError
from parking.places.models import Restriction
from parking.places.sheets.reading import PlaceSheet, RestrictionLine

_RULE = ("days", "from_minute", "to_minute")
_HELD = ("suffixes", "article", *_RULE, "max_stay_minutes", "exemptions", "tariff")


@dataclass(frozen=True, slots=True)
class Whose:
    """The authority, place and order whose rows are written, and which of them PCNs stand on."""

    authority: UUID
    place_id: UUID
    order_id: UUID
    used: Callable[[UUID], frozenset[UUID]]
    correcting: bool


def take_in_restrictions(session: Session, sheet: PlaceSheet, whose: Whose) -> list[str]:
    """Write the rows that differ and return the differences."""
    rows = _rows(session, whose)
    used = whose.used(whose.place_id) if rows else frozenset[UUID]()
    pairs, left = _paired(rows, sheet.restrictions)
    tariff = [asdict(line) for line in sheet.tariff]
    told: list[str] = []
    for line, row in pairs:
        wanted: dict[str, Any] = {**asdict(line), "tariff": tariff}
        if row is None:
            add_restriction(
                session, authority=whose.authority, order_id=whose.order_id, place_id=whose.place_id, **wanted
            )
            told.append(f"code {line.code} may be issued: {rule(wanted)}")
        else:
            in_use = row.id in used and not whose.correcting
            told += _changed(session, sheet, whose, row, wanted, in_use=in_use)
    for row in left:
        if row.id in used:
            raise RestrictionInUseError(_in_use(sheet, row.code))
        session.execute(
            delete(Restriction).where(Restriction.authority_id == whose.authority, Restriction.id == row.id)
        )
        told.append(f"code {row.code} may no longer be issued: {rule(row._asdict())}")
    return told


def _rows(session: Session, whose: Whose) -> list[Row[Any]]:
    found = session.execute(
        select(Restriction.id, Restriction.code, *(getattr(Restriction, name) for name in _HELD))
        .where(
            Restriction.authority_id == whose.authority,
            Restriction.place_id == whose.place_id,
            Restriction.order_id == whose.order_id,
        )
        .order_by(Restriction.code, Restriction.from_minute, Restriction.id)
    )
    return list(found)


def _paired(
    rows: Sequence[Row[Any]], lines: Sequence[RestrictionLine]
) -> tuple[list[tuple[RestrictionLine, Row[Any] | None]], list[Row[Any]]]:
    """Return each line with the row it is about: the same hours first, then what is left of its code."""
    left, found = list(rows), dict[RestrictionLine, Row[Any]]()
    for same in (_same_hours, _same_code):
        for line in lines:
            row = next((row for row in left if line not in found and same(row, line)), None)
            if row is not None:
                found[line] = row
                left.remove(row)
    ordered = sorted(lines, key=lambda line: (line.code, line.from_minute, line.days))
    return [(line, found.get(line)) for line in ordered], left


def _same_code(row: Row[Any], line: RestrictionLine) -> bool:
    return bool(row.code == line.code)


def _same_hours(row: Row[Any], line: RestrictionLine) -> bool:
    return _same_code(row, line) and all(getattr(row, name) == getattr(line, name) for name in _RULE)


def _changed(
    session: Session,
    sheet: PlaceSheet,
    whose: Whose,
    row: Row[Any],
    wanted: dict[str, Any],
    *,
    in_use: bool,
) -> list[str]:
    held = {name: wanted[name] for name in _HELD}
    different = differences({name: getattr(row, name) for name in _HELD}, held)
    if not different:
        return []
    if in_use:
        raise RestrictionInUseError(_in_use(sheet, row.code))
    session.execute(
        update(Restriction)
        .where(Restriction.authority_id == whose.authority, Restriction.id == row.id)
        .values(held)
    )
    return [f"code {row.code}, {words}" for words in different]


def _in_use(sheet: PlaceSheet, code: str) -> str:
    return (
        f"{sheet.sheet}: PCNs stand on the row of code {code} at {sheet.code} as it is, and their papers "
        "cite it. Where the rule changed, give the new order its own reference and first day, and name this "
        "one under Replaces order. Where the row was always wrong, import with --correct; a row in use is "
        "never deleted."
    )
