"""One case's life, as the real actions would leave it: served, paid or chased."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from parking.authorities.policies import PolicyKind
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
from parking.cases.record_many import Act, Life
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
from parking.payments.models import Payment
from parking.simulation.volume.parts import SHARES, Borough, Fate, Telling
from parking.values import clock
from parking.values.canonical import sha256
from parking.values.ids import new_id
from parking.values.mark import Mark

CODES = ("83", "73", "86")
REGULARS = 0.2
_LETTERS = "ABCDEFGHJKLMNOPRSTUVWXY"


WATCHED = 10


def tell(borough: Borough, number: str, at: datetime) -> None:
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


def _serve(borough: Borough, number: str, at: datetime) -> Telling:
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
        observed_from=at - timedelta(minutes=WATCHED),
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
    _paper(borough, case_id, PaperWanted.PCN, requested_on=on)
    return Telling(event, mark, case_id, [Act(event, by, served_at)])


def _mark(borough: Borough, on: date) -> Mark:
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


def _vehicle(borough: Borough, mark: Mark) -> Known:
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


def _pay(borough: Borough, telling: Telling, at: datetime) -> None:
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


def _chase(borough: Borough, telling: Telling, on: date, *, pays: bool) -> None:
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


def _post_notice(borough: Borough, telling: Telling, party_id: UUID, night: By) -> date | None:
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


def _paper(borough: Borough, case_id: UUID, kind: PaperWanted, **given: Any) -> None:
    plain: dict[str, Any] = {
        "state": "requested", "party_id": None, "run_id": None, "printed_on": None, "sha256": None,
        "pages": None, "posted_on": None,
    }  # fmt: skip
    borough.add(Paper, case_id=case_id, kind=kind.value, spoiled=0, **(plain | given))


def _run(borough: Borough, on: date, clerk: By) -> UUID:
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
