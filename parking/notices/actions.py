"""Asking for papers, drawing a run for a posting day, dispatching it or spoiling it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.papers import PaperDrawn, PaperSpoiled
from parking.cases.record import By, record
from parking.notices.errors import (
    NotAPostingDayError,
    RunNotOpenError,
    SomebodyElsePrintedError,
    WrongDayError,
)
from parking.notices.kinds import PaperWanted
from parking.notices.models import Paper, PrintRun
from parking.notices.queries import RunRow, papers_in_run
from parking.values import clock
from parking.values.ids import new_id

_REQUEST = insert(Paper.__table__)


@dataclass(frozen=True, slots=True)
class Finished:
    """A paper that was drawn and passed its checks."""

    paper_id: UUID
    case_id: UUID
    kind: PaperWanted
    sha256: str
    pages: int


def request_paper(
    session: Session,
    *,
    authority: UUID,
    case_id: UUID,
    kind: PaperWanted,
    on: date,
    party_id: UUID | None = None,
    paper_id: UUID | None = None,
) -> UUID:
    """Ask for a paper; nothing is drawn until its day is known."""
    row_id = paper_id or new_id()
    row = requested_row(
        authority=authority, case_id=case_id, kind=kind, on=on, party_id=party_id, paper_id=row_id
    )
    session.execute(_REQUEST, row)
    return row_id


def requested_row(
    *, authority: UUID, case_id: UUID, kind: PaperWanted, on: date, party_id: UUID | None, paper_id: UUID
) -> dict[str, Any]:
    """Return the row of a paper that is asked for, for one who writes many together."""
    return {
        "id": paper_id,
        "authority_id": authority,
        "case_id": case_id,
        "kind": kind.value,
        "state": "requested",
        "requested_on": on,
        "party_id": party_id,
        "spoiled": 0,
    }


def withdraw_paper(session: Session, *, authority: UUID, paper_id: UUID) -> None:
    """Stop a paper that is no longer wanted before it is posted."""
    session.execute(
        update(Paper)
        .where(Paper.authority_id == authority, Paper.id == paper_id, Paper.state.in_(("requested", "drawn")))
        .values(state="withdrawn", run_id=None)
        .execution_options(synchronize_session=False)
    )


def check_posting_day(council: Council, posting_on: date, today: date) -> None:
    """Refuse a posting day that is past or on which no post is collected."""
    if posting_on < today or not council.calendar.is_working_day(posting_on):
        raise NotAPostingDayError(posting_on)


def keep_run(
    session: Session,
    *,
    council: Council,
    posting_on: date,
    finished: list[Finished],
    merged_sha256: str,
    by: By,
) -> UUID:
    """Record a run of drawn papers: each is dated its posting day and may go on no other."""
    run_id = new_id()
    session.execute(
        insert(PrintRun),
        {
            "id": run_id,
            "authority_id": council.id,
            "posting_on": posting_on,
            "state": "drawn",
            "released_at": by.at,
            "released_by": by.actor,
            "pieces": len(finished),
            "pages": sum(paper.pages for paper in finished),
            "merged_sha256": merged_sha256,
        },
    )
    for paper in finished:
        _claim(session, council.id, paper, run_id, posting_on)
        record(
            session,
            council=council,
            case_id=paper.case_id,
            event=PaperDrawn(paper.paper_id, paper.kind.value, posting_on, paper.sha256, paper.pages),
            by=by,
        )
    return run_id


def _claim(session: Session, authority: UUID, paper: Finished, run_id: UUID, posting_on: date) -> None:
    claimed = session.execute(
        update(Paper)
        .where(Paper.authority_id == authority, Paper.id == paper.paper_id, Paper.state == "requested")
        .values(state="drawn", run_id=run_id, printed_on=posting_on, sha256=paper.sha256, pages=paper.pages)
        .execution_options(synchronize_session=False)
    )
    if claimed.rowcount != 1:  # type: ignore[attr-defined]
        raise SomebodyElsePrintedError(
            "Somebody else released these papers in the same moment. Look at the print room again."
        )


def keep_given(session: Session, *, council: Council, paper: Finished, printed_on: date, by: By) -> None:
    """Record the drawing of a paper that was given by hand, such as a PCN at the kerb."""
    _set(session, council.id, paper.paper_id, state="given", printed_on=printed_on,
         sha256=paper.sha256, pages=paper.pages)  # fmt: skip
    record(
        session,
        council=council,
        case_id=paper.case_id,
        event=PaperDrawn(paper.paper_id, paper.kind.value, printed_on, paper.sha256, paper.pages),
        by=by,
    )


def spoil_run(session: Session, *, council: Council, run: RunRow, by: By) -> int:
    """Spoil a run that was not posted on its day: its papers wait to be drawn again."""
    if run.state != "drawn":
        raise RunNotOpenError(f"This run is {run.state} already.")
    _set_run(session, council.id, run.id, state="spoiled")
    papers = papers_in_run(session, authority=council.id, run_id=run.id)
    for paper in papers:
        record(
            session,
            council=council,
            case_id=paper.case_id,
            event=PaperSpoiled(paper.id, paper.kind.value, run.posting_on),
            by=by,
        )
        _set(session, council.id, paper.id, state="requested", run_id=None, printed_on=None, sha256=None,
             pages=None, spoiled=Paper.spoiled + 1)  # fmt: skip
    return len(papers)


def close_run(session: Session, *, council: Council, run: RunRow, by: By) -> None:
    """Record that a run went to the post on the very day its papers carry."""
    if run.state != "drawn":
        raise RunNotOpenError(f"This run is {run.state} already.")
    today = clock.day_of(by.at)
    if run.posting_on != today:
        raise WrongDayError(run.posting_on, today)
    _set_run(session, council.id, run.id, state="dispatched", dispatched_at=by.at, dispatched_by=by.actor)


def mark_posted(session: Session, *, authority: UUID, paper_id: UUID, on: date) -> None:
    """Mark one paper of a dispatched run as posted."""
    _set(session, authority, paper_id, state="posted", posted_on=on)


def _set(session: Session, authority: UUID, paper_id: UUID, **values: object) -> None:
    session.execute(
        update(Paper)
        .where(Paper.authority_id == authority, Paper.id == paper_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _set_run(session: Session, authority: UUID, run_id: UUID, **values: object) -> None:
    changed = session.execute(
        update(PrintRun)
        .where(PrintRun.authority_id == authority, PrintRun.id == run_id, PrintRun.state == "drawn")
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise RunNotOpenError("Somebody else dispatched or spoiled this run in the same moment.")
