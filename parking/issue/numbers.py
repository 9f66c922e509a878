"""PCN numbers: each used once, in the whole deployment, for ever."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from parking.cases.access import code_for
from parking.cases.models import NumberSeries
from parking.issue.errors import NoSeriesError, SeriesFullError
from parking.issue.models import NumberBlock
from parking.values.ids import new_id
from parking.values.pcn_number import PcnNumber

# Taken with every PCN, so built once.
_SERIES = NumberSeries.__table__.c
_NEWEST = (
    select(_SERIES.id)
    .where(_SERIES.authority_id == bindparam("authority"))
    .order_by(_SERIES.id.desc())
    .limit(1)
    .scalar_subquery()
)
_TAKE = (
    update(NumberSeries.__table__)
    .where(_SERIES.id == _NEWEST)
    .values(next_serial=_SERIES.next_serial + bindparam("count"))
    .returning(_SERIES.id, _SERIES.prefix, _SERIES.digits, _SERIES.next_serial, _SERIES.secret)
)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of numbers for one device, with the access code of each."""

    id: UUID
    prefix: str
    numbers: tuple[tuple[str, str], ...]


def open_series(session: Session, *, authority: UUID, prefix: str, first: int = 1, digits: int = 8) -> UUID:
    """Open a series of PCN numbers; a prefix belongs to one authority for ever."""
    row_id = new_id()
    session.execute(
        insert(NumberSeries),
        {
            "id": row_id,
            "authority_id": authority,
            "prefix": prefix,
            "digits": digits,
            "next_serial": first,
            "secret": secrets.token_hex(32),
        },
    )
    return row_id


@dataclass(frozen=True, slots=True)
class Taken:
    """A number that is used, with the access code printed beside it where the number is of this act."""

    number: PcnNumber
    access_code: str | None


def take_number(session: Session, *, authority: UUID) -> Taken:
    """Use the next number of the authority's newest series; undone only if the act is undone."""
    prefix, digits, serial, series = _take(session, authority, 1)
    number = PcnNumber.made(prefix, serial, digits)
    return Taken(number, code_for(series.secret, number.text))


def hand_out_block(session: Session, *, authority: UUID, device_id: UUID, count: int, at: datetime) -> Block:
    """Hand a device numbers to use with no signal; the block is its own and is never taken back."""
    prefix, digits, first, series = _take(session, authority, count)
    block_id = new_id()
    session.execute(
        insert(NumberBlock),
        {
            "id": block_id,
            "authority_id": authority,
            "series_id": series.id,
            "device_id": device_id,
            "first_serial": first,
            "last_serial": first + count - 1,
            "handed_out_at": at,
        },
    )
    made = [PcnNumber.made(prefix, serial, digits).text for serial in range(first, first + count)]
    return Block(block_id, prefix, tuple((text, code_for(series.secret, text)) for text in made))


def is_of_device(session: Session, *, authority: UUID, device_id: UUID, number: PcnNumber) -> bool:
    """Whether a number lies in a block that was handed to a device."""
    found = session.execute(
        select(NumberBlock.id)
        .join(NumberSeries, NumberSeries.id == NumberBlock.series_id)
        .where(
            NumberBlock.authority_id == authority,
            NumberBlock.device_id == device_id,
            NumberSeries.prefix == number.text[:2],
            NumberBlock.first_serial <= number.serial,
            NumberBlock.last_serial >= number.serial,
        )
    ).first()
    return found is not None


@dataclass(frozen=True, slots=True)
class _Series:
    id: UUID
    secret: str


def _take(session: Session, authority: UUID, count: int) -> tuple[str, int, int, _Series]:
    row = session.execute(_TAKE, {"authority": authority, "count": count}).first()
    if row is None:
        raise NoSeriesError("this authority has no number series: open one first")
    if len(str(row.next_serial - 1)) > row.digits:
        raise SeriesFullError(f"every number of the series {row.prefix} is used: open another series")
    return row.prefix, row.digits, row.next_serial - count, _Series(row.id, row.secret)
