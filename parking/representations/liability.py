"""Making another person liable: on evidence of the sale or purchase, or on a hirer's signed statement."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.representations import LiabilityTransferred
from parking.cases.queries import case
from parking.cases.record import By, append, load, must_be_possible
from parking.evidence.actions import write_note
from parking.evidence.documents import DocumentKind, DocumentRow, documents_of
from parking.keepers.queries import addressee
from parking.law.steps import Step
from parking.parties.actions import add_party
from parking.representations.deciding import request_acceptance, take_back_rejection
from parking.representations.errors import (
    NotEvidenceError,
    NotOnHireError,
    NotSignedError,
    SamePersonError,
)
from parking.representations.kinds import NewlyLiable, Outcome, Passing
from parking.representations.models import LiabilityEdge
from parking.representations.outcomes import ended
from parking.values import clock
from parking.values.ids import new_id


def transfer(
    session: Session, *, council: Council, case_id: UUID, to: NewlyLiable, words: str, by: By
) -> UUID:
    """Cancel the notice to this person and make another liable, on the evidence named; return who.

    The person who had the notice is sent a notice of acceptance. The night asks for the new notice,
    which has its own time to be served from today.
    """
    must_be_possible(session, council=council, case_id=case_id, step=Step.TRANSFER_LIABILITY, by=by)
    _check(session, council, case_id, to)
    take_back_rejection(session, council=council, case_id=case_id, by=by)
    loaded, on = load(session, authority=council.id, case_id=case_id), clock.day_of(by.at)
    before, row_id = loaded.state.liable_party, loaded.state.representation or case_id
    if before is not None:
        _must_differ(addressee(session, authority=council.id, party_id=before), to)
    party = add_party(
        session,
        authority=council.id,
        name=to.person.name,
        address=list(to.person.address),
        postcode=to.person.postcode,
        source="representations",
    )
    note = write_note(session, authority=council.id, case_id=case_id, text=words, author=by.actor, at=by.at)
    transferred = LiabilityTransferred(
        representation_id=row_id,
        decided_on=on,
        ground=to.why.value,
        party_id=party.id,
        party_digest=party.digest,
        evidence_id=to.evidence_id,
        decision_digest=note.digest,
    )
    append(session, council=council, loaded=loaded, events=(transferred,), by=by)
    hire = to.hire
    session.execute(
        insert(LiabilityEdge),
        {
            "id": new_id(),
            "authority_id": council.id,
            "case_id": case_id,
            "representation_id": row_id,
            "from_party_id": before,
            "to_party_id": party.id,
            "ground": to.why.value,
            "evidence_id": to.evidence_id,
            "agreement_id": hire.agreement_id if hire else None,
            "signed_on": hire.signed_on if hire else None,
            "hired_from": hire.from_on if hire else None,
            "hired_until": hire.until_on if hire else None,
            "decided_on": on,
            "decided_by": by.actor,
        },
    )
    ended(
        session, authority=council.id, representation_id=row_id, outcome=Outcome.TRANSFERRED, on=on,
        note_id=note.id,
    )  # fmt: skip
    request_acceptance(session, council=council, case_id=case_id, party_id=before, on=on)
    return party.id


def _check(session: Session, council: Council, case_id: UUID, to: NewlyLiable) -> None:
    held = {row.id: row for row in documents_of(session, authority=council.id, case_id=case_id)}
    if to.evidence_id not in held:
        raise NotEvidenceError("Keep the document that shows it in this case first, then choose it.")
    if to.why is Passing.HIRED_OUT:
        _check_hire(session, council, case_id, to, held)


def _check_hire(
    session: Session, council: Council, case_id: UUID, to: NewlyLiable, held: dict[UUID, DocumentRow]
) -> None:
    hire = to.hire
    statement = held[to.evidence_id]
    if hire is None or statement.kind is not DocumentKind.STATEMENT_OF_LIABILITY:
        raise NotSignedError(
            "A hirer is liable only if they signed a statement of liability. Keep it in this case, and say"
            " on which day it was signed. Without it, decide the representations on their other points."
        )
    agreement = held.get(hire.agreement_id)
    if agreement is None or agreement.kind is not DocumentKind.HIRING_AGREEMENT:
        raise NotSignedError("Keep the hiring agreement in this case, then choose it.")
    happened_on = clock.day_of(case(session, authority=council.id, case_id=case_id).contravention_at)
    if not hire.from_on <= happened_on <= hire.until_on:
        raise NotOnHireError("The vehicle was not on this hire on the day of the contravention.")


def _must_differ(now: tuple[str, ...], to: NewlyLiable) -> None:
    person = (to.person.name, *to.person.address, to.person.postcode)
    if [part.casefold() for part in person] == [part.casefold() for part in now]:
        raise SamePersonError("This is the person who has the notice already. Enter the other person.")
