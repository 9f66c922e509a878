"""Made-up records and mappings for tests of the court's files."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

from parking.recovery.court.layout import DEFAULT, CourtLayout
from parking.recovery.court.records import CourtBatch, CourtRecord, Transaction
from parking.values.money import Money
from parking.values.pcn_number import PcnNumber

ANN, BOB, CAT = PcnNumber("RU00000011"), PcnNumber("RU00000029"), PcnNumber("RU00000037")

RECORD = CourtRecord(
    transaction=Transaction.REGISTER,
    number=ANN,
    mark="AA19AAA",
    contravention_on=date(2026, 3, 2),
    contravention_time=time(14, 5),
    place='Nowhere Road, "the bend"',
    code="01",
    pcn_served_on=date(2026, 3, 2),
    certificate="CC-1",
    certificate_served_on=date(2026, 6, 1),
    due=Money(11500),
    fee=Money(1000),
    name="Ann Ashdown",
    address=("1 Invented Lane", "Exampleton"),
    postcode="EX1 1AA",
)


def batch(*records: CourtRecord, number: int = 7) -> CourtBatch:
    """Return a batch of these records, or of three."""
    three = (RECORD, replace(RECORD, number=BOB, due=Money(8500)), replace(RECORD, number=CAT))
    return CourtBatch(
        number=number,
        authority="RUN",
        made_on=date(2026, 6, 22),
        certified_by="P. Officer",
        records=records or three,
    )


def default_mapping() -> dict[str, Any]:
    """Return the mapping that ships, as plain values to change."""
    return tomllib.loads(DEFAULT.read_text())


def changed(change: Callable[[dict[str, Any]], object]) -> CourtLayout:
    """Return the mapping that ships with a change made to it."""
    mapping = default_mapping()
    change(mapping)
    return CourtLayout.model_validate(mapping)


_WIDTHS = {
    "file": 60,
    "number": 12,
    "place": 60,
    "name": 50,
    "company": 50,
    "note": 60,
    "certified_by": 40,
    "total": 12,
}


def fixed_mapping(encoding: str = "latin-1") -> dict[str, Any]:
    """Return the same mapping with every file at fixed width: money in pounds, days as ddmmyyyy."""
    mapping = default_mapping()
    for file in [mapping["export"], *mapping["replies"].values()]:
        file |= {"shape": "fixed", "encoding": encoding, "names_row": False, "line_end": "lf"}
        for section in ("heading", "record", "trailer"):
            for column in file[section]["columns"]:
                _at_width(column)
    return mapping


def _at_width(column: dict[str, Any]) -> None:
    field = column.get("of", "")
    column["width"] = 1 if "constant" in column else _WIDTHS.get(field, 40)
    if field in ("due", "fee", "total"):
        column |= {"width": 12, "align": "right", "pad": "0", "money": "pounds"}
    if field in ("batch", "record", "count", "version", "registered", "rejected"):
        column |= {"width": 8, "align": "right", "pad": "0"}
    if field.endswith("_on"):
        column |= {"width": 8, "date": "%d%m%Y"}
    if field.endswith("_time"):
        column |= {"width": 4, "time": "%H%M"}


def fixed_layout(encoding: str = "latin-1") -> CourtLayout:
    """Return that fixed-width mapping, checked."""
    return CourtLayout.model_validate(fixed_mapping(encoding))


def with_own_warrants() -> CourtLayout:
    """Return the mapping that ships, warrants asked for in a short layout of their own."""
    columns = [
        {"name": "PCN", "of": "number"},
        {"name": "BATCH", "of": "batch"},
        {"name": "PAID?"},
        {"name": "DUE", "of": "due", "money": "pounds"},
    ]
    own = {"file": "warrants-{batch:04d}.txt", "delimiter": "|", "record": {"columns": columns}}
    return changed(lambda mapping: mapping.update(exports={"request_warrant": own}))


def written(folder: Path, text: str) -> Path:
    """Return a file holding a mapping."""
    place = folder / "mapping.toml"
    place.write_text(text)
    return place
