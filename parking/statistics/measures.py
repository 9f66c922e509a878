"""Every figure, defined once: what it counts, on which basis, and the cases behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parking.law.charges import Level
from parking.statistics import selects
from parking.statistics.errors import NoSuchMeasureError
from parking.statistics.selects import CasesOf


class Basis(StrEnum):
    """What the period picks out: PCNs by their day of service, or happenings by their own day."""

    COHORT = "cohort"
    EVENT = "event"

    @property
    def says(self) -> str:
        """The basis in plain words."""
        return {
            Basis.COHORT: "Cohort: PCNs served in the year, as they stood on the as-at day",
            Basis.EVENT: "Event: what happened in the year, whenever its PCN was served",
        }[self]


class Source(StrEnum):
    """Where a figure comes from; a power nobody uses gives no count, not even nought."""

    CASES = "cases"
    BY_HAND = "by hand"
    NOT_EXERCISED = "power not exercised"


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure's definition. A count of PCNs is never a target: no volume may have one."""

    id: str
    title: str
    definition: str
    basis: Basis
    cases: CasesOf | None = None
    source: Source = Source.CASES
    unit: str = "PCNs"
    target_allowed: bool = False
    when_none: str = ""


NO_SUCH_STEP = "No such step has been recorded in this period."
NOT_EXERCISED = "The council does not use this power. This is not a count of nought."

STATUTORY: tuple[Measure, ...] = (
    Measure(
        "higher_level_served",
        "Higher-level PCNs served",
        "PCNs for contraventions that the national list sets at the higher level of charge.",
        Basis.COHORT,
        selects.at_level(Level.HIGHER),
    ),
    Measure(
        "lower_level_served",
        "Lower-level PCNs served",
        "PCNs for contraventions that the national list sets at the lower level of charge.",
        Basis.COHORT,
        selects.at_level(Level.LOWER),
    ),
    Measure(
        "paid",
        "PCNs paid",
        "PCNs that payment settled, at the discount or later. Part-paid is not paid.",
        Basis.COHORT,
        selects.paid,
    ),
    Measure(
        "paid_at_discount",
        "PCNs paid at discount",
        "Of those paid, the PCNs settled by a payment that began while the discount ran.",
        Basis.COHORT,
        selects.paid_at_discount,
    ),
    Measure(
        "represented",
        "PCNs with an informal or formal representation",
        "PCNs that somebody challenged or made representations about. Each counts once.",
        Basis.COHORT,
        selects.represented,
        when_none=NO_SUCH_STEP,
    ),
    Measure(
        "cancelled_on_representation",
        "PCNs cancelled as a result of a representation",
        "PCNs cancelled because the council accepted a challenge or representations.",
        Basis.COHORT,
        selects.cancelled_on_representation,
        when_none=NO_SUCH_STEP,
    ),
    Measure(
        "written_off",
        "PCNs written off for other reasons",
        "PCNs cancelled or written off for another reason, such as an error or no keeper found.",
        Basis.COHORT,
        selects.written_off,
        when_none=NO_SUCH_STEP,
    ),
    Measure(
        "immobilised",
        "Vehicles immobilised",
        "Vehicles the council clamped.",
        Basis.EVENT,
        source=Source.NOT_EXERCISED,
        unit="vehicles",
        when_none=NOT_EXERCISED,
    ),
    Measure(
        "removed",
        "Vehicles removed",
        "Vehicles the council took away.",
        Basis.EVENT,
        source=Source.NOT_EXERCISED,
        unit="vehicles",
        when_none=NOT_EXERCISED,
    ),
)

CONTEXT: tuple[Measure, ...] = (
    Measure(
        "served",
        "PCNs served in total",
        "Every PCN served in the year, at either level. A voided PCN is not counted.",
        Basis.COHORT,
        selects.served,
    ),
    Measure(
        "held_for_checks",
        "Of the total: held for failed checks",
        "PCNs given at the kerb that failed a check. A person looks at each. They are served, so they count.",
        Basis.COHORT,
        selects.held_for_checks,
    ),
    Measure(
        "still_open",
        "Of the total: still open",
        "PCNs not yet paid, cancelled or written off.",
        Basis.COHORT,
        selects.still_open,
    ),
)

CALLS_ANSWERED = Measure(
    "calls_answered",
    "Calls answered",
    "Telephone calls about parking that the council answered, as the telephone system reports them.",
    Basis.EVENT,
    source=Source.BY_HAND,
    unit="calls",
)

EVERY = (*STATUTORY, *CONTEXT, CALLS_ANSWERED)
_BY_ID = {measure.id: measure for measure in EVERY}


def measure_named(measure_id: str) -> Measure:
    """Return the measure with an id."""
    try:
        return _BY_ID[measure_id]
    except KeyError:
        raise NoSuchMeasureError("Go back to the figures and choose one from the table.") from None
