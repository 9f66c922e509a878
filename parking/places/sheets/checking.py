"""A sheet held against itself and against the national list: every fault, named by its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from parking.law.contraventions import Contravention, Place, UnknownContraventionError
from parking.law.regimes import Law
from parking.places.rules import PlaceKind, PowerKind
from parking.places.sheets.reading import PlaceSheet, PowerLine, RestrictionLine

_WORDS = {Place.ON_STREET: "on street", Place.OFF_STREET: "in car parks", Place.MOVING: "for moving traffic"}
_OF_THE_ORDER = ("order_title", "order_from", "order_until", "order_document")
_STREET_POWERS = frozenset({PowerKind.ON_STREET, PowerKind.ON_STREET_AGENCY})
_CAR_PARK_POWERS = frozenset({PowerKind.SECTION_35})


def check_sheet_against(law: Law, sheet: PlaceSheet) -> list[str]:
    """Return every fault of one sheet; none means that it may be taken in."""
    return [*_order(sheet), *_powers(sheet), *_restrictions(law, sheet), *_tariff(sheet)]


def check_sheets_together(sheets: Sequence[PlaceSheet]) -> list[str]:
    """Return every fault between sheets: a code used twice, one order told in two ways."""
    faults = []
    for first, second in combinations(sheets, 2):
        if first.code == second.code:
            faults.append(
                f"{second.where('code')} holds {second.code!r}, which {first.where('code')} holds too. "
                "Give each place a code of its own."
            )
        same = first.order_reference and first.order_reference == second.order_reference
        faults += [
            f"{second.where(key)} says something else of the order {first.order_reference!r} than "
            f"{first.where(key)}. Write the same in both."
            for key in (_OF_THE_ORDER if same else ())
            if getattr(first, key) != getattr(second, key)
        ]
    return faults


def _order(sheet: PlaceSheet) -> Iterator[str]:
    if not sheet.order_reference:
        if sheet.restrictions:
            yield (
                f"{sheet.where('order_reference')} is empty, but there are restrictions. It should hold the "
                "reference of the order that makes them."
            )
        return
    if not sheet.order_title:
        yield f"{sheet.where('order_title')} is empty. It should hold the order's full title."
    if sheet.order_from is None:
        yield f"{sheet.where('order_from')} is empty. It should hold the first day the order is in force."
    elif sheet.order_until is not None and sheet.order_until < sheet.order_from:
        yield (
            f"{sheet.where('order_until')} is before the order starts, {sheet.order_from.isoformat()}. "
            "Put the later day here."
        )
    if sheet.replaces == sheet.order_reference:
        yield (
            f"{sheet.where('replaces')} names the order itself. Write the one it replaces, or leave it empty."
        )


def _powers(sheet: PlaceSheet) -> Iterator[str]:
    on_street = sheet.kind is PlaceKind.STREET
    wrong = _CAR_PARK_POWERS if on_street else _STREET_POWERS
    for number, power in enumerate(sheet.powers):
        here = f"powers.{number}"
        if power.kind in wrong:
            yield (
                f"{sheet.where(f'{here}.kind')} holds {_words(power.kind)!r}, which is no power over a "
                f"{_words(sheet.kind)}. Choose another, or put the kind of place right."
            )
        if power.until_on is not None and power.until_on < power.from_on:
            yield f"{sheet.where(f'{here}.until_on')} is before it starts. Put the later day here."
        if power.until_on is not None and not power.ended_because:
            yield (
                f"{sheet.where(f'{here}.ended_because')} is empty. It should say why the power ended: "
                "officers read it when a PCN is refused."
            )
    for (first, one), (second, two) in combinations(enumerate(sheet.powers), 2):
        if _overlap(one, two):
            yield (
                f"{sheet.where(f'powers.{second}.from_on')}: this power runs on days when the one in "
                f"{sheet.at.get(f'powers.{first}.from_on', 'another row')} runs. End one before "
                "the other starts."
            )


def _words(value: str) -> str:
    return str(value).replace("_", " ")


def _overlap(one: PowerLine, two: PowerLine) -> bool:
    return (one.until_on is None or two.from_on <= one.until_on) and (
        two.until_on is None or one.from_on <= two.until_on
    )


def _restrictions(law: Law, sheet: PlaceSheet) -> Iterator[str]:
    wanted = Place.ON_STREET if sheet.kind is PlaceKind.STREET else Place.OFF_STREET
    for number, row in enumerate(sheet.restrictions):
        here = f"restrictions.{number}"
        if row.to_minute <= row.from_minute:
            yield (
                f"{sheet.where(f'{here}.to_minute')}: the hours end before they begin. For a night write two "
                "rows: one to 24:00 and one from 00:00."
            )
        try:
            listed = law.contraventions.get(row.code)
        except UnknownContraventionError:
            yield (
                f"{sheet.where(f'{here}.code')} holds {row.code!r}, which is not in the national list, "
                f"version {law.contraventions.version}. The sheet Codes of the template has them all."
            )
            continue
        yield from _listed(sheet, here, row, listed, wanted)
    yield from _twice(sheet)


def _listed(
    sheet: PlaceSheet, here: str, row: RestrictionLine, listed: Contravention, wanted: Place
) -> Iterator[str]:
    where = sheet.where(f"{here}.code")
    if listed.withheld is not None:
        yield (
            f"{where} holds {row.code!r}, which this council may not issue "
            f"({_words(listed.withheld)}). Delete the row."
        )
    elif listed.place is not wanted:
        yield (
            f"{where} holds {row.code!r}, which is {_WORDS[listed.place]}: {listed.description}. "
            f"This place is a {_words(sheet.kind)}; use a code {_WORDS[wanted]}."
        )
    strange = [letter for letter in row.suffixes if letter not in listed.suffixes]
    if strange:
        yield (
            f"{sheet.where(f'{here}.suffixes')} holds {' '.join(strange)!r}. Code {row.code} may have: "
            f"{' '.join(listed.suffixes) or 'none'}. Delete the others."
        )
    if listed.suffix_needed and not row.suffixes:
        yield (
            f"{sheet.where(f'{here}.suffixes')} is empty. Code {row.code} needs one of: "
            f"{' '.join(listed.suffixes)}."
        )


def _twice(sheet: PlaceSheet) -> Iterator[str]:
    for (first, one), (second, two) in combinations(enumerate(sheet.restrictions), 2):
        if (
            one.code == two.code
            and set(one.days) & set(two.days)
            and one.from_minute < two.to_minute
            and two.from_minute < one.to_minute
        ):
            yield (
                f"{sheet.where(f'restrictions.{second}.code')}: code {two.code} runs at hours that the row "
                f"of {sheet.at.get(f'restrictions.{first}.code', 'another row')} has already. Join the "
                "two, or part their days or hours."
            )


def _tariff(sheet: PlaceSheet) -> Iterator[str]:
    for (first, one), (second, two) in combinations(enumerate(sheet.tariff), 2):
        if not set(one.days) & set(two.days):
            continue
        if one.minutes == two.minutes:
            yield (
                f"{sheet.where(f'tariff.{second}.minutes')} holds {two.minutes}, as "
                f"{sheet.at.get(f'tariff.{first}.minutes', 'another row')} does for the same days. "
                "Delete one."
            )
        elif (one.minutes < two.minutes) != (one.pence <= two.pence):
            yield (
                f"{sheet.where(f'tariff.{second}.pence')}: a longer stay costs less than a shorter one. "
                "Check both prices."
            )
