"""What the court and the agents told us: kept once, and kept for a person where it fits nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.errors import StepRefusedError
from parking.cases.models import Case
from parking.cases.record import By
from parking.recovery.enforcement_errors import NoSuchReportError
from parking.recovery.enforcement_models import OutsideReport
from parking.store.exchange.post import Problem
from parking.values.canonical import digest
from parking.values.ids import new_id
from parking.values.pcn_number import PcnNumber
from parking.words import Reader, say


@dataclass(slots=True)
class Heard:
    """What came of a collection: messages acted on, kept for a person, and known already."""

    done: int = 0
    exceptions: int = 0
    known: int = 0


class MisfitError(Exception):
    """A message that fits no case, or says what can't be; its words tell a person what is wrong."""


def take_in(
    session: Session,
    *,
    council: Council,
    source: str,
    message_id: str,
    kind: str,
    number: PcnNumber | None,
    facts: Mapping[str, Any],
    act: Callable[[UUID], None],
    by: By,
    heard: Heard,
) -> None:
    """Act on a message once; where the journey or the message forbids it, keep it with the reason.

    The journey is asked before anything is written, so what is refused leaves no trace but this row.
    """
    if is_known(session, authority=council.id, source=source, message_id=message_id):
        heard.known += 1
        return
    case_id, trouble = None, None
    try:
        case_id = case_numbered(session, authority=council.id, number=number)
        act(case_id)
    except MisfitError as misfit:
        trouble = str(misfit)
    except StepRefusedError as refused:
        trouble = " ".join(say(reason, Reader.BACK_OFFICE) for reason in refused.reasons)
    keep(
        session, council=council, source=source, message_id=message_id, kind=kind, case_id=case_id,
        facts=facts, trouble=trouble, by=by,
    )  # fmt: skip
    if trouble is None:
        heard.done += 1
    else:
        heard.exceptions += 1


def keep_problem(
    session: Session, *, council: Council, source: str, problem: Problem, by: By, heard: Heard
) -> None:
    """Keep, once, what is wrong in a file: the rest of the file was acted on."""
    message_id = digest([problem.file, problem.line, problem.field, problem.says])
    if is_known(session, authority=council.id, source=source, message_id=message_id):
        heard.known += 1
        return
    keep(
        session, council=council, source=source, message_id=message_id, kind="problem", case_id=None,
        facts={}, trouble=str(problem), by=by,
    )  # fmt: skip
    heard.exceptions += 1


def keep(
    session: Session,
    *,
    council: Council,
    source: str,
    message_id: str,
    kind: str,
    case_id: UUID | None,
    facts: Mapping[str, Any],
    trouble: str | None,
    by: By,
) -> None:
    """Keep a message: done, or an exception where there is trouble with it."""
    session.execute(
        insert(OutsideReport),
        {
            "id": new_id(),
            "authority_id": council.id,
            "source": source,
            "message_id": message_id,
            "kind": kind,
            "case_id": case_id,
            "facts": dict(facts),
            "heard_at": by.at,
            "state": "done" if trouble is None else "exception",
            "trouble": trouble,
        },
    )


def settle(session: Session, *, council: Council, report_id: UUID, by: By) -> None:
    """Note that a person dealt with a message that fitted nothing."""
    done = session.execute(
        update(OutsideReport)
        .where(
            OutsideReport.authority_id == council.id,
            OutsideReport.id == report_id,
            OutsideReport.state == "exception",
        )
        .values(state="settled", settled_by=by.actor, settled_at=by.at)
        .returning(OutsideReport.id)
        .execution_options(synchronize_session=False)
    ).first()
    if done is None:
        raise NoSuchReportError("This message was dealt with already.")


def is_known(session: Session, *, authority: UUID, source: str, message_id: str) -> bool:
    """Whether a message was taken in before: told twice, it counts once."""
    found = session.scalar(
        select(OutsideReport.id).where(
            OutsideReport.authority_id == authority,
            OutsideReport.source == source,
            OutsideReport.message_id == message_id,
        )
    )
    return found is not None


def case_numbered(session: Session, *, authority: UUID, number: PcnNumber | None) -> UUID:
    """Return the case of a PCN number; raises MisfitError where this authority has none."""
    found = session.scalar(
        select(Case.id).where(Case.authority_id == authority, Case.number == (number.text if number else ""))
    )
    if found is None:
        raise MisfitError("We have no case with this number. Ask who sent it what it is about.")
    return found
