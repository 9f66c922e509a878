"""What a large borough is told with: the fates there are, a batch of rows, one case's telling."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from parking.cases.history.issue import PcnServed
from parking.cases.record_many import Act, Life, record_many
from parking.places.rules import Enforceable
from parking.simulation.specimens import Specimen
from parking.store.base import Base
from parking.values.ids import new_id
from parking.values.mark import Mark


class Fate(StrEnum):
    """What the motorist will do, if the year is long enough."""

    PAY_THE_DISCOUNT = "pay the discount"
    PAY_IN_FULL = "pay in full"
    PAY_THE_NOTICE = "pay after the notice to owner"
    NEVER_PAY = "never pay"


SHARES = {Fate.PAY_THE_DISCOUNT: 52, Fate.PAY_IN_FULL: 13, Fate.PAY_THE_NOTICE: 10, Fate.NEVER_PAY: 25}


@dataclass(slots=True)
class Batch:
    """The cases and rows that one transaction writes."""

    lives: list[Life] = field(default_factory=list)
    rows: dict[type[Base], list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: type[Base], **values: Any) -> UUID:
        row_id: UUID = values.setdefault("id", new_id())
        self.rows.setdefault(table, []).append(values)
        return row_id

    def write(self, session: Session, specimen: Specimen) -> None:
        by_name = {table.__tablename__: rows for table, rows in self.rows.items()}
        for table in Base.metadata.sorted_tables:  # a print run before the papers in it
            if table.name in by_name:
                session.execute(insert(table), by_name[table.name])
        record_many(session, council=specimen.council, lives=self.lives)


@dataclass(slots=True)
class Telling:
    """One case while its life is told: everything dated after `until` has not happened yet."""

    event: PcnServed
    mark: Mark
    case_id: UUID
    acts: list[Act]


@dataclass(slots=True)
class Borough:
    specimen: Specimen
    here: Enforceable
    until: datetime
    lot: random.Random
    vehicles: int
    runs: dict[date, list[UUID]] = field(default_factory=dict)
    seen: set[tuple[str, date]] = field(default_factory=set)
    batch: Batch = field(default_factory=Batch)

    def add(self, table: type[Base], **values: Any) -> UUID:
        return self.batch.add(table, authority_id=self.specimen.id, **values)
