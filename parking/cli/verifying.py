"""Everything an authority has, verified: chains, daily heads, projections, ledger, kept files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from parking.cases.audit import verify
from parking.evidence.models import Photograph
from parking.notices.models import Paper, PrintRun
from parking.payments.checking import differences
from parking.payments.ledger import out_of_balance
from parking.payments.models import LedgerLine
from parking.places.models import Order
from parking.store.files import FileDamagedError, FileMissingError, FileStore


@dataclass(frozen=True, slots=True)
class Found:
    """What was counted, and every kind of break with its first instance."""

    cases: int
    events: int
    days: int
    ledger_lines: int
    files: int
    breaks: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is broken."""
        return not self.breaks

    @property
    def counts(self) -> str:
        """The counts in words."""
        return (
            f"{self.cases} cases, {self.events} events, {self.days} daily heads, "
            f"{self.ledger_lines} ledger lines, {self.files} files"
        )


def verify_authority(session: Session, *, authority: UUID, files: FileStore) -> Found:
    """Return what stands and the first break of each kind: history, ledger, files."""
    history = verify(session, authority=authority)
    breaks = [str(history.first_break)] if history.first_break else []
    entries = out_of_balance(session, authority=authority)
    if entries:
        breaks.append(f"ledger entry {entries[0]}: its sides differ ({len(entries)} such entries)")
    # Only a history that stands can say what the ledger must show.
    whole = history.first_break is None
    if whole and (differing := list(islice(differences(session, authority=authority), 2))):
        breaks.append(str(differing[0]) + (" (and more)" if len(differing) > 1 else ""))
    count, broken = _read_files(session, authority, files)
    if broken:
        breaks.append(broken[0] + (f" (and {len(broken) - 1} more files)" if len(broken) > 1 else ""))
    lines = session.scalar(
        select(func.count()).select_from(LedgerLine).where(LedgerLine.authority_id == authority)
    )
    return Found(
        history.cases, history.events, history.days, lines or 0, count, tuple(breaks),
        tuple(_orders_without_file(session, authority, files)),
    )  # fmt: skip


def _read_files(session: Session, authority: UUID, files: FileStore) -> tuple[int, list[str]]:
    count, broken, seen = 0, [], set[str]()
    for what, row_id, name in _named(session, authority):
        if name in seen:
            continue
        seen.add(name)
        count += 1
        try:
            files.read(authority, name)
        except (FileMissingError, FileDamagedError) as wrong:
            broken.append(f"{what} {row_id}: {wrong.args[0]}")
    return count, broken


def _named(session: Session, authority: UUID) -> Iterator[tuple[str, UUID, str]]:
    asked: list[tuple[str, Select[tuple[UUID, Any]]]] = [
        (
            "photograph",
            select(Photograph.id, Photograph.sha256)
            .where(Photograph.authority_id == authority, Photograph.erased_at.is_(None))
            .order_by(Photograph.id),
        ),
        (
            "photograph to show",
            select(Photograph.id, Photograph.shown_sha256)
            .where(Photograph.authority_id == authority, Photograph.erased_at.is_(None))
            .order_by(Photograph.id),
        ),
        (
            "paper",
            select(Paper.id, Paper.sha256)
            .where(Paper.authority_id == authority, Paper.sha256.is_not(None))
            .order_by(Paper.id),
        ),
        (
            "print run",
            select(PrintRun.id, PrintRun.merged_sha256)
            .where(PrintRun.authority_id == authority, PrintRun.merged_sha256.is_not(None))
            .order_by(PrintRun.id),
        ),
    ]
    for what, query in asked:
        for row_id, name in session.execute(query):
            yield what, row_id, name


def _orders_without_file(session: Session, authority: UUID, files: FileStore) -> Iterator[str]:
    rows = session.execute(
        select(Order.reference, Order.document_sha256)
        .where(Order.authority_id == authority, Order.document_sha256.is_not(None))
        .order_by(Order.reference)
    )
    gone = [reference for reference, name in rows if name and not files.has(authority, name)]
    if gone:
        more = f", and of {len(gone) - 1} more orders," if len(gone) > 1 else ""
        yield f"the document of the order {gone[0]!r}{more} is named but not kept here"
