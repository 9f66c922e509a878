"""A print run: drawn for a stated posting day, posted on that day or spoiled and drawn again."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pikepdf
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.record import By, load_unlocked, question
from parking.law.guards.holds import may_write
from parking.law.journey import what_stops
from parking.law.reasons import Reason, Refused
from parking.notices.actions import Finished, check_posting_day, close_run, keep_run, spoil_run
from parking.notices.errors import NothingToPrintError
from parking.notices.queries import PaperRow, papers_in_run, run, undispatched, waiting
from parking.notices.registry import posted_kinds, room_of
from parking.store.files import FileStore
from parking.store.session import reading, writing
from parking.values import clock

LARGEST_RUN = 500


@dataclass(frozen=True, slots=True)
class Pulled:
    """A paper that may not go, and why."""

    paper: PaperRow
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Released:
    """A run that was drawn, and the papers left out of it."""

    run_id: UUID
    pieces: int
    left_out: tuple[Pulled, ...]


def release_run(*, council: Council, files: FileStore, posting_on: date, by: By) -> Released:
    """Draw every paper that waits, dated for the day it will be posted, and merge them for print.

    Papers are drawn outside any transaction and recorded in one. Raises NotAPostingDayError or
    NothingToPrintError.
    """
    check_posting_day(council, posting_on, clock.day_of(by.at))
    drawn: list[tuple[Finished, bytes]] = []
    left_out: list[Pulled] = []
    with reading(authority=council.id) as session:
        for kind in posted_kinds():
            for paper in waiting(session, authority=council.id, kind=kind, most=LARGEST_RUN):
                stops = stops_on(session, council, paper, posting_on)
                if stops:
                    left_out.append(Pulled(paper, stops))
                    continue
                made = room_of(kind).draw(session, council, paper, posting_on)
                files.keep(council.id, made.pdf)
                drawn.append((Finished(paper.id, paper.case_id, kind, made.sha256, made.pages), made.pdf))
    _take_back(council, left_out, by)
    if not drawn:
        raise NothingToPrintError("No paper waits to be printed.")
    merged = files.keep(council.id, merge([pdf for _, pdf in drawn]))
    with writing(authority=council.id) as session:
        run_id = keep_run(
            session, council=council, posting_on=posting_on, finished=[paper for paper, _ in drawn],
            merged_sha256=merged, by=by,
        )  # fmt: skip
    return Released(run_id, len(drawn), tuple(left_out))


def may_no_longer_go(session: Session, *, council: Council, run_id: UUID, on: date) -> list[Pulled]:
    """Return the papers of a run to pull before it is posted: paid, closed or held since it was drawn."""
    pulled = []
    for paper in papers_in_run(session, authority=council.id, run_id=run_id):
        stops = stops_on(session, council, paper, on)
        if stops:
            pulled.append(Pulled(paper, stops))
    return pulled


def dispatch_run(session: Session, *, council: Council, run_id: UUID, by: By) -> list[Pulled]:
    """Record that a run was posted today: each paper is served from this, and pulled ones are not.

    Raises WrongDayError when the papers carry another day. Returns the papers that were pulled.
    """
    today = clock.day_of(by.at)
    row = run(session, authority=council.id, run_id=run_id)
    close_run(session, council=council, run=row, by=by)
    pulled = may_no_longer_go(session, council=council, run_id=run_id, on=today)
    kept_back = {item.paper.id for item in pulled}
    for paper in papers_in_run(session, authority=council.id, run_id=run_id):
        room = room_of(paper.kind)
        if paper.id in kept_back:
            room.take_back(session, council, paper, by)
        else:
            room.post(session, council, paper, today, by)
    return pulled


def spoil_late_runs(session: Session, *, council: Council, by: By) -> int:
    """Spoil every run whose posting day has passed: its papers wait to be drawn again."""
    late = undispatched(session, authority=council.id, before=clock.day_of(by.at))
    return sum(spoil_run(session, council=council, run=row, by=by) for row in late)


def stops_on(session: Session, council: Council, paper: PaperRow, on: date) -> tuple[Reason, ...]:
    """Return why a paper may not be posted on a day; none means that it may."""
    state = load_unlocked(session, authority=council.id, case_id=paper.case_id).state
    asked = question(council, state, clock.at_local(on, 12))
    step = room_of(paper.kind).step
    if step is None:
        verdict = may_write(asked)
        return (verdict.because,) if isinstance(verdict, Refused) else ()
    return tuple(stop.because for stop in what_stops(step, asked))


def merge(pdfs: list[bytes]) -> bytes:
    """Return one file for the printer; each paper begins on a front, so none shares a sheet."""
    whole = pikepdf.new()
    for data in pdfs:
        with pikepdf.open(io.BytesIO(data)) as one:
            whole.pages.extend(one.pages)
            if len(one.pages) % 2:
                whole.add_blank_page(page_size=(595.276, 841.89))
    out = io.BytesIO()
    whole.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _take_back(council: Council, left_out: list[Pulled], by: By) -> None:
    if not left_out:
        return
    with writing(authority=council.id) as session:
        for item in left_out:
            room_of(item.paper.kind).take_back(session, council, item.paper, by)
