"""Issuing a PCN: checks before its number is used, and a record of every one that was given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.issue import PcnServed
from parking.cases.record import By, begin
from parking.issue.errors import NotIssuedError, NumberTakenError, OtherNumberError
from parking.issue.making import (
    Attached,
    attach,
    charge_of,
    here_of,
    holds_of,
    level_of,
    surroundings,
)
from parking.issue.models import DisputedIntake
from parking.issue.numbers import Taken, is_of_device, take_number
from parking.issue.queries import Issued, disputed_as, issued_as, number_is_used
from parking.issue.rules import Checked, Draft, check
from parking.law.basis import Basis
from parking.law.charges import Charge
from parking.law.reasons import Reason
from parking.notices.actions import request_paper
from parking.notices.kinds import PaperWanted
from parking.parties.actions import Known, add_vehicle
from parking.payments.ledger import charge_raised
from parking.places.rules import Enforceable
from parking.values import clock
from parking.values.ids import new_id
from parking.values.pcn_number import PcnNumber


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a draft."""

    issued: Issued
    checked: Checked
    is_new: bool


def ask_checks(session: Session, *, council: Council, draft: Draft, by: By) -> Checked:
    """Return what every check says of a draft; uses no number and records nothing."""
    here = here_of(session, council, draft)
    return check(draft, surroundings(session, council, here, draft, by))


def issue(session: Session, *, council: Council, draft: Draft, by: By) -> Outcome:
    """Issue a PCN with the next number, unless a check stops it: then no number is used.

    Safe to send twice: the same client_ref gives the first answer. Raises NotIssuedError with
    every reason. Where the draft has a number and a time of service the PCN was given already:
    it is recorded whatever the checks say, and held for a person where they failed.
    """
    before = issued_as(session, authority=council.id, client_ref=draft.client_ref)
    if before is not None:
        if draft.number is not None and PcnNumber.read(draft.number).text != before.number:
            raise OtherNumberError(f"{draft.number} was given where {before.number} was issued")
        return Outcome(before, Checked((), (), (), ()), is_new=False)
    here = here_of(session, council, draft)
    checked = check(draft, surroundings(session, council, here, draft, by))
    if draft.number is None and checked.stops:
        raise NotIssuedError(checked.stops)
    given = None
    if draft.number is not None:
        given, checked = _given(session, council, draft, checked)
    return Outcome(_record(session, council, here, draft, given, checked, by), checked, is_new=True)


def keep_disputed(
    session: Session, *, council: Council, client_ref: UUID, reason: str, body: dict[str, object], by: By
) -> None:
    """Keep a given PCN that can't be recorded as it stands: whole, for a person, sent once or often."""
    if disputed_as(session, authority=council.id, client_ref=client_ref) is None:
        session.execute(
            insert(DisputedIntake),
            {
                "id": new_id(),
                "authority_id": council.id,
                "client_ref": client_ref,
                "reason": reason,
                "body": body,
                "received_at": by.at,
            },
        )


def _given(session: Session, council: Council, draft: Draft, checked: Checked) -> tuple[PcnNumber, Checked]:
    number = PcnNumber.read(draft.number or "")
    if number_is_used(session, number=number.text):
        raise NumberTakenError(f"{number} stands on another case already")
    if draft.device_id is not None and not is_of_device(
        session, authority=council.id, device_id=draft.device_id, number=number
    ):
        elsewhere = Reason("number_not_of_device", {"number": number.text})
        checked = replace(checked, review=(*checked.review, elsewhere))
    return number, checked


def _record(
    session: Session,
    council: Council,
    here: Enforceable,
    draft: Draft,
    given: PcnNumber | None,
    checked: Checked,
    by: By,
) -> Issued:
    case_id, today = new_id(), clock.day_of(by.at)
    vehicle = add_vehicle(
        session, authority=council.id, mark=draft.mark, make=draft.make, colour=draft.colour,
        declared=draft.declared, country=draft.country,
    )  # fmt: skip
    attached = attach(session, council, draft, case_id, by)
    level = level_of(council, draft)
    charge = charge_of(council, draft, level)
    charge_raised(session, authority=council.id, case_id=case_id, on=today, amount=charge.full)
    request_paper(session, authority=council.id, case_id=case_id, kind=PaperWanted.PCN, on=today)
    # Last, since from here until the commit nobody else of this authority can have a number.
    taken = Taken(given, None) if given else take_number(session, authority=council.id)
    event = _pcn_served(council, here, draft, taken.number, checked, vehicle, attached, charge, by)
    holds = holds_of(here, draft, checked, by)
    begin(
        session,
        council=council,
        case_id=case_id,
        event=event,
        more=holds,
        by=by,
        happened_at=event.served_at,
        identity={
            "number": event.number,
            "client_ref": draft.client_ref,
            "vehicle_id": vehicle.id,
            "place_id": draft.place_id,
            "officer_id": draft.officer_id,
            "enforcement_authority": event.enforcement_authority,
            "basis": Basis.KERB.value,
            "code": draft.code,
            "suffix": draft.suffix,
            "level": level.value,
            "on_street": here.on_street,
            "contravention_at": draft.contravention_at,
            "contravention_on": clock.day_of(draft.contravention_at),
            "served_on": clock.day_of(event.served_at),
        },
    )
    return Issued(case_id, event.number, bool(holds), taken.access_code)


def _pcn_served(
    council: Council,
    here: Enforceable,
    draft: Draft,
    number: PcnNumber,
    checked: Checked,
    vehicle: Known,
    attached: Attached,
    charge: Charge,
    by: By,
) -> PcnServed:
    on = clock.day_of(draft.contravention_at)
    power = here.power_on(on)
    level, note = level_of(council, draft), attached.note
    served_at = draft.served_at or by.at
    restriction = here.restriction_for(draft.code, draft.contravention_at)
    served_on = clock.day_of(served_at)
    return PcnServed(
        number=number.text,
        vehicle_id=vehicle.id,
        vehicle_digest=vehicle.digest,
        mark=draft.declared,
        place_id=draft.place_id,
        restriction_id=restriction.id if restriction else None,
        enforcement_authority=power.in_name_of if power else council.letterhead(on).name,
        on_street=here.on_street,
        code=draft.code,
        suffix=draft.suffix,
        level=level.value,
        contravention_at=draft.contravention_at,
        served_at=served_at,
        how=draft.how,
        officer_id=draft.officer_id,
        observed_from=draft.observed_from,
        observed_until=draft.observed_until,
        paid_until=draft.paid_until,
        first_seen_at=draft.first_seen_at,
        full=charge.full,
        discounted=charge.early,
        increased=charge.increased,
        discount_until=council.law(served_on).discount(Basis.KERB).period.last_day(served_on),
        photographs=attached.photographs,
        note_id=note.id if note else None,
        note_digest=note.digest if note else None,
        checks_failed=checked.failed,
        overridden=checked.overridden,
    )
