"""Recording a PCN by form: photographs first, then every check in words, then the PCN."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.record import By
from parking.evidence.actions import keep_photograph
from parking.issue.actions import ask_checks
from parking.issue.errors import NotIssuedError
from parking.issue.postal import PostalDraft
from parking.issue.preparing import ask_postal_checks
from parking.issue.queries import issued_as
from parking.issue.rules import Draft
from parking.law.reasons import Reason
from parking.patrol.actions.taking_in import issue_once, prepare_once
from parking.store.files import FileStore
from parking.values.canonical import sha256


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a form: a case, or what stops it and what to ask the officer about."""

    case_id: UUID | None = None
    stops: tuple[Reason, ...] = ()
    policies: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()


def keep_uploads(
    session: Session,
    *,
    files: FileStore,
    authority: UUID,
    pcn_ref: UUID,
    uploads: Sequence[bytes],
    at: datetime,
) -> None:
    """Keep what was uploaded; the same picture sent again with the same form is kept once."""
    for data in uploads:
        keep_photograph(
            session,
            files=files,
            authority=authority,
            client_ref=uuid5(pcn_ref, sha256(data)),
            pcn_ref=pcn_ref,
            data=data,
            subject="photograph",
            taken_at=at,
            received_at=at,
        )


def record_by_post(
    session: Session, *, council: Council, draft: PostalDraft, mark_checked: bool, by: By
) -> Answered:
    """Prepare what could not be given to go by post, unless something stops it or must be asked first."""
    before = issued_as(session, authority=council.id, client_ref=draft.observed.client_ref)
    if before is not None:
        return Answered(before.case_id)
    nothing_set_aside = replace(draft, observed=replace(draft.observed, overrides=()))
    found = ask_postal_checks(session, council=council, draft=nothing_set_aside, by=by)
    policies = tuple(reason for reason in found.stops if reason.policy)
    stops = tuple(r for r in found.stops if not (r.policy and r.code in draft.observed.overrides))
    warnings = () if mark_checked else found.warnings
    if stops or warnings:
        return Answered(stops=stops, policies=policies, warnings=warnings)
    try:
        return Answered(prepare_once(session, council=council, draft=draft, by=by).issued.case_id)
    except NotIssuedError as refusal:  # another PCN came between the check and the act
        return Answered(stops=refusal.reasons, policies=policies)


def record_observed(
    session: Session, *, council: Council, draft: Draft, mark_checked: bool, by: By
) -> Answered:
    """Issue what the officer observed, unless something stops it or must be asked first."""
    before = issued_as(session, authority=council.id, client_ref=draft.client_ref)
    if before is not None:
        return Answered(before.case_id)
    found = ask_checks(session, council=council, draft=replace(draft, overrides=()), by=by)
    policies = tuple(reason for reason in found.stops if reason.policy)
    stops = tuple(r for r in found.stops if not (r.policy and r.code in draft.overrides))
    warnings = () if mark_checked else found.warnings
    if stops or warnings:
        return Answered(stops=stops, policies=policies, warnings=warnings)
    try:
        return Answered(issue_once(session, council=council, draft=draft, by=by).issued.case_id)
    except NotIssuedError as refusal:  # another PCN came between the check and the act
        return Answered(stops=refusal.reasons, policies=policies)
