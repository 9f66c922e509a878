"""The sheets and documents given to an import, and which rows of orders PCNs stand on already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from parking.cases.history import registry
from parking.cases.history.issue import beginning
from parking.cases.models import Case, EventRow
from parking.law.regimes import Law
from parking.places.sheets.checking import check_sheet_against, check_sheets_together
from parking.places.sheets.grid import read_grids
from parking.places.sheets.reading import PlaceSheet, read_sheet
from parking.store.files import FileStore
from parking.values.canonical import sha256

_FIRST = 1


def given_sheets(path: Path, law: Law) -> tuple[list[PlaceSheet], list[str]]:
    """Return the sheets of a file, and every fault in any of them."""
    sheets: list[PlaceSheet] = []
    faults: list[str] = []
    for grid in read_grids(path):
        sheet, wrong = read_sheet(grid)
        faults += wrong
        if sheet is not None:
            sheets.append(sheet)
            faults += check_sheet_against(law, sheet)
    return sheets, faults + check_sheets_together(sheets)


@dataclass(slots=True)
class Documents:
    """The documents of orders, which lie beside the sheet."""

    folder: Path
    files: FileStore
    authority: UUID
    _read: dict[str, bytes] = field(default_factory=dict)

    def named_in(self, sheets: Sequence[PlaceSheet]) -> tuple[dict[str, str], list[str]]:
        """Return the hash of each document named, and a fault for each that can't be read."""
        faults: list[str] = []
        for sheet in sheets:
            name = sheet.order_document
            if not name or name in self._read:
                continue
            try:
                data = (self.folder / name).read_bytes()
            except OSError as wrong:
                faults.append(
                    f"{sheet.where('order_document')} names {name!r}: it can't be read ({wrong.strerror}). "
                    "Put the file beside the sheet, or leave the cell empty and attach the order later."
                )
                continue
            if not data:
                faults.append(f"{sheet.where('order_document')} names {name!r}, which is empty.")
            self._read[name] = data
        return {name: sha256(data) for name, data in self._read.items()}, faults

    def keep(self) -> None:
        """Keep every document, before the rows that name them are committed."""
        for data in self._read.values():
            self.files.keep(self.authority, data)


def rows_in_use(session: Session, authority: UUID, place_id: UUID) -> frozenset[UUID]:
    """Return the rows of orders that PCNs given at a place stand on."""
    rows = session.execute(
        select(EventRow.kind, EventRow.version, EventRow.facts)
        .join(Case, Case.id == EventRow.case_id)
        .where(
            Case.authority_id == authority,
            Case.place_id == place_id,
            EventRow.authority_id == authority,
            EventRow.seq == _FIRST,
        )
    )
    began = (beginning(registry.read(row.kind, row.version, row.facts)) for row in rows)
    return frozenset(event.restriction_id for event in began if event.restriction_id)
