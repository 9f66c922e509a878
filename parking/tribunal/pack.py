"""The evidence pack of an appeal: one file of index, case summary, exhibits and history, kept by its hash."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

import pikepdf
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.issue import beginning
from parking.cases.history.registry import Event
from parking.cases.queries import CaseRow, Happened, case, history
from parking.cases.record import load_unlocked
from parking.law.state import State
from parking.notices.drawing.paper import Block, Definitions, Heading, Para
from parking.notices.statements import day_in_words
from parking.places.queries import order_behind
from parking.store.files import FileStore
from parking.tribunal.appeals import the_open_appeal
from parking.tribunal.exhibits import LANG, Exhibit, exhibits_of, paragraphs, words_page
from parking.values import clock
from parking.values.canonical import sha256
from parking.values.mark import Mark
from parking.words import Reader, event_words

_DAYS_TOLD = {
    "posted_on": "posted on",
    "served_on": "taken as served on",
    "received_on": "received on",
    "decision_served_on": "decision served on",
    "answered_on": "answered on",
    "registered_on": "registered on",
    "printed_on": "dated",
}


@dataclass(frozen=True, slots=True)
class Pack:
    """A finished pack."""

    pdf: bytes
    sha256: str
    pages: int
    contents: tuple[str, ...]


def contents_of(session: Session, council: Council, files: FileStore, case_id: UUID) -> tuple[str, ...]:
    """Return what a pack would hold, by title."""
    return tuple(each.title for each in exhibits_of(session, council, files, case_id))


def make_pack(
    session: Session, *, council: Council, files: FileStore, case_id: UUID, summary: str, on: date
) -> Pack:
    """Return the pack of a case's open appeal; the same case and words give the same bytes."""
    row = case(session, authority=council.id, case_id=case_id)
    appeal = the_open_appeal(session, authority=council.id, case_id=case_id)
    happened = history(session, authority=council.id, case_id=case_id)
    state = load_unlocked(session, authority=council.id, case_id=case_id).state
    exhibits = [
        Exhibit("Why the charge should stand", _summary(session, council, row, happened, state, summary, on)),
        *exhibits_of(session, council, files, case_id),
        Exhibit("Everything that happened, with its dates", _timeline(council, row, happened, on)),
    ]
    # The index is a page or more itself: drawn once to learn its length, once with the right numbers.
    long = _pages(_index(council, row, appeal.reference, exhibits, 0, on))
    index = _index(council, row, appeal.reference, exhibits, long, on)
    whole = _merged([index, *(each.pdf for each in exhibits)])
    return Pack(whole, sha256(whole), _pages(whole), tuple(each.title for each in exhibits))


def _index(
    council: Council, row: CaseRow, reference: str, exhibits: Sequence[Exhibit], before: int, on: date
) -> bytes:
    page, listed = before + 1, []
    for each in exhibits:
        listed.append((f"Page {page}", each.title))
        page += _pages(each.pdf)
    blocks: tuple[Block, ...] = (
        Para(
            f"{council.letterhead(on).name} delivers these documents to the tribunal on "
            f"{day_in_words(on, lang=LANG)}, for appeal {reference} against PCN {row.number}."
        ),
        Heading("Contents"),
        Definitions(tuple(listed)),
    )
    return words_page(council, row.number, "The authority's documents", blocks, on=on)


def _summary(
    session: Session,
    council: Council,
    row: CaseRow,
    happened: Sequence[Happened],
    state: State,
    summary: str,
    on: date,
) -> bytes:
    listed = council.law(clock.day_of(row.contravention_at)).contraventions
    first = beginning(happened[0].event)
    order = None
    if first.restriction_id is not None:
        order = order_behind(session, authority=council.id, restriction_id=first.restriction_id)
    at = clock.local(row.contravention_at)
    about = [
        ("Vehicle", Mark.read(row.mark).shown),
        ("Contravention", f"{row.code}{row.suffix} {listed.describe(row.code, row.suffix)}"),
        ("Where", f"{row.place}, {row.town}"),
        ("When", f"{day_in_words(at.date(), lang=LANG)} at {at:%H:%M}"),
        ("Charge", str(state.full)),
    ]
    if order is not None:
        about.append(("Order", f"{order.article} of the {order.reference}, {order.title}"))
    blocks: tuple[Block, ...] = (
        Definitions(tuple(about)),
        Heading("Why the charge should stand"),
        *paragraphs(summary),
    )
    return words_page(council, row.number, "Case summary", blocks, on=on)


def _timeline(council: Council, row: CaseRow, happened: Sequence[Happened], on: date) -> bytes:
    rows = tuple(
        (f"{day_in_words(at.date(), lang=LANG)} {at:%H:%M}", _told(each))
        for each in happened
        for at in (clock.local(each.happened_at),)
    )
    blocks: list[Block] = [
        Para("Each line is an entry in the authority's record, which can only be added to."),
        *(Definitions((one,)) for one in rows),
    ]
    return words_page(council, row.number, "Everything that happened", blocks, on=on)


def _told(each: Happened) -> str:
    title = event_words(each.kind, Reader.TRIBUNAL)
    days = [f"{said} {day_in_words(day, lang=LANG)}" for said, day in _days(each.event)]
    return f"{title}: {', '.join(days)}" if days else title


def _days(event: Event) -> list[tuple[str, date]]:
    return [
        (_DAYS_TOLD[field.name], value)
        for field in fields(event)
        if field.name in _DAYS_TOLD and isinstance(value := getattr(event, field.name), date)
    ]


def _merged(pdfs: Sequence[bytes]) -> bytes:
    whole = pikepdf.new()
    for data in pdfs:
        with pikepdf.open(io.BytesIO(data)) as one:
            whole.pages.extend(one.pages)
    out = io.BytesIO()
    whole.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as one:
        return len(one.pages)
