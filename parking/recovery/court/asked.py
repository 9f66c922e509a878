"""A file of ours as the court would read it: only what an answer needs, in whichever layout it came."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parking.recovery.court.fields import EXPORT, EXPORT_OF_ITS_OWN, Row
from parking.recovery.court.files import Mapped
from parking.recovery.court.layout import CourtLayout
from parking.recovery.court.records import Transaction
from parking.store.exchange.post import Received
from parking.values.money import NOTHING, Money
from parking.values.pcn_number import PcnNumber


@dataclass(frozen=True, slots=True)
class Asked:
    """One record as far as an answer needs it."""

    transaction: Transaction
    number: PcnNumber
    due: Money


def read_asked(file: Received, layout: CourtLayout) -> tuple[int, tuple[Asked, ...]]:
    """Return the number of a batch and what it asks for."""
    own = next((kind for kind, one in layout.exports.items() if _named_by(one.file, file.name)), None)
    mapped = (
        Mapped(layout, layout.exports[own], EXPORT_OF_ITS_OWN)
        if own
        else Mapped(layout, layout.export, EXPORT)
    )
    rows = mapped.read(file.name, file.content)
    records = [row for _, row in rows.records]
    found = (rows.heading.get("batch"), rows.trailer.get("batch"), *(row.get("batch") for row in records[:1]))
    batch = next(number for number in found if isinstance(number, int))
    return batch, tuple(asked for row in records if (asked := _asked(row, own)) is not None)


def _asked(row: Row, own: Transaction | None) -> Asked | None:
    number, due = row["number"], row.get("due")
    if not isinstance(number, PcnNumber):
        return None
    transaction = own or Transaction(str(row["transaction"]))
    return Asked(transaction, number, due if isinstance(due, Money) else NOTHING)


def _named_by(template: str, name: str) -> bool:
    parts = re.split(r"\{[^}]*\}", template)
    return re.fullmatch("[0-9]+".join(map(re.escape, parts)), name) is not None
