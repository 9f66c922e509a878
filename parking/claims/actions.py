"""Listing the points that were made, one by one, and answering each with the evidence looked at."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.history.representations import ClaimAnswered, ClaimListed
from parking.cases.record import By, Loaded, append, load
from parking.claims.errors import (
    AnsweredAlreadyError,
    NoEvidenceNamedError,
    OtherCaseEvidenceError,
    SameAnswerError,
)
from parking.claims.models import Claim
from parking.claims.queries import claim, claims_of, how_many
from parking.evidence.documents import evidence_ids
from parking.law.grounds import RepresentationGround
from parking.parties.actions import salted_digest
from parking.values.ids import new_id


def list_claim(
    session: Session, *, council: Council, case_id: UUID, ground: RepresentationGround, says: str, by: By
) -> UUID:
    """List one point of the representations that are being decided; it waits for its own answer."""
    loaded = load(session, authority=council.id, case_id=case_id)
    claim_id, salt = new_id(), secrets.token_hex(16)
    digest = salted_digest(salt, {"ground": ground.value, "says": says})
    append(
        session, council=council, loaded=loaded, events=(ClaimListed(claim_id, ground.value, digest),), by=by
    )
    representation = _decided(loaded)
    session.execute(
        insert(Claim),
        {
            "id": claim_id,
            "authority_id": council.id,
            "case_id": case_id,
            "representation_id": representation,
            "place": how_many(session, authority=council.id, representation_id=representation) + 1,
            "ground": ground.value,
            "says": says,
            "listed_at": by.at,
            "listed_by": by.actor,
            "salt": salt,
        },
    )
    return claim_id


def answer_claim(
    session: Session,
    *,
    council: Council,
    case_id: UUID,
    claim_id: UUID,
    answer: str,
    evidence: Sequence[UUID],
    by: By,
) -> None:
    """Answer one point with reasons and the evidence looked at, all of it of this case."""
    loaded = load(session, authority=council.id, case_id=case_id)
    representation = _decided(loaded)
    row = claim(session, authority=council.id, representation_id=representation, claim_id=claim_id)
    if row.answer is not None:
        raise AnsweredAlreadyError("This point has its answer already.")
    if not evidence:
        raise NoEvidenceNamedError("Choose what you looked at before you answered this point.")
    if not frozenset(evidence) <= evidence_ids(session, authority=council.id, case_id=case_id):
        raise OtherCaseEvidenceError("Choose only photographs, notes and documents of this case.")
    told = {
        (each.answer or "").casefold()
        for each in claims_of(session, authority=council.id, representation_id=representation)
    }
    if answer.casefold() in told:
        raise SameAnswerError("You gave another point this very answer. Answer what this point says.")
    salt = secrets.token_hex(16)
    answered = ClaimAnswered(claim_id, salted_digest(salt, answer), tuple(evidence))
    append(session, council=council, loaded=loaded, events=(answered,), by=by)
    session.execute(
        update(Claim)
        .where(Claim.authority_id == council.id, Claim.id == claim_id)
        .values(
            answer=answer,
            answer_salt=salt,
            answered_at=by.at,
            answered_by=by.actor,
            evidence=[str(each) for each in evidence],
        )
        .execution_options(synchronize_session=False)
    )


def _decided(loaded: Loaded) -> UUID:
    # Without representations the guard of the step refuses, so the case's own id is never kept.
    return loaded.state.representation or loaded.case_id
