"""What the pages of one notice show, built from what was read; pure, so a test can read it too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from parking.authorities.queries import Council
from parking.cases.history.issue import HowServed, PcnServed
from parking.law.contraventions import UnknownContraventionError, UnknownSuffixError
from parking.law.question import Question
from parking.law.rows.row import CONTESTABLE
from parking.law.state import Stage, State
from parking.motorist.money import dues
from parking.motorist.queries import Notice
from parking.motorist.rules import Days, Phase, days_of, phase_of
from parking.motorist.standing import standing
from parking.motorist.timeline import steps_of
from parking.motorist.why import cannot, still_open
from parking.values import clock
from parking.values.money import Money
from parking.web.components import Due, Photo, Step, SummaryRow
from parking.web.filters import clock_time, date_and_time, long_date, plate

OBJECTIONS_READ = CONTESTABLE | {Stage.SERVED, Stage.CHALLENGED}
PhotoUrl = Callable[[UUID], str]
_HOW = {HowServed.AFFIXED: "fixed to the vehicle", HowServed.HANDED: "handed to the driver"}


@dataclass(frozen=True, slots=True)
class NoticePage:
    """The page of a notice, and what the pages about paying and objecting need of it."""

    case_id: UUID
    number: str
    mark: str
    place: str
    at: datetime
    phase: Phase
    stage: Stage
    days: Days
    owed: Money
    now: Due
    then: Due | None
    standing: tuple[str, ...]
    checking: tuple[str, ...]
    cannot: tuple[str, ...]
    contravention: str
    contravention_code: str
    order: str
    photographs: tuple[Photo, ...]
    steps: tuple[Step, ...]
    facts: tuple[SummaryRow, ...]

    @property
    def can_object(self) -> bool:
        """Whether anything said about the notice now would still be looked at by the council."""
        return self.stage in OBJECTIONS_READ

    @property
    def can_pay(self) -> bool:
        """Whether there is something to pay."""
        return bool(self.owed)


def notice_page(
    notice: Notice, *, council: Council, today: date, photo_url: PhotoUrl | None = None
) -> NoticePage:
    """Return a notice's page as it is on a day."""
    row, state = notice.row, notice.state
    days = days_of(state, council.law)
    phase = phase_of(state, days, today)
    stands = standing(state, council.law)
    now, then = dues(state, days, phase, today, stands)
    asked = _question(state, council, today)
    return NoticePage(
        case_id=row.id,
        number=row.number,
        mark=row.mark,
        place=f"{row.place}, {row.town}" if row.town else row.place,
        at=row.contravention_at,
        phase=phase,
        stage=state.stage,
        days=days,
        owed=state.owed(today),
        now=now,
        then=then,
        standing=stands.says,
        checking=still_open(asked),
        cannot=cannot(asked),
        contravention=contravention_in_words(notice, council),
        contravention_code=row.code + row.suffix,
        order=_order(notice),
        photographs=_photographs(notice, photo_url) if photo_url else (),
        steps=tuple(steps_of(notice.happened, state, days, phase, today, stands)),
        facts=_facts(notice),
    )


def contravention_in_words(notice: Notice, council: Council) -> str:
    """Return what the officer says was wrong, in the words of the national list of that day."""
    row = notice.row
    listed = council.law(clock.day_of(row.contravention_at)).contraventions
    try:
        return listed.describe(row.code, row.suffix)
    except (UnknownContraventionError, UnknownSuffixError):
        return "This code is not on the national list. Call us about this notice."


def _question(state: State, council: Council, today: date) -> Question:
    return Question(
        state=state,
        law=council.law(today),
        on=today,
        calendar=council.calendar,
        tolerances=council.policies.tolerances(today),
    )


def _order(notice: Notice) -> str:
    if notice.order is None:
        return ""
    article = notice.order.article
    reference = (
        f"{notice.order.reference} ({notice.order.title})" if notice.order.title else notice.order.reference
    )
    return f"{article[:1].upper()}{article[1:]} of the {reference}" if article else f"The {reference}"


def _photographs(notice: Notice, url: PhotoUrl) -> tuple[Photo, ...]:
    count = len(notice.photographs)
    return tuple(
        Photo(
            url=url(photo.id),
            alt=f"Photograph {at} of {count}: {photo.subject.replace('_', ' ')}",
            caption=f"Photograph {at} of {count}, {date_and_time(photo.taken_at)}",
            full_url=url(photo.id),
        )
        for at, photo in enumerate(notice.photographs, start=1)
    )


def _facts(notice: Notice) -> tuple[SummaryRow, ...]:
    row, began = notice.row, notice.began
    vehicle = " ".join(filter(None, (row.colour, row.make)))
    rows = [
        SummaryRow("PCN number", row.number),
        SummaryRow("Registration mark", plate(row.mark)),
        SummaryRow("Vehicle", vehicle or "Not recorded"),
        SummaryRow("Where", f"{row.place}, {row.town}" if row.town else row.place),
        SummaryRow("When", date_and_time(row.contravention_at)),
    ]
    if began.observed_from and began.observed_until:
        watched = f"{clock_time(began.observed_from)} to {clock_time(began.observed_until)}"
        rows.append(SummaryRow("Observed", watched))
    rows += [
        _given(notice),
        SummaryRow("Contravention code", row.code + row.suffix),
        SummaryRow("Penalty charge", str(began.full)),
        SummaryRow("Enforcement authority", row.enforcement_authority),
    ]
    return tuple(rows)


def _given(notice: Notice) -> SummaryRow:
    began = notice.began
    if isinstance(began, PcnServed):
        return SummaryRow("Notice given", f"{date_and_time(began.served_at)}, {_HOW[began.how]}")
    served = notice.row.served_on
    said = "by post" if served is None else f"by post, taken as served on {long_date(served)}"
    return SummaryRow("Notice given", said)
