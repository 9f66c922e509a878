"""What the court says of registration, kept once under its own id before anything is done with it.

One collector hears the court for both chapters (`court_news.hear_court`): it gives what is about
registration to `keeper_of_replies`, and `hearing.act_on_replies` is called after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.record import By
from parking.recovery.court.replies import (
    Acknowledged,
    CourtReply,
    LateApplication,
    LateDecided,
    Rejected,
    ReplyKind,
    Revoked,
    SealedAuthority,
    WarrantSealed,
)
from parking.recovery.errors import NoSuchReplyError
from parking.recovery.kept import facts_of
from parking.recovery.models import Reply
from parking.recovery.rules import Trouble
from parking.store.session import writing
from parking.values.ids import new_id

KIND_OF: Mapping[type, ReplyKind] = {
    Acknowledged: ReplyKind.ACKNOWLEDGEMENT,
    Rejected: ReplyKind.REJECTION,
    SealedAuthority: ReplyKind.SEALED_AUTHORITY,
    Revoked: ReplyKind.REVOCATION,
    LateApplication: ReplyKind.LATE_APPLICATION,
    LateDecided: ReplyKind.LATE_DECISION,
    WarrantSealed: ReplyKind.WARRANT_SEALED,
}


def keeper_of_replies(*, council: Council, by: By) -> Callable[[CourtReply], None]:
    """Return what keeps one reply, for one who collects for several chapters; act on them after."""

    def keep_one(reply: CourtReply) -> None:
        with writing(authority=council.id) as session:
            keep(session, council=council, said=(reply,), by=by)

    return keep_one


def keep(session: Session, *, council: Council, said: Iterable[CourtReply], by: By) -> int:
    """Keep every reply once, by its own id; return how many are new."""
    rows = []
    for reply in said:
        kind, number = KIND_OF[type(reply)].value, getattr(reply, "batch", None)
        rows.append(_row(council, by, reply.id, kind, number, facts_of(reply)))
    fresh = {str(row["reply_id"]): row for row in rows}
    known = session.scalars(
        select(Reply.reply_id).where(Reply.authority_id == council.id, Reply.reply_id.in_(list(fresh)))
    )
    for reply_id in known:
        del fresh[reply_id]
    if fresh:
        session.execute(insert(Reply.__table__), list(fresh.values()))
    return len(fresh)


def settle(
    session: Session,
    *,
    authority: UUID,
    reply_id: UUID,
    state: str,
    trouble: Trouble | None = None,
    by: By | None = None,
) -> None:
    """Note what became of a reply; a person who dealt with an exception settles it."""
    values = {"settled_by": by.actor, "settled_at": by.at} if by else {"trouble": trouble and trouble.value}
    changed = session.execute(
        update(Reply)
        .where(Reply.authority_id == authority, Reply.id == reply_id)
        .values(state=state, **values)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise NoSuchReplyError("There is no such answer of the court.")


def _row(
    council: Council, by: By, reply_id: str, kind: str, number: int | None, facts: dict[str, object]
) -> dict[str, object]:
    return {
        "id": new_id(), "authority_id": council.id, "reply_id": reply_id, "kind": kind, "batch": number,
        "facts": facts, "heard_at": by.at, "state": "waiting", "trouble": None,
    }  # fmt: skip
