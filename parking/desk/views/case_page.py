"""Everything the case page shows, gathered in a few indexed reads and put in the back office's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history import registry
from parking.cases.history.issue import Began, beginning
from parking.cases.history.registry import Event
from parking.cases.queries import CaseRow, Happened, case, history
from parking.cases.record import question
from parking.desk.offers import Offer, offered
from parking.desk.queries.cases import Line, ledger_of
from parking.desk.rules import HOLD_TITLES, RELEASED_BY, Prospect, outlook
from parking.desk.views.words import next_words, paper_title, who
from parking.evidence.queries import NoteRow, notes_of, photographs_of
from parking.fairness.adjustments import AdjustmentRow, adjustments_of
from parking.keepers.queries import addressee
from parking.law.question import Question
from parking.law.reasons import Reason
from parking.law.state import HoldKind, State
from parking.law.steps import Step
from parking.law.why import arithmetic
from parking.notices.kinds import PaperWanted
from parking.notices.queries import PaperRow, papers_of
from parking.people.permissions import Permission
from parking.people.queries import names_of
from parking.places.queries import OrderText, order_behind
from parking.values import clock
from parking.values.money import Money
from parking.web.components import Fact, Photo, Tag
from parking.words import Reader, event_words, stage_words

# A hold that came with another event, an appeal over a registered debt for one, has no owner yet.
SET_BY_THE_LAW = "the back office"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened, as the timeline tells it."""

    kind: str
    title: str
    at: datetime
    byline: str
    event: Event
    note: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A hold that stands, and whether the person at the screen may lift it."""

    id: UUID
    kind: HoldKind
    title: str
    owner: str
    review_on: date
    may_release: bool
    may_review: bool = False


@dataclass(frozen=True, slots=True)
class Posted:
    """A paper as the case page lists it."""

    row: PaperRow
    title: str
    href: str | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """What the template shows; all text is ready, all links are made."""

    row: CaseRow
    began: Began
    described: str
    order: OrderText | None
    officer: str
    liable: tuple[str, ...]
    state: State
    asked: Question
    facts: tuple[Fact, ...]
    holds: tuple[Held, ...]
    happened: tuple[Told, ...]
    prospects: tuple[Prospect, ...]
    offers: dict[Step, Offer]
    papers: tuple[Posted, ...]
    photographs: tuple[Photo, ...]
    ledger: tuple[Line, ...]
    notes: tuple[NoteRow, ...]
    names: dict[UUID, str]
    adjustments: tuple[AdjustmentRow, ...] = ()

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The holds, for the identity bar."""
        return tuple(
            Tag(f"Held: {hold.title.lower()}", "red" if hold.review_on < self.today else "orange")
            for hold in self.holds
        )

    @property
    def today(self) -> date:
        """The day the page is for."""
        return self.asked.on

    @property
    def owed(self) -> Money:
        """What is owed today."""
        return self.state.owed(self.today)

    @property
    def can(self) -> tuple[Prospect, ...]:
        """The steps that nothing stops."""
        return tuple(prospect for prospect in self.prospects if not prospect.stops)

    @property
    def ours(self) -> tuple[Prospect, ...]:
        """The open steps that the council takes, and those that it has a page for."""
        return tuple(each for each in self.can if each.is_ours or each.step in self.offers)

    @property
    def others(self) -> tuple[Prospect, ...]:
        """The open steps that only others take: the motorist, the tribunal, the court, the night."""
        return tuple(each for each in self.can if each not in self.ours)

    @property
    def cannot(self) -> tuple[tuple[Prospect, tuple[Reason, ...]], ...]:
        """The steps that something stops, each with the reasons no step before it has told."""
        told: list[Reason] = []
        stopped = []
        for prospect in self.prospects:
            if prospect.stops:
                stopped.append((prospect, tuple(why for why in prospect.stops if why not in told)))
                told += prospect.stops
        return tuple(stopped)

    @property
    def discounted_until(self) -> date | None:
        """The last day of the discount, while it runs."""
        last = self.row.discount_until
        return last if last is not None and last >= self.today and self.owed else None

    def counted(self, reason: Reason) -> str | None:
        """Return how the day that a reason names was counted."""
        return arithmetic(reason, self.asked)

    def who(self, actor: str) -> str:
        """Return somebody who acted, by name."""
        return who(actor, self.names)


def gather(
    session: Session, *, council: Council, case_id: UUID, at: datetime, permissions: frozenset[Permission]
) -> CasePage:
    """Return a case as its page shows it now."""
    row = case(session, authority=council.id, case_id=case_id)
    events = history(session, authority=council.id, case_id=case_id)
    state = registry.replay((each.event for each in events), State(regime=council.regime))
    began = beginning(events[0].event)
    names = names_of(session, authority=council.id)
    notes = notes_of(session, authority=council.id, case_id=case_id)
    asked = question(council, state, at)
    prospects = outlook(asked)
    listed = council.law(clock.day_of(began.contravention_at)).contraventions
    return CasePage(
        row=row,
        began=began,
        described=listed.describe(began.code, began.suffix),
        order=_order(session, council, began),
        officer=names.get(began.officer_id, "an officer who has left"),
        liable=_liable(session, council, state),
        state=state,
        asked=asked,
        facts=_facts(row, state, asked, prospects),
        holds=_holds(events, state, names, permissions),
        happened=_told(events, {note.id: note.text for note in notes}, names),
        prospects=prospects,
        offers={
            prospect.step: found
            for prospect in prospects
            if (found := offered(prospect.step, permissions)) is not None
        },
        papers=_papers(papers_of(session, authority=council.id, case_id=case_id)),
        photographs=_photographs(session, council, case_id),
        ledger=tuple(ledger_of(session, authority=council.id, case_id=case_id)),
        notes=tuple(reversed(notes)),
        names=names,
        adjustments=_adjustments(session, council, state),
    )


def _adjustments(session: Session, council: Council, state: State) -> tuple[AdjustmentRow, ...]:
    party = state.liable_party
    return tuple(adjustments_of(session, authority=council.id, party_id=party)) if party else ()


def _order(session: Session, council: Council, began: Began) -> OrderText | None:
    if began.restriction_id is None:
        return None
    return order_behind(session, authority=council.id, restriction_id=began.restriction_id)


def _liable(session: Session, council: Council, state: State) -> tuple[str, ...]:
    if state.liable_party is None:
        return ()
    return addressee(session, authority=council.id, party_id=state.liable_party)


def _facts(row: CaseRow, state: State, asked: Question, prospects: tuple[Prospect, ...]) -> tuple[Fact, ...]:
    return (
        Fact("Stage", stage_words(state.stage, Reader.BACK_OFFICE)),
        Fact("Owed today", state.owed(asked.on), strong=True),
        Fact("Next", next_words(row.next_step, row.next_due_on, asked, prospects)),
    )


def _holds(
    events: list[Happened], state: State, names: dict[UUID, str], permissions: frozenset[Permission]
) -> tuple[Held, ...]:
    # Not every hold begins with a HoldSet: an appeal at court brings its own, owned by who recorded it.
    owners = {
        hold_id: getattr(each.event, "owner", each.actor)
        for each in events
        if (hold_id := getattr(each.event, "hold_id", None)) is not None
    }
    return tuple(
        Held(
            hold_id,
            kind,
            HOLD_TITLES[kind],
            who(owners[hold_id], names) if hold_id in owners else SET_BY_THE_LAW,
            state.reviews[hold_id],
            may_release=RELEASED_BY.get(kind) in permissions,
            may_review=Permission.HOLD_CASE in permissions,
        )
        for hold_id, kind in state.holds.items()
    )


def _told(events: list[Happened], notes: dict[UUID, str], names: dict[UUID, str]) -> tuple[Told, ...]:
    return tuple(
        Told(
            kind=each.kind,
            title=event_words(each.kind, Reader.BACK_OFFICE),
            at=each.happened_at,
            byline=who(each.actor, names),
            event=each.event,
            note=_note_on(each.event, notes),
        )
        for each in reversed(events)
    )


def _note_on(event: Event, notes: dict[UUID, str]) -> str | None:
    note_id: UUID | None = getattr(event, "note_id", None)
    return notes.get(note_id, "This note was erased.") if note_id else None


def _papers(rows: list[PaperRow]) -> tuple[Posted, ...]:
    return tuple(
        Posted(
            row,
            paper_title(row.kind.value),
            _paper_address(row),
        )
        for row in reversed(rows)
    )


def _paper_address(row: PaperRow) -> str | None:
    if row.sha256 is not None:
        return url_for("desk.paper", case=row.case_id, paper=row.id)
    if row.kind is PaperWanted.PCN:
        return url_for("desk.pcn_as_given", case=row.case_id)
    return None


def _photographs(session: Session, council: Council, case_id: UUID) -> tuple[Photo, ...]:
    found = photographs_of(session, authority=council.id, case_id=case_id)
    total = len(found)
    return tuple(
        Photo(
            url=(url := url_for("desk.photograph", case=case_id, photograph=row.id)),
            alt=f"Photograph {place} of {total}: {row.subject.replace('_', ' ')}",
            caption=f"{row.subject.replace('_', ' ').capitalize()}, {clock.local(row.taken_at):%H:%M:%S}",
            full_url=url,
        )
        for place, row in enumerate(found, start=1)
    )
