"""Preparing a PCN that goes by post: its number is used, its case begins, nothing is owed yet."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.issue import PcnPrepared
from parking.cases.record import By, begin
from parking.issue.actions import Outcome
from parking.issue.errors import NotIssuedError
from parking.issue.making import Attached, attach, charge_of, here_of, holds_of, level_of, surroundings
from parking.issue.numbers import take_number
from parking.issue.postal import PostalDraft, check_postal
from parking.issue.queries import Issued, issued_as
from parking.issue.rules import Checked
from parking.law.basis import Basis
from parking.parties.actions import Known, add_vehicle
from parking.places.rules import Enforceable
from parking.values import clock
from parking.values.ids import new_id
from parking.values.pcn_number import PcnNumber


def ask_postal_checks(session: Session, *, council: Council, draft: PostalDraft, by: By) -> Checked:
    """Return what every check says of a PCN that is to go by post; nothing is recorded."""
    here = here_of(session, council, draft.observed)
    around = surroundings(session, council, here, draft.observed, by)
    return check_postal(draft, around, council.policies.device(clock.day_of(draft.observed.contravention_at)))


def prepare_postal(session: Session, *, council: Council, draft: PostalDraft, by: By) -> Outcome:
    """Begin the case of a PCN that goes by post, unless a check stops it: then no number is used.

    The only way to begin one. Safe to send twice: the same client_ref gives the first answer.
    Raises NotIssuedError with every reason.
    """
    before = issued_as(session, authority=council.id, client_ref=draft.observed.client_ref)
    if before is not None:
        return Outcome(before, Checked((), (), (), ()), is_new=False)
    checked = ask_postal_checks(session, council=council, draft=draft, by=by)
    if checked.stops:
        raise NotIssuedError(checked.stops)
    here = here_of(session, council, draft.observed)
    return Outcome(_record(session, council, here, draft, checked, by), checked, is_new=True)


def _record(
    session: Session, council: Council, here: Enforceable, draft: PostalDraft, checked: Checked, by: By
) -> Issued:
    case_id, seen = new_id(), draft.observed
    vehicle = add_vehicle(
        session, authority=council.id, mark=seen.mark, make=seen.make, colour=seen.colour,
        declared=seen.declared, country=seen.country,
    )  # fmt: skip
    attached = attach(session, council, replace(seen, note=draft.note), case_id, by)
    holds = holds_of(here, seen, checked, by)
    # Last, since from here until the commit nobody else of this authority can have a number.
    taken = take_number(session, authority=council.id)
    event = _prepared(council, here, draft, taken.number, checked, vehicle, attached)
    begin(
        session,
        council=council,
        case_id=case_id,
        event=event,
        more=holds,
        by=by,
        happened_at=event.ended_at,
        identity={
            "number": event.number,
            "client_ref": seen.client_ref,
            "vehicle_id": vehicle.id,
            "place_id": seen.place_id,
            "officer_id": seen.officer_id,
            "enforcement_authority": event.enforcement_authority,
            "basis": draft.basis.value,
            "code": seen.code,
            "suffix": seen.suffix,
            "level": event.level,
            "on_street": here.on_street,
            "contravention_at": seen.contravention_at,
            "contravention_on": clock.day_of(seen.contravention_at),
        },
    )
    return Issued(case_id, event.number, bool(holds))


def _prepared(
    council: Council,
    here: Enforceable,
    draft: PostalDraft,
    number: PcnNumber,
    checked: Checked,
    vehicle: Known,
    attached: Attached,
) -> PcnPrepared:
    seen, note = draft.observed, attached.note
    on = clock.day_of(seen.contravention_at)
    power, device = here.power_on(on), council.policies.device(on)
    level = level_of(council, seen)
    charge = charge_of(council, seen, level)
    restriction = here.restriction_for(seen.code, seen.contravention_at)
    by_device = draft.basis is Basis.APPROVED_DEVICE
    return PcnPrepared(
        number=number.text,
        vehicle_id=vehicle.id,
        vehicle_digest=vehicle.digest,
        mark=seen.declared,
        place_id=seen.place_id,
        restriction_id=restriction.id if restriction else None,
        enforcement_authority=power.in_name_of if power else council.letterhead(on).name,
        on_street=here.on_street,
        basis=draft.basis,
        code=seen.code,
        suffix=seen.suffix,
        level=level.value,
        contravention_at=seen.contravention_at,
        officer_id=seen.officer_id,
        observed_from=seen.observed_from,
        observed_until=seen.observed_until,
        prepare_started_at=draft.prepare_started_at,
        ended_at=draft.ended_at,
        device_certificate=device.certificate if by_device and device else None,
        full=charge.full,
        discounted=charge.early,
        increased=charge.increased,
        photographs=attached.photographs,
        note_id=note.id if note else None,
        note_digest=note.digest if note else None,
        checks_failed=checked.failed,
        paid_until=seen.paid_until,
        first_seen_at=seen.first_seen_at,
        overridden=checked.overridden,
    )
