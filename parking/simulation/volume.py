"""A borough as large as a test wants: whole lives of PCNs, as the real actions would leave them.

Photographs are left out, and the notices in it were never drawn: their hashes stand for no file.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from parking.authorities.policies import PolicyKind
from parking.cases.heads import seal_days
from parking.cases.history.issue import HowServed, PcnServed
from parking.cases.history.keepers import (
    KeeperAnswered,
    KeeperAsked,
    NoticeToOwnerRequested,
    NoticeToOwnerServed,
)
from parking.cases.history.papers import PaperDrawn
from parking.cases.history.payments import PaymentReceived
from parking.cases.record import By
from parking.cases.record_many import Act, Life, record_many
from parking.issue.numbers import hand_out_block
from parking.keepers.gateway import KeeperQuestion, StandInRegister
from parking.keepers.models import KeeperEnquiry
from parking.law.basis import Basis
from parking.law.charges import Level
from parking.law.counting import ONE_DAY
from parking.law.state import KeeperAnswer, MarkDeclared
from parking.notices.kinds import PaperWanted
from parking.notices.models import Paper, PrintRun
from parking.parties.actions import Known, salted_digest
from parking.parties.models import Party, Vehicle
from parking.payments.actions import PCN
from parking.payments.ledger import Account, entry, payment_lines
from parking.payments.models import LedgerLine, Payment
from parking.places.queries import enforceable
from parking.places.rules import Enforceable
from parking.simulation.specimens import Specimen
from parking.store.base import Base
from parking.store.session import writing
from parking.values import clock
from parking.values.canonical import sha256
from parking.values.ids import new_id
from parking.values.mark import Mark

BATCH = 2000
YEAR = timedelta(days=364)
CODES = ("83", "73", "86")
# Sunday and the early morning are quiet; most PCNs are given between nine and three.
WEEKDAYS, HOURS = (10, 12, 12, 10, 9, 4, 1), (2, 4, 12, 14, 14, 14, 13, 13, 5, 4, 2, 1, 1, 1)
FIRST_HOUR, REGULARS = 7, 0.2
_LETTERS = "ABCDEFGHJKLMNOPRSTUVWXY"


class Fate(StrEnum):
    """What the motorist will do, if the year is long enough."""

    PAY_THE_DISCOUNT = "pay the discount"
    PAY_IN_FULL = "pay in full"
    PAY_THE_NOTICE = "pay after the notice to owner"
    NEVER_PAY = "never pay"


SHARES = {Fate.PAY_THE_DISCOUNT: 52, Fate.PAY_IN_FULL: 13, Fate.PAY_THE_NOTICE: 10, Fate.NEVER_PAY: 25}


@dataclass(slots=True)
class _Batch:
    """The cases and rows that one transaction writes."""

    lives: list[Life] = field(default_factory=list)
    rows: dict[type[Base], list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: type[Base], **values: Any) -> UUID:
        row_id: UUID = values.setdefault("id", new_id())
        self.rows.setdefault(table, []).append(values)
        return row_id

    def write(self, session: Session, specimen: Specimen) -> None:
        by_name = {table.__tablename__: rows for table, rows in self.rows.items()}
        for table in Base.metadata.sorted_tables:  # a print run before the papers in it
            if table.name in by_name:
                session.execute(insert(table), by_name[table.name])
        record_many(session, council=specimen.council, lives=self.lives)


@dataclass(slots=True)
class _Telling:
    """One case while its life is told: everything dated after `until` has not happened yet."""

    event: PcnServed
    mark: Mark
    case_id: UUID
    acts: list[Act]


@dataclass(slots=True)
class _Borough:
    specimen: Specimen
    here: Enforceable
    until: datetime
    lot: random.Random
    vehicles: int
    runs: dict[date, list[UUID]] = field(default_factory=dict)
    seen: set[tuple[str, date]] = field(default_factory=set)
    batch: _Batch = field(default_factory=_Batch)

    def add(self, table: type[Base], **values: Any) -> UUID:
        return self.batch.add(table, authority_id=self.specimen.id, **values)

    def post(
        self, case_id: UUID, on: date, lines: dict[Account, Any], payment_id: UUID | None = None
    ) -> None:
        rows = entry(authority=self.specimen.id, case_id=case_id, on=on, lines=lines, payment_id=payment_id)
        self.batch.rows.setdefault(LedgerLine, []).extend(rows)


def grow(
    specimen: Specimen,
    *,
    cases: int,
    until: datetime,
    seed: int = 1,
    progress: Callable[[int], None] = lambda _done: None,
) -> None:
    """Add so many PCNs of the twelve months before an instant, each with its life so far.

    The same seed gives the same lives, though not the same ids. Commits a batch at a time, and
    seals each day's heads at the end, as the nights would have.
    """
    authority, lot = specimen.id, random.Random(seed)  # noqa: S311 - invents lives, guards nothing
    with writing(authority=authority) as session:
        here = enforceable(session, authority=authority, place_id=specimen.car_park)
        block = hand_out_block(
            session, authority=authority, device_id=specimen.device.id, count=cases, at=until - YEAR
        )
    borough = _Borough(specimen, here, until, lot, vehicles=cases + 1000)
    told = zip(block.numbers, sorted(_instants(lot, cases, until)), strict=True)
    for done, ((number, _code), at) in enumerate(told, start=1):
        _tell(borough, number, at)
        if done % BATCH == 0 or done == cases:
            with writing(authority=authority) as session:
                borough.batch.write(session, specimen)
            borough.batch = _Batch()
            progress(done)
    with writing(authority=authority) as session:
        _count_runs(session, borough)
        seal_days(session, authority=authority, before=clock.day_of(until))


def _instants(lot: random.Random, cases: int, until: datetime) -> Iterator[datetime]:
    days = [clock.day_of(until - YEAR) + timedelta(days=n) for n in range(YEAR.days)]
    weights = [WEEKDAYS[day.weekday()] for day in days]
    for day in lot.choices(days, weights, k=cases):
        (hour,) = lot.choices(range(FIRST_HOUR, FIRST_HOUR + len(HOURS)), HOURS)
        yield clock.at_local(day, hour, lot.randrange(60), lot.randrange(60))


def _tell(borough: _Borough, number: str, at: datetime) -> None:
    telling = _serve(borough, number, at)
    lot, event = borough.lot, telling.event
    (fate,) = lot.choices(list(SHARES), list(SHARES.values()))
    law = borough.specimen.council.law(clock.day_of(at))
    last_day = law.full_charge(Basis.KERB).period.last_day(clock.day_of(at))
    if fate is Fate.PAY_THE_DISCOUNT:
        _pay(borough, telling, _some_day(lot, clock.day_of(event.served_at) + ONE_DAY, event.discount_until))
    elif fate is Fate.PAY_IN_FULL:
        _pay(borough, telling, _some_day(lot, event.discount_until + ONE_DAY, last_day))
    else:
        _chase(borough, telling, last_day + ONE_DAY, pays=fate is Fate.PAY_THE_NOTICE)
    identity = {
        "number": number,
        "client_ref": new_id(),
        "vehicle_id": event.vehicle_id,
        "place_id": event.place_id,
        "officer_id": event.officer_id,
        "enforcement_authority": event.enforcement_authority,
        "basis": Basis.KERB.value,
        "code": event.code,
        "suffix": event.suffix,
        "level": event.level,
        "on_street": event.on_street,
        "contravention_at": at,
        "contravention_on": clock.day_of(at),
        "served_on": clock.day_of(event.served_at),
    }
    borough.batch.lives.append(Life(telling.case_id, identity, tuple(telling.acts)))


def _serve(borough: _Borough, number: str, at: datetime) -> _Telling:
    council, here, case_id = borough.specimen.council, borough.here, new_id()
    on, served_at = clock.day_of(at), at + timedelta(minutes=2)
    (code,) = borough.lot.choices(CODES, (6, 3, 1))
    law, power, restriction = council.law(on), here.power_on(on), here.restriction_for(code, at)
    level = law.contraventions.get(code).level or Level.LOWER
    charge = law.charge(council.policies.value(PolicyKind.BAND, on), level)
    mark = _mark(borough, on)
    vehicle = _vehicle(borough, mark)
    event = PcnServed(
        number=number,
        vehicle_id=vehicle.id,
        vehicle_digest=vehicle.digest,
        mark=MarkDeclared.UNITED_KINGDOM,
        place_id=here.place_id,
        restriction_id=restriction.id if restriction else None,
        enforcement_authority=power.in_name_of if power else council.letterhead(on).name,
        on_street=here.on_street,
        code=code,
        suffix="",
        level=level.value,
        contravention_at=at,
        served_at=served_at,
        how=HowServed.AFFIXED,
        officer_id=borough.specimen.officer,
        observed_from=at - timedelta(minutes=10),
        observed_until=at,
        paid_until=None,
        first_seen_at=None,
        full=charge.full,
        discounted=charge.early,
        increased=charge.increased,
        discount_until=council.law(on).discount(Basis.KERB).period.last_day(clock.day_of(served_at)),
        photographs=(),
        note_id=None,
        note_digest=None,
        checks_failed=(),
        overridden=("no_photographs",),
    )
    device = str(borough.specimen.device.id)
    by = By(f"staff:{borough.specimen.officer}", "handheld", served_at + timedelta(minutes=1), device)
    borough.post(case_id, on, {Account.DUE: charge.full, Account.INCOME: -charge.full})
    _paper(borough, case_id, PaperWanted.PCN, requested_on=on)
    return _Telling(event, mark, case_id, [Act(event, by, served_at)])


def _mark(borough: _Borough, on: date) -> Mark:
    # A fifth of the PCNs go to a few vehicles, but never to one of them on a day and the next.
    lot, pool = borough.lot, borough.vehicles
    while True:
        place = lot.randrange(pool // 400 + 50) if lot.random() < REGULARS else lot.randrange(pool)
        rest, letters = place, ""
        for _ in range(5):
            rest, letter = divmod(rest, len(_LETTERS))
            letters += _LETTERS[letter]
        mark = Mark(f"{letters[3:]}{place % 74 + 2:02d}{letters[:3]}")
        near = {(mark.text, on + timedelta(days=n)) for n in (-1, 0, 1)}
        if near.isdisjoint(borough.seen):
            borough.seen.add((mark.text, on))
            return mark


def _vehicle(borough: _Borough, mark: Mark) -> Known:
    values = {
        "mark": mark.text,
        "make": "FORD",
        "colour": "BLUE",
        "declared": MarkDeclared.UNITED_KINGDOM.value,
    }
    salt = f"{borough.lot.getrandbits(128):032x}"
    row_id = borough.add(Vehicle, **values, loose_mark=mark.loose, country=None, salt=salt)
    return Known(row_id, salted_digest(salt, values))


def _some_day(lot: random.Random, first: date, last: date) -> datetime:
    day = first + timedelta(days=lot.randrange((last - first).days + 1))
    return clock.at_local(day, lot.randrange(8, 22), lot.randrange(60))


def _pay(borough: _Borough, telling: _Telling, at: datetime) -> None:
    if at > borough.until:
        return
    event, on = telling.event, clock.day_of(at)
    amount = event.discounted if on <= event.discount_until else event.full
    done = at + timedelta(minutes=2)
    payment_id = borough.add(
        Payment,
        purpose=PCN,
        subject_id=telling.case_id,
        amount_pence=amount.pence,
        channel="online",
        idempotency_key=f"{borough.lot.getrandbits(128):032x}",
        reference=event.number,
        state="succeeded",
        provider_id=f"{borough.lot.getrandbits(128):032x}",
        begun_at=at,
        finished_at=done,
        applied_at=done,
        because=None,
    )
    received = PaymentReceived(payment_id, amount, on, clock.day_of(done), "online")
    telling.acts.append(Act(received, By("motorist", "portal", done)))
    lines = payment_lines(due=event.full, owed=amount, amount=amount)
    borough.post(telling.case_id, clock.day_of(done), lines, payment_id)


def _chase(borough: _Borough, telling: _Telling, on: date, *, pays: bool) -> None:
    council = borough.specimen.council
    on += timedelta(days=council.policies.tolerances(on).late_post)
    night = By("system", "nightly", clock.at_local(on, 3))
    if night.at > borough.until:
        return
    asked = KeeperQuestion(new_id(), telling.mark, clock.day_of(telling.event.contravention_at), tries=2)
    reply = StandInRegister().ask([asked])[asked.enquiry_id]
    borough.add(
        KeeperEnquiry, id=asked.enquiry_id, case_id=telling.case_id, state="answered", asked_at=night.at,
        answered_at=night.at, answer=reply.answer.value,
    )  # fmt: skip
    telling.acts.append(Act(KeeperAsked(asked.enquiry_id, on), night))
    if reply.answer is not KeeperAnswer.FOUND:
        telling.acts.append(Act(KeeperAnswered(asked.enquiry_id, reply.answer, None, None), night))
        return
    values = {"name": reply.name, "address": list(reply.address), "postcode": reply.postcode}
    salt = f"{borough.lot.getrandbits(128):032x}"
    party_id = borough.add(Party, **values, source="keeper register", salt=salt)
    party = Known(party_id, salted_digest(salt, values))
    telling.acts.append(Act(KeeperAnswered(asked.enquiry_id, reply.answer, party.id, party.digest), night))
    posted_on = _post_notice(borough, telling, party.id, night)
    if pays and posted_on is not None:
        _pay(borough, telling, _some_day(borough.lot, posted_on + 3 * ONE_DAY, posted_on + 20 * ONE_DAY))


def _post_notice(borough: _Borough, telling: _Telling, party_id: UUID, night: By) -> date | None:
    council, paper_id, on = borough.specimen.council, new_id(), clock.day_of(night.at)
    telling.acts.append(Act(NoticeToOwnerRequested(paper_id, party_id, on), night))
    while not council.calendar.is_working_day(on):
        on += ONE_DAY
    clerk = By("staff:print room", "print room", clock.at_local(on, 10))
    wanted: dict[str, Any] = {
        "id": paper_id, "party_id": party_id, "requested_on": clock.day_of(night.at),
    }  # fmt: skip
    if clerk.at > borough.until:
        _paper(borough, telling.case_id, PaperWanted.NOTICE_TO_OWNER, **wanted)
        return None
    name = sha256(paper_id.bytes)
    served_on = council.law(on).deemed_service(on, council.calendar)
    telling.acts += [
        Act(PaperDrawn(paper_id, PaperWanted.NOTICE_TO_OWNER.value, on, name, 2), clerk),
        Act(NoticeToOwnerServed(paper_id, party_id, name, on, served_on), clerk),
    ]
    _paper(
        borough, telling.case_id, PaperWanted.NOTICE_TO_OWNER, **wanted, state="posted", sha256=name,
        pages=2, printed_on=on, posted_on=on, run_id=_run(borough, on, clerk),
    )  # fmt: skip
    return on


def _paper(borough: _Borough, case_id: UUID, kind: PaperWanted, **given: Any) -> None:
    plain: dict[str, Any] = {
        "state": "requested", "party_id": None, "run_id": None, "printed_on": None, "sha256": None,
        "pages": None, "posted_on": None,
    }  # fmt: skip
    borough.add(Paper, case_id=case_id, kind=kind.value, spoiled=0, **(plain | given))


def _run(borough: _Borough, on: date, clerk: By) -> UUID:
    if on not in borough.runs:
        run_id = borough.add(
            PrintRun, posting_on=on, state="dispatched", released_at=clerk.at, released_by=clerk.actor,
            dispatched_at=clerk.at, dispatched_by=clerk.actor, pieces=0, pages=0,
            merged_sha256=sha256(on.isoformat().encode()),
        )  # fmt: skip
        borough.runs[on] = [run_id]
    else:
        borough.runs[on].append(borough.runs[on][0])
    return borough.runs[on][0]


def _count_runs(session: Session, borough: _Borough) -> None:
    for pieces in borough.runs.values():
        session.execute(
            update(PrintRun)
            .where(PrintRun.authority_id == borough.specimen.id, PrintRun.id == pieces[0])
            .values(pieces=len(pieces), pages=2 * len(pieces))
            .execution_options(synchronize_session=False)
        )
