"""Many unpaid PCNs in which one step is due on a night, written in bulk with true histories."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from parking.cases.history.issue import HowServed, PcnServed
from parking.cases.history.keepers import KeeperAnswered, KeeperAsked
from parking.cases.record import By
from parking.cases.record_many import Act, Life, record_many
from parking.keepers.models import KeeperEnquiry
from parking.law.basis import Basis
from parking.law.charges import Level
from parking.law.counting import ONE_DAY
from parking.law.state import KeeperAnswer, MarkDeclared
from parking.law.steps import Step
from parking.parties.actions import party_row
from parking.parties.models import Party, Vehicle
from parking.payments.accounts import Account
from parking.payments.ledger import entry
from parking.payments.models import LedgerLine
from parking.simulation.specimens import Specimen
from parking.store.base import Base
from parking.store.session import writing
from parking.values import clock
from parking.values.ids import new_id

BATCH = 1000
_BAND = 2


def grow_due(specimen: Specimen, *, step: Step, on: date, cases: int, first: int = 1, late: int = 0) -> None:
    """Add PCNs of which the keeper may be asked, or a notice requested, on a night.

    So many of them have been due for one to nine days already; the others were not due the day before.
    """
    lives = (
        _life(specimen, step, on, number, 1 + number % 9 if number < first + late else 0)
        for number in range(first, first + cases)
    )
    while batch := list(islice(lives, BATCH)):
        rows: dict[type[Base], list[dict[str, Any]]] = {}
        for _, kept in batch:
            for table, row in kept:
                rows.setdefault(table, []).append(row)
        with writing(authority=specimen.id) as session:
            for table, several in rows.items():
                session.execute(insert(table.__table__), several)
            record_many(session, council=specimen.council, lives=[life for life, _ in batch])


def contravened_before(specimen: Specimen, on: date) -> date:
    """Return the day of a contravention whose first night of work is a day."""
    day, council = on - timedelta(days=20), specimen.council
    tolerance = council.policies.tolerances(on).late_post * ONE_DAY
    while council.law(day).full_charge(Basis.KERB).period.last_day(day) + tolerance + ONE_DAY > on:
        day -= ONE_DAY
    return day


def _life(
    specimen: Specimen, step: Step, on: date, number: int, late: int
) -> tuple[Life, Iterator[tuple[type[Base], dict[str, Any]]]]:
    case_id, kept = new_id(), list[tuple[type[Base], dict[str, Any]]]()
    first_due = on - late * ONE_DAY
    at = clock.at_local(contravened_before(specimen, first_due), 9 + number % 8, number % 60)
    vehicle_id, mark = new_id(), f"{chr(65 + number // 26 % 26)}{chr(65 + number % 26)}{number:06d}"
    kept.append((Vehicle, {
        "id": vehicle_id, "authority_id": specimen.id, "mark": mark, "loose_mark": mark, "make": "FORD",
        "colour": "BLUE", "declared": MarkDeclared.UNITED_KINGDOM.value, "country": None, "salt": "00",
    }))  # fmt: skip
    served = _served(specimen, f"EX{number:08d}", vehicle_id, at)
    lines = {Account.DUE: served.full, Account.INCOME: -served.full}
    kept += [
        (LedgerLine, line)
        for line in entry(authority=specimen.id, case_id=case_id, on=clock.day_of(at), lines=lines)
    ]
    acts = [Act(served, By(f"staff:{specimen.officer}", "handheld", at))]
    if step is Step.REQUEST_NOTICE_TO_OWNER:
        acts += _keeper(specimen, case_id, clock.at_local(on, 1), kept)
    identity = {
        "number": served.number, "client_ref": new_id(), "vehicle_id": vehicle_id,
        "place_id": served.place_id, "officer_id": served.officer_id, "basis": Basis.KERB.value,
        "enforcement_authority": served.enforcement_authority, "code": served.code, "suffix": "",
        "level": served.level, "on_street": False, "contravention_at": at,
        "contravention_on": clock.day_of(at), "served_on": clock.day_of(at),
    }  # fmt: skip
    return Life(case_id, identity, tuple(acts)), iter(kept)


def _served(specimen: Specimen, number: str, vehicle_id: UUID, at: datetime) -> PcnServed:
    on = clock.day_of(at)
    law, level = specimen.council.law(on), Level.HIGHER if int(number[2:]) % 3 == 0 else Level.LOWER
    charge = law.charge(_BAND, level)
    return PcnServed(
        number=number, vehicle_id=vehicle_id, vehicle_digest="00" * 32, mark=MarkDeclared.UNITED_KINGDOM,
        place_id=specimen.car_park, restriction_id=None, enforcement_authority="Exampleton District Council",
        on_street=False, code="83", suffix="", level=level.value, contravention_at=at, served_at=at,
        how=HowServed.AFFIXED, officer_id=specimen.officer, observed_from=at, observed_until=at,
        paid_until=None, first_seen_at=None, full=charge.full, discounted=charge.early,
        increased=charge.increased, discount_until=law.discount(Basis.KERB).period.last_day(on),
        photographs=(), note_id=None, note_digest=None, checks_failed=(), overridden=(),
    )  # fmt: skip


def _keeper(
    specimen: Specimen, case_id: UUID, at: datetime, kept: list[tuple[type[Base], dict[str, Any]]]
) -> list[Act]:
    enquiry_id, by = new_id(), By("system", "nightly", at)
    known, party = party_row(
        authority=specimen.id, name="Amara Ellery", address=["4 Specimen Close", "Exampleton"],
        postcode="EX1 2AB", source="keeper register",
    )  # fmt: skip
    kept += [
        (Party, party),
        (KeeperEnquiry, {
            "id": enquiry_id, "authority_id": specimen.id, "case_id": case_id, "state": "answered",
            "asked_at": at, "answered_at": at, "answer": KeeperAnswer.FOUND.value,
        }),
    ]  # fmt: skip
    return [
        Act(KeeperAsked(enquiry_id, clock.day_of(at)), by),
        Act(KeeperAnswered(enquiry_id, KeeperAnswer.FOUND, known.id, known.digest), by),
    ]
