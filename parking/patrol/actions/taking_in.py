"""Taking a PCN in from a device: issued if the checks allow, recorded if it was given, never lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.record import By
from parking.issue.actions import Outcome, ask_checks, issue, keep_disputed
from parking.issue.errors import NotIssuedError, NumberTakenError, OtherNumberError
from parking.issue.postal import PostalDraft
from parking.issue.preparing import prepare_postal
from parking.issue.queries import issued_as
from parking.issue.rules import Checked, Draft
from parking.law.contraventions import Place, UnknownContraventionError
from parking.law.dated import NotYetLawError
from parking.patrol.errors import FieldError, RefusedError, UnreadableMessageError
from parking.patrol.messages.answers import ReasonSaid
from parking.patrol.messages.incoming import CheckWanted, Observed, PcnSent, PostalPcnSent
from parking.patrol.rules import note_with
from parking.places.actions import unknown_place
from parking.places.errors import NoSuchPlaceError
from parking.places.queries import place_coded
from parking.places.rules import PlaceKind
from parking.values import clock
from parking.values.ids import new_id
from parking.values.mark import Mark


@dataclass(frozen=True, slots=True)
class Sender:
    """The officer who observed, and the device that sent it."""

    officer_id: UUID
    device_id: UUID


def ask(session: Session, *, council: Council, sender: Sender, sent: CheckWanted, by: By) -> Checked:
    """Return what every check says of something observed; nothing is recorded."""
    draft = _draft(sent, sent.pcn_ref or new_id(), _place(session, council, sent), sender)
    try:
        return ask_checks(session, council=council, draft=draft, by=by)
    except NotYetLawError as gap:
        raise _no_law(gap) from gap


def take_in(
    session: Session, *, council: Council, pcn_ref: UUID, sender: Sender, sent: PcnSent, by: By
) -> Outcome | None:
    """Take in a PCN, sent once or often; return what was issued, or None for what a person must settle.

    Without a number it is issued, or RefusedError says why not. With a number it was given already:
    it is recorded whatever the checks say, and what can't be recorded is kept whole for a person.
    """
    if sent.number is None:
        return _issue_new(session, council, pcn_ref, sender, sent, by)
    try:
        place_id, said_place = _place_or_unknown(session, council, sent)
        draft = _draft(sent, pcn_ref, place_id, sender, said_place)
        return issue_once(session, council=council, draft=draft, by=by)
    except NumberTakenError:
        why = "number_taken"
    except OtherNumberError:
        why = "other_number"
    except NotYetLawError:
        why = "day_without_law"
    body = sent.model_dump(mode="json") | {
        "officer_id": str(sender.officer_id),
        "device_id": str(sender.device_id),
    }
    keep_disputed(session, council=council, client_ref=pcn_ref, reason=why, body=body, by=by)
    return None


def take_in_postal(
    session: Session, *, council: Council, pcn_ref: UUID, sender: Sender, sent: PostalPcnSent, by: By
) -> Outcome:
    """Prepare a PCN that could not be given to go by post, or RefusedError says why not."""
    draft = PostalDraft(
        observed=_draft(sent, pcn_ref, _place(session, council, sent), sender),
        basis=sent.basis,
        prepare_started_at=sent.prepare_started_at,
        ended_at=sent.ended_at,
        how_prevented=sent.how_prevented,
    )
    try:
        return prepare_once(session, council=council, draft=draft, by=by)
    except NotIssuedError as refusal:
        raise _refused(refusal) from refusal
    except NotYetLawError as gap:
        raise _no_law(gap) from gap


def prepare_once(session: Session, *, council: Council, draft: PostalDraft, by: By) -> Outcome:
    """Prepare a PCN, and where another request was first in the same moment, give its answer."""
    try:
        return prepare_postal(session, council=council, draft=draft, by=by)
    except IntegrityError:
        session.rollback()  # nothing of this request is lost: the one that was first brought the same
        before = issued_as(session, authority=council.id, client_ref=draft.observed.client_ref)
        if before is None:
            raise
        return Outcome(before, Checked((), (), (), ()), is_new=False)


def _refused(refusal: NotIssuedError) -> RefusedError:
    return RefusedError([ReasonSaid.of(reason).model_dump(mode="json") for reason in refusal.reasons])


def _issue_new(
    session: Session, council: Council, pcn_ref: UUID, sender: Sender, sent: PcnSent, by: By
) -> Outcome:
    draft = _draft(sent, pcn_ref, _place(session, council, sent), sender)
    try:
        return issue_once(session, council=council, draft=draft, by=by)
    except NotIssuedError as refusal:
        raise _refused(refusal) from refusal
    except NotYetLawError as gap:
        raise _no_law(gap) from gap


def issue_once(session: Session, *, council: Council, draft: Draft, by: By) -> Outcome:
    """Issue, and where another request was first in the same moment, give its answer."""
    try:
        return issue(session, council=council, draft=draft, by=by)
    except IntegrityError as clash:
        session.rollback()  # nothing of this request is lost: the one that was first brought the same
        # Either the same reference was committed between our look and our insert, or the number is on
        # a case of another authority, which the wall hides from every query of this one.
        before = issued_as(session, authority=council.id, client_ref=draft.client_ref)
        if before is None or draft.number not in {None, before.number}:
            raise NumberTakenError("the number stands on another case already") from clash
        return Outcome(before, Checked((), (), (), ()), is_new=False)


def _draft(sent: Observed, pcn_ref: UUID, place_id: UUID, sender: Sender, said_place: str = "") -> Draft:
    draft = Draft(
        client_ref=pcn_ref,
        officer_id=sender.officer_id,
        device_id=sender.device_id,
        place_id=place_id,
        mark=Mark(sent.mark),
        declared=sent.declared,
        make=sent.make,
        colour=sent.colour,
        country=sent.country,
        code=sent.code,
        suffix=sent.suffix,
        contravention_at=sent.contravention_at,
        observed_from=sent.observed_from,
        observed_until=sent.observed_until,
        paid_until=sent.paid_until,
        first_seen_at=sent.first_seen_at,
        photographs=sent.photographs,
        note=note_with(sent.note, {each.code: each.why for each in sent.overrides}, said_place),
        overrides=tuple(each.code for each in sent.overrides),
    )
    if isinstance(sent, PcnSent):
        return replace(draft, number=sent.number, served_at=sent.served_at, how=sent.how)
    return draft


def _place(session: Session, council: Council, sent: Observed) -> UUID:
    try:
        return place_coded(session, authority=council.id, code=sent.place)
    except NoSuchPlaceError as error:
        raise UnreadableMessageError(
            FieldError("place", f"no place has the code {sent.place}: GET /api/v1/places lists them")
        ) from error


def _place_or_unknown(session: Session, council: Council, sent: Observed) -> tuple[UUID, str]:
    try:
        return place_coded(session, authority=council.id, code=sent.place), ""
    except NoSuchPlaceError:
        kind = _kind_of(council, sent)
        return unknown_place(session, authority=council.id, kind=kind), sent.place


def _kind_of(council: Council, sent: Observed) -> PlaceKind:
    listed = council.law(clock.day_of(sent.contravention_at)).contraventions
    try:
        on_street = listed.get(sent.code).place is not Place.OFF_STREET
    except UnknownContraventionError:
        on_street = False
    return PlaceKind.STREET if on_street else PlaceKind.CAR_PARK


def _no_law(gap: NotYetLawError) -> UnreadableMessageError:
    return UnreadableMessageError(
        FieldError("contravention_at", f"{gap}: check the date, and the clock of the device")
    )
