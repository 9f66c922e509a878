"""A batch to its file, and the file back to the batch: the typed side of the mapping."""

from __future__ import annotations

from typing import Any

from parking.recovery.court.columns import FileLayout
from parking.recovery.court.fields import EXPORT, EXPORT_OF_ITS_OWN, Row, Value
from parking.recovery.court.files import Mapped, Rows
from parking.recovery.court.layout import CourtLayout
from parking.recovery.court.records import (
    ADDRESS_LINES,
    CourtBatch,
    CourtFile,
    CourtRecord,
    RecordNotWellFormedError,
    Transaction,
)
from parking.values.canonical import sha256

_ADDRESS = tuple(f"address_{line}" for line in range(1, ADDRESS_LINES + 1))
_OF_THE_BATCH = frozenset({"authority", "batch", "record"})


def write_batch(batch: CourtBatch, layout: CourtLayout) -> CourtFile:
    """Return the file of a batch under a mapping; the same batch always gives the same bytes."""
    chosen = _layout_of(batch, layout)
    name = chosen.file.format(batch=batch.number)
    ends: Row = {
        "file": name,
        "layout": layout.name,
        "version": layout.version,
        "authority": batch.authority,
        "batch": batch.number,
        "made_on": batch.made_on,
        "certified_by": batch.certified_by,
        "count": batch.count,
        "total": batch.total,
    }
    rows = [_row(batch, place, record) for place, record in enumerate(batch.records, start=1)]
    schema = EXPORT if chosen is layout.export else EXPORT_OF_ITS_OWN
    content = Mapped(layout, chosen, schema).write(name, ends, rows)
    return CourtFile(name, content, sha256(content), batch.count, batch.total)


def read_export(name: str, content: bytes, layout: CourtLayout) -> tuple[tuple[CourtRecord, ...], Rows]:
    """Return the records of a file in the common layout, and the file as read."""
    rows = Mapped(layout, layout.export, EXPORT).read(name, content)
    return tuple(_record(row) for _, row in rows.records), rows


def _layout_of(batch: CourtBatch, layout: CourtLayout) -> FileLayout:
    files = {(found := layout.export_of(record.transaction)).file: found for record in batch.records}
    if len(files) > 1:
        raise RecordNotWellFormedError("the court takes these transactions in different files: batch each")
    return next(iter(files.values()))


def _row(batch: CourtBatch, place: int, record: CourtRecord) -> Row:
    row: dict[str, Value] = {
        name: getattr(record, name) for name in CourtRecord.__dataclass_fields__ if name != "address"
    }
    lines = record.address + ("",) * (ADDRESS_LINES - len(record.address))
    return (
        row
        | dict(zip(_ADDRESS, lines, strict=True))
        | {"authority": batch.authority, "batch": batch.number, "record": place}
    )


def _record(row: Row) -> CourtRecord:
    # The schema has checked every value's kind: what is left is to gather the address.
    facts: dict[str, Any] = {
        name: value for name, value in row.items() if name not in _OF_THE_BATCH and name not in _ADDRESS
    }
    address = tuple(str(row[name]) for name in _ADDRESS if row.get(name))
    facts["transaction"] = Transaction(str(row["transaction"]))
    return CourtRecord(**facts, address=address)
