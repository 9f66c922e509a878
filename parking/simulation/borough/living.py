"""Living the borough's year: each day its officers, its payers, its print room and its night."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from parking.authorities.queries import Council
from parking.cases.record import By
from parking.evidence.actions import keep_photograph
from parking.issue.actions import issue
from parking.issue.errors import NotIssuedError
from parking.issue.rules import Draft
from parking.keepers.gateway import StandInRegister
from parking.law.contraventions import Overstay
from parking.law.state import MarkDeclared
from parking.nightly.run_due import Outside, run_night
from parking.notices.errors import NothingToPrintError
from parking.notices.run import dispatch_run, release_run
from parking.payments.errors import NothingOwedError
from parking.payments.flow import PayPage, begin_paying, look_again
from parking.payments.gateway.fake import FakePay
from parking.simulation.borough.disputing import Disputes
from parking.simulation.borough.people import Team
from parking.simulation.borough.photographs import sign, vehicle
from parking.simulation.borough.rows import SEED, Planned
from parking.simulation.borough.vehicles import Invented, fleet
from parking.store.files import FileStore
from parking.store.session import writing
from parking.values import clock
from parking.values.ids import new_id
from parking.values.mark import Mark

# Of those who paid: how many did so within the discount, in the rest of the 28 days, or after the
# notice to owner. Shapes from published tables (gross payment 65 to 75 %, most at the discount).
PAID_WHEN = ((0.76, (0, 13)), (0.90, (15, 27)), (1.0, (42, 60)))
PRINT_DAYS = frozenset({1, 3})  # Tuesday and Thursday
LEFT_WAITING = timedelta(days=12)  # papers of the last days wait in the print room, to be seen there
FORGOTTEN_RUN = 9
GIVEN_OFFLINE_EVERY, FOREIGN_EVERY = 180, 230
FLEET = 640


@dataclass(slots=True)
class Life:
    """One authority's year as it is lived."""

    council: Council
    team: Team
    places: tuple[UUID, ...]
    place_names: dict[UUID, str]
    files: FileStore
    pay: FakePay
    disputes: Disputes
    offline_numbers: list[str] = field(default_factory=list)
    paying: dict[date, list[tuple[UUID, str, datetime]]] = field(default_factory=lambda: defaultdict(list))
    issued: int = 0
    refused: int = 0
    runs: int = 0


def live_year(
    lives: dict[bool, Life], rows: Iterable[Planned], *, anchor: date, tick: Callable[[], None]
) -> None:
    """Live every row on its day, and every day's payments, print runs and night until the anchor."""
    chance = random.Random(SEED)  # noqa: S311 - a fixed seed, nothing secret
    cars = fleet(chance, FLEET)
    by_day: dict[date, list[Planned]] = defaultdict(list)
    for row in rows:
        by_day[clock.day_of(row.at)].append(row)
    day = min(by_day)
    pay = next(iter(lives.values())).pay
    outside = _outside(lives.values(), pay)
    while day < anchor:
        at = clock.at_local(day, 3)
        with clock.pinned(at):
            run_night(outside, at=at)
        for life in lives.values():
            _print(life, day, last=day >= anchor - LEFT_WAITING)
        for row in by_day[day]:
            _issue(lives[row.on_street], row, chance, cars)
            tick()
        for life in lives.values():
            _pay(life, day)
            life.disputes.live(day)
        day += timedelta(days=1)


def _outside(lives: Iterable[Life], pay: FakePay) -> Outside:
    by_council = {life.council.id: life for life in lives}
    return Outside(
        pay=pay,
        keepers=StandInRegister(),
        courts=lambda council: by_council[council.id].disputes.court,
        agents=lambda council: by_council[council.id].disputes.agents,
        tribunals=lambda council: by_council[council.id].disputes.tribunal,
        files=next(iter(by_council.values())).files,
    )


def _issue(life: Life, row: Planned, chance: random.Random, cars: list[Invented]) -> None:
    for _ in range(5):
        car = cars[min(int(chance.expovariate(1 / 160)), len(cars) - 1)]
        draft = _draft(life, row, chance, car)
        by = By(f"staff:{life.team.officer}", "handheld", row.at, device=str(life.team.device.id))
        with clock.pinned(row.at):
            _photograph(life, draft, car)
            try:
                with writing(authority=life.council.id) as session:
                    made = issue(session, council=life.council, draft=draft, by=by).issued
            except NotIssuedError:
                life.refused += 1  # the same vehicle again on one day: another one was there
                continue
        life.issued += 1
        if not made.held:  # nobody is asked to pay while a person looks at it
            _plan_payment(life, row, chance, made.case_id, made.number)
        return


def _draft(life: Life, row: Planned, chance: random.Random, car: Invented) -> Draft:
    listed = life.council.law(clock.day_of(row.at)).contraventions.get(row.code)
    over = timedelta(minutes=chance.randrange(11, 55))
    seen = row.at - timedelta(minutes=chance.randrange(6, 12))
    whole = Draft(
        client_ref=new_id(),
        officer_id=life.team.officer,
        place_id=life.places[int(chance.expovariate(0.5)) % len(life.places)],
        mark=car.mark,
        declared=MarkDeclared.UNITED_KINGDOM,
        make=car.make,
        colour=car.colour,
        code=row.code,
        suffix=listed.suffixes[:1] if listed.suffix_needed else "",
        contravention_at=row.at - timedelta(seconds=40),
        observed_from=seen,
        observed_until=row.at - timedelta(seconds=40),
        paid_until=row.at - over if listed.overstay is Overstay.PAID_UNTIL else None,
        first_seen_at=row.at - timedelta(hours=3) - over if listed.overstay is Overstay.FIRST_SEEN else None,
        photographs=(new_id(), new_id()),
        note=chance.choice(NOTES),
        device_id=life.team.device.id,
    )
    return _unusual(life, whole, row)


def _unusual(life: Life, draft: Draft, row: Planned) -> Draft:
    """Make a few PCNs unusual: given with no signal and wrongly, or to a vehicle from abroad."""
    count = life.issued + 1
    if count % GIVEN_OFFLINE_EVERY == 0:
        number = life.offline_numbers.pop()
        too_soon = draft.contravention_at - timedelta(minutes=4) if draft.paid_until else None
        return replace(draft, number=number, served_at=row.at, paid_until=too_soon, observed_from=row.at)
    if count % FOREIGN_EVERY == 0:
        return replace(draft, mark=Mark.read("WA 49 ZZZ"), declared=MarkDeclared.FOREIGN, country="POL")
    return draft


NOTES = (
    "No ticket or permit seen on windscreen or dashboard. Machine checked and working.",
    "Driver not seen. Bay markings and sign clear.",
    "Checked payment apps for this place: nothing found for the vehicle.",
    "Vehicle unattended throughout. Sign photographed from the vehicle.",
)


def _photograph(life: Life, draft: Draft, car: Invented) -> None:
    pictures = (
        ("vehicle and mark", vehicle(car, draft.contravention_at)),
        ("sign", sign(life.place_names[draft.place_id], "See tariff board", draft.contravention_at)),
    )
    with writing(authority=life.council.id) as session:
        for ref, (subject, data) in zip(draft.photographs, pictures, strict=True):
            keep_photograph(
                session, files=life.files, authority=life.council.id, client_ref=ref,
                pcn_ref=draft.client_ref, data=data, subject=subject, taken_at=draft.contravention_at,
                received_at=draft.contravention_at,
            )  # fmt: skip


def _plan_payment(life: Life, row: Planned, chance: random.Random, case_id: UUID, number: str) -> None:
    if row.ended != "Paid/Closed":
        life.disputes.take_on(case_id, number, clock.day_of(row.at))
        return
    lot = chance.random()
    first, last = next(days for share, days in PAID_WHEN if lot < share)
    day = clock.day_of(row.at) + timedelta(days=chance.randrange(first, last + 1))
    at = max(clock.at_local(day, chance.randrange(8, 23), chance.randrange(60)), row.at + timedelta(hours=2))
    life.paying[clock.day_of(at)].append((case_id, number, at))


def _pay(life: Life, day: date) -> None:
    for case_id, number, at in sorted(life.paying.pop(day, ()), key=lambda paying: paying[2]):
        by = By("motorist", "portal", at)
        with clock.pinned(at):
            try:
                page = begin_paying(
                    life.pay, council=life.council, case_id=case_id, reference=number, key=new_id().hex,
                    return_url="https://demonstration.example/pay/PAYMENT/done", by=by,
                )  # fmt: skip
            except NothingOwedError:
                continue
            if isinstance(page, PayPage):
                life.pay.payer_pays(list(life.pay.payments)[-1])
                look_again(life.pay, council=life.council, payment_id=page.payment_id, by=by)


def _print(life: Life, day: date, *, last: bool) -> None:
    if day.weekday() not in PRINT_DAYS or not life.council.calendar.is_working_day(day) or last:
        return
    at = clock.at_local(day, 10, 15)
    by = By("staff:print room", "desk", at)
    with clock.pinned(at):
        try:
            released = release_run(council=life.council, files=life.files, posting_on=day, by=by)
        except NothingToPrintError:
            return
        life.runs += 1
        if life.runs == FORGOTTEN_RUN:
            return  # the van left without it: the night spoils it and it is drawn again
        with writing(authority=life.council.id) as session:
            dispatch_run(session, council=life.council, run_id=released.run_id, by=by)
