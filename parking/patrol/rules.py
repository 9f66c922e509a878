"""What an officer is asked: which field each reason is about, and what may be chosen at a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from parking.authorities.policies import Policies
from parking.law.contraventions import Contravention, ContraventionList, Overstay
from parking.law.reasons import Reason
from parking.places.rules import (
    UNKNOWN_PLACES,
    Enforceable,
    PlaceKind,
    RestrictionFact,
    power_stops,
    suspension_stops,
)
from parking.values import clock
from parking.words import Reader, say

_FIELDS = {
    "code": "code_unknown code_withheld code_for_other_place code_not_ordered_here order_not_running",
    "suffix": "suffix_not_listed suffix_not_ordered_here",
    "place": "no_power power_ended power_not_confirmed enforcement_suspended",
    "contravention_at": "contravention_in_future",
    "served_at": "served_before_contravention",
    "paid_until": "paid_until_missing inside_grace",
    "first_seen_at": "first_seen_missing",
    "mark": "duplicate maybe_continuing odd_mark",
    "photographs": "photographs_not_arrived odd_mark_needs_photograph no_photographs",
    "observed_from": "observation_too_short",
    "number": "number_not_of_device",
    "prepare_started_at": "not_begun_to_prepare begun_before_contravention",
    "ended_at": "ended_in_future ended_before_contravention",
    "how_prevented": "how_prevented_missing",
    "basis": "device_not_signed_off device_not_for_roads device_saw_no_officer_did",
}
_FIELD_OF = {code: field for field, codes in _FIELDS.items() for code in codes.split()}
_UNKNOWN_CODES = frozenset(code for code, _ in UNKNOWN_PLACES.values())
LATE_EVENING, EARLY_MORNING = time(20), time(4)


def field_of(code: str) -> str | None:
    """Return the field a reason is about, or None where it is about the whole."""
    return _FIELD_OF.get(code)


def said(reason: Reason) -> str:
    """Return a reason in the officer's words."""
    return say(reason, Reader.OFFICER)


@dataclass(frozen=True, slots=True)
class Offered:
    """A contravention an officer may choose, in words, and what must be known of it."""

    code: str
    words: str
    suffixes: tuple[tuple[str, str], ...]
    suffix_needed: bool
    must_know: Overstay | None
    max_stay_minutes: int | None
    observe_minutes: int


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A place as an officer stands in it at a minute: why nothing may be issued, or what may."""

    here: Enforceable
    stops: tuple[Reason, ...]
    offered: tuple[Offered, ...]


def is_known(here: Enforceable) -> bool:
    """Whether a place is one that an officer can choose, and does not stand in for one unknown."""
    return here.code not in _UNKNOWN_CODES


def standpoint(
    here: Enforceable, at: datetime, *, listed: ContraventionList, policies: Policies, demonstration: bool
) -> Standpoint:
    """Return what may be issued at a place at a minute."""
    on = clock.day_of(at)
    refusals = (power_stops(here, on, demonstration=demonstration), suspension_stops(here, at))
    return Standpoint(
        here=here,
        stops=tuple(refusal.because for refusal in refusals if refusal is not None),
        offered=tuple(_offered(listed, policies, on, here.possible_at(at))),
    )


def _offered(
    listed: ContraventionList, policies: Policies, on: date, rows: Iterable[RestrictionFact]
) -> Iterator[Offered]:
    seen: set[str] = set()
    for row in rows:
        found = listed.by_code.get(row.code)
        if found is None or not found.issuable or row.code in seen:
            continue
        seen.add(row.code)
        yield Offered(
            code=row.code,
            words=found.description,
            suffixes=_suffixes(listed, found, row.suffixes),
            suffix_needed=found.suffix_needed,
            must_know=found.overstay if found.needs_grace else None,
            max_stay_minutes=row.max_stay_minutes,
            observe_minutes=policies.observation_minutes(row.code, on),
        )


def _suffixes(listed: ContraventionList, found: Contravention, ordered: str) -> tuple[tuple[str, str], ...]:
    return tuple((letter, listed.meaning(found.code, letter)) for letter in ordered if found.allows(letter))


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the list of contraventions: a code with its suffix, in words."""

    value: str
    words: str
    group: str


GROUPS = {PlaceKind.CAR_PARK: "In a car park", PlaceKind.STREET: "On a street"}


def choices(places: Sequence[Enforceable], listed: ContraventionList) -> list[Choice]:
    """Return every contravention that an order of the authority names anywhere, car parks first."""
    ordered: dict[tuple[PlaceKind, str], set[str]] = {}
    for here in places:
        for row in here.restrictions:
            ordered.setdefault((here.kind, row.code), set()).update(row.suffixes)
    found: list[Choice] = []
    for (kind, code), letters in sorted(
        ordered.items(), key=lambda item: (list(GROUPS).index(item[0][0]), item[0])
    ):
        contravention = listed.by_code.get(code)
        if contravention is None or not contravention.issuable:
            continue
        plain = () if contravention.suffix_needed else ("",)
        for letter in (*plain, *sorted(filter(contravention.allows, letters))):
            words = listed.describe(code, letter)
            found.append(Choice(code + letter, f"{code}{letter} {words}", GROUPS[kind]))
    return found


def observed(day: date, start: time | None, end: time) -> tuple[datetime | None, datetime]:
    """Return when an observation began and ended; one begun late in the evening may end after midnight."""
    until = clock.at_local(day, end.hour, end.minute)
    if start is None:
        return None, until
    crossed = start > end and start >= LATE_EVENING and end < EARLY_MORNING
    first_day = day - timedelta(days=1) if crossed else day
    return clock.at_local(first_day, start.hour, start.minute), until


_KEPT = {
    "number_taken": "Its number stands on another PCN already. Do not give this number again.",
    "other_number": "Another number was issued for it before. Do not use that other number.",
    "day_without_law": "Its date can't be right. Check the clock of your device.",
}


def becomes(kept_because: str | None, *, held: bool) -> str:
    """Return what became of a PCN, in words for the officer."""
    if kept_because is not None:
        return f"The PCN you gave is kept whole for your supervisor. {_KEPT[kept_because]}"
    if held:
        return "The PCN is recorded. Your supervisor looks at it before anything follows."
    return "The PCN is recorded."


def postal_becomes(*, held: bool) -> str:
    """Return what became of a PCN that goes by post, in words for the officer."""
    if held:
        return "The PCN is recorded to go by post. Your supervisor looks at it before anything follows."
    return "The PCN is recorded to go by post. We ask tonight who keeps the vehicle, then post it to them."


def note_with(note: str, overrides: dict[str, str], said_place: str = "") -> str:
    """Return an officer's note with why each policy was set aside, and a place nobody knows."""
    lines = [note] if note else []
    lines += [f"Policy {code.replace('_', ' ')} set aside: {why}" for code, why in overrides.items()]
    if said_place:
        lines.append(f"The device named the place {said_place}, which this authority does not have.")
    return "\n".join(lines)
