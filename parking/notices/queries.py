"""Reading papers and print runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parking.cases.models import Case
from parking.notices.errors import NoSuchPaperError, NoSuchRunError
from parking.notices.kinds import PaperWanted
from parking.notices.models import Paper, PrintRun


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper as lists show it."""

    id: UUID
    case_id: UUID
    kind: PaperWanted
    state: str
    requested_on: date
    party_id: UUID | None
    run_id: UUID | None
    printed_on: date | None
    sha256: str | None
    pages: int | None
    posted_on: date | None
    spoiled: int


@dataclass(frozen=True, slots=True)
class RunRow:
    """A print run as lists show it."""

    id: UUID
    posting_on: date
    state: str
    released_at: datetime
    released_by: str
    dispatched_at: datetime | None
    dispatched_by: str | None
    pieces: int
    pages: int
    merged_sha256: str | None


_PAPER = (
    Paper.id, Paper.case_id, Paper.kind, Paper.state, Paper.requested_on, Paper.party_id,
    Paper.run_id, Paper.printed_on, Paper.sha256, Paper.pages, Paper.posted_on, Paper.spoiled,
)  # fmt: skip
_RUN = (
    PrintRun.id, PrintRun.posting_on, PrintRun.state, PrintRun.released_at, PrintRun.released_by,
    PrintRun.dispatched_at, PrintRun.dispatched_by, PrintRun.pieces, PrintRun.pages,
    PrintRun.merged_sha256,
)  # fmt: skip


def papers_of(session: Session, *, authority: UUID, case_id: UUID) -> list[PaperRow]:
    """Return the papers of a case, in the order they were asked for."""
    rows = session.execute(
        select(*_PAPER)
        .where(Paper.authority_id == authority, Paper.case_id == case_id)
        .order_by(Paper.requested_on, Paper.id)
    )
    return [_paper(row) for row in rows]


def paper_of(session: Session, *, authority: UUID, case_id: UUID, paper_id: UUID) -> PaperRow:
    """Return one paper of one case: never by its own id alone."""
    row = session.execute(
        select(*_PAPER).where(Paper.authority_id == authority, Paper.case_id == case_id, Paper.id == paper_id)
    ).one_or_none()
    if row is None:
        raise NoSuchPaperError("There is no such paper.")
    return _paper(row)


def waiting(session: Session, *, authority: UUID, kind: PaperWanted, most: int) -> list[PaperRow]:
    """Return papers of a kind that wait to be drawn, oldest first.

    Where there are more than may go at once, those whose cases lapse first are chosen.
    """
    rows = session.execute(
        select(*_PAPER)
        .join(Case, Case.id == Paper.case_id)
        .where(Paper.authority_id == authority, Paper.state == "requested", Paper.kind == kind.value)
        .order_by(Case.lapses_on.is_(None), Case.lapses_on, Paper.requested_on, Paper.id)
        .limit(most)
    )
    return sorted((_paper(row) for row in rows), key=lambda paper: (paper.requested_on, paper.id))


def waiting_count(session: Session, *, authority: UUID, kind: PaperWanted) -> int:
    """Return how many papers of a kind wait to be drawn."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Paper)
            .where(Paper.authority_id == authority, Paper.state == "requested", Paper.kind == kind.value)
        )
        or 0
    )


def papers_in_run(session: Session, *, authority: UUID, run_id: UUID) -> list[PaperRow]:
    """Return the papers of a run in the order they were drawn."""
    rows = session.execute(
        select(*_PAPER)
        .where(Paper.authority_id == authority, Paper.run_id == run_id)
        .order_by(Paper.requested_on, Paper.id)
    )
    return [_paper(row) for row in rows]


def runs(session: Session, *, authority: UUID, most: int = 50) -> list[RunRow]:
    """Return the newest print runs."""
    rows = session.execute(
        select(*_RUN)
        .where(PrintRun.authority_id == authority)
        .order_by(PrintRun.released_at.desc(), PrintRun.id.desc())
        .limit(most)
    )
    return [RunRow(*row) for row in rows]


def run(session: Session, *, authority: UUID, run_id: UUID) -> RunRow:
    """Return one print run."""
    row = session.execute(
        select(*_RUN).where(PrintRun.authority_id == authority, PrintRun.id == run_id)
    ).one_or_none()
    if row is None:
        raise NoSuchRunError("There is no such print run.")
    return RunRow(*row)


def undispatched(session: Session, *, authority: UUID, before: date) -> list[RunRow]:
    """Return runs whose posting day has passed without dispatch: each must be spoiled."""
    rows = session.execute(
        select(*_RUN)
        .where(
            PrintRun.authority_id == authority,
            PrintRun.state == "drawn",
            PrintRun.posting_on < before,
        )
        .order_by(PrintRun.posting_on, PrintRun.id)
    )
    return [RunRow(*row) for row in rows]


def _paper(row: object) -> PaperRow:
    values = list(row)  # type: ignore[call-overload]
    values[2] = PaperWanted(values[2])
    return PaperRow(*values)
