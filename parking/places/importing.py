"""Taking sheets in: what they say compared with what is here, and only the differences written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from parking.authorities.actions import touch
from parking.places.actions import add_order, add_place, add_power
from parking.places.differences import differences, plain, power_line, said
from parking.places.errors import NoSuchOrderError
from parking.places.import_rules import Whose, take_in_restrictions
from parking.places.models import Order, Place, Power, Restriction
from parking.places.sheets.reading import PlaceSheet

_PLACE = ("name", "town", "kind", "has_anpr", "detail")
_POWER = ("kind", "standing", "from_on", "until_on", "in_name_of", "ended_because")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between a sheet and what was here."""

    place: str
    says: str

    def __str__(self) -> str:
        return f"{self.place}: {self.says}"


@dataclass(frozen=True, slots=True)
class TakingIn:
    """What an import may do: whose places, which documents, which rows stand behind PCNs already."""

    authority: UUID
    documents: Mapping[str, str]
    used: Callable[[UUID], frozenset[UUID]]
    correcting: bool = False


def take_in(session: Session, sheets: Sequence[PlaceSheet], how: TakingIn) -> list[Change]:
    """Write what the sheets say and return the differences; the same sheets again give none.

    Raises RestrictionInUseError when a row that stands behind PCNs would be changed or taken away.
    """
    changes = [change for sheet in sheets for change in _take_in(session, sheet, how)]
    if changes:
        touch(session, authority=how.authority)
    return changes


def _take_in(session: Session, sheet: PlaceSheet, how: TakingIn) -> Iterator[Change]:
    place_id, told = _place(session, sheet, how.authority)
    told += _powers(session, sheet, how.authority, place_id)
    if sheet.order_reference:
        order_id, about = _order(session, sheet, how)
        told += about
        whose = Whose(how.authority, place_id, order_id, how.used, how.correcting)
        told += take_in_restrictions(session, sheet, whose)
    told += _replaced(session, sheet, how.authority)
    for words in told:
        yield Change(sheet.code, words)


def _place(session: Session, sheet: PlaceSheet, authority: UUID) -> tuple[UUID, list[str]]:
    row = session.execute(
        select(Place.id, *(getattr(Place, name) for name in _PLACE)).where(
            Place.authority_id == authority, Place.code == sheet.code
        )
    ).one_or_none()
    wanted = {name: getattr(sheet, name) for name in _PLACE}
    if row is None:
        made = add_place(session, authority=authority, code=sheet.code, **wanted)
        return made, [f"new {said(sheet.kind.replace('_', ' '))} {sheet.name}, {sheet.town}"]
    told = differences({name: getattr(row, name) for name in _PLACE}, wanted)
    if told:
        session.execute(
            update(Place).where(Place.authority_id == authority, Place.id == row.id).values(plain(wanted))
        )
    return row.id, told


def _powers(session: Session, sheet: PlaceSheet, authority: UUID, place_id: UUID) -> list[str]:
    mine = (Power.authority_id == authority, Power.place_id == place_id)
    held = session.execute(
        select(*(getattr(Power, name) for name in _POWER)).where(*mine).order_by(Power.from_on)
    )
    before = [row._asdict() for row in held]
    wanted = [plain(asdict(power)) for power in sorted(sheet.powers, key=lambda power: power.from_on)]
    if before == wanted or not wanted:  # a sheet that says nothing of powers takes none away
        return []
    session.execute(delete(Power).where(*mine))
    for power in sheet.powers:
        add_power(session, authority=authority, place_id=place_id, **asdict(power))
    gone = [f"power no longer: {power_line(each)}" for each in before if each not in wanted]
    return gone + [f"power: {power_line(each)}" for each in wanted if each not in before]


def _order(session: Session, sheet: PlaceSheet, how: TakingIn) -> tuple[UUID, list[str]]:
    mine = (Order.authority_id == how.authority, Order.reference == sheet.order_reference)
    row = session.execute(
        select(Order.id, Order.title, Order.from_on, Order.until_on, Order.document_sha256).where(*mine)
    ).one_or_none()
    if sheet.order_from is None:
        raise ValueError("a sheet is checked before it is taken in")
    document = how.documents.get(sheet.order_document)
    wanted: dict[str, Any] = {
        "title": sheet.order_title, "from_on": sheet.order_from, "until_on": sheet.order_until,
        "document_sha256": document or (row.document_sha256 if row else None),
    }  # fmt: skip
    if row is None:
        made = add_order(session, authority=how.authority, reference=sheet.order_reference, **wanted)
        kept = "attached" if document else "not attached"
        return made, [f"new order {sheet.order_reference}, its document {kept}"]
    before = {name: getattr(row, name) for name in wanted}
    told = [f"order {sheet.order_reference}, {words}" for words in differences(before, wanted)]
    if told:
        session.execute(update(Order).where(*mine).values(wanted))
        others = _covered(session, how.authority, row.id, sheet.code)
        told += [f"order {sheet.order_reference} also covers {', '.join(others)}"] if others else []
    return row.id, told


def _replaced(session: Session, sheet: PlaceSheet, authority: UUID) -> list[str]:
    if not sheet.replaces or sheet.order_from is None:
        return []
    row = session.execute(
        select(Order.id, Order.until_on).where(
            Order.authority_id == authority, Order.reference == sheet.replaces
        )
    ).one_or_none()
    if row is None:
        raise NoSuchOrderError(f"{sheet.where('replaces')}: there is no order {sheet.replaces!r} to replace.")
    last = sheet.order_from - timedelta(days=1)
    if row.until_on is not None and row.until_on <= last:
        return []
    session.execute(
        update(Order).where(Order.authority_id == authority, Order.id == row.id).values(until_on=last)
    )
    told = [f"order {sheet.replaces} ends on {last.isoformat()}"]
    others = _covered(session, authority, row.id, sheet.code)
    return told + ([f"order {sheet.replaces} also covers {', '.join(others)}"] if others else [])


def _covered(session: Session, authority: UUID, order_id: UUID, besides: str) -> list[str]:
    rows = session.scalars(
        select(Place.code)
        .join(Restriction, Restriction.place_id == Place.id)
        .where(Place.authority_id == authority, Restriction.order_id == order_id, Place.code != besides)
        .distinct()
        .order_by(Place.code)
    )
    return list(rows)
