"""A file of the court to typed replies: every good line is kept, every bad one named."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Any

from parking.law.grounds import WitnessGround
from parking.recovery.court.fields import REPLIES, Row
from parking.recovery.court.files import Mapped
from parking.recovery.court.layout import CourtLayout
from parking.recovery.court.replies import (
    Acknowledged,
    CourtReply,
    LateApplication,
    LateDecided,
    LateDecision,
    Rejected,
    ReplyKind,
    Revoked,
    SealedAuthority,
    WarrantSealed,
)
from parking.store.exchange.post import Page, Problem, Received
from parking.values.canonical import sha256


def kind_of(name: str, layout: CourtLayout) -> ReplyKind | None:
    """Return which of the court's files a name belongs to."""
    return next((kind for kind, file in layout.replies.items() if fnmatchcase(name, file.file)), None)


def read_reply(file: Received, layout: CourtLayout) -> Page[CourtReply]:
    """Return the replies of one file by line, and its problems."""
    kind = kind_of(file.name, layout)
    if kind is None:
        return Page((), (Problem(file.name, 0, "file", "no reply in the mapping has a name like this"),))
    rows = Mapped(layout, layout.replies[kind], REPLIES[kind]).read(file.name, file.content)
    replies = tuple((line, reply_of(kind, row, layout)) for line, row in rows.records)
    return Page(replies, tuple(rows.problems))


def reply_of(kind: ReplyKind, row: Row, layout: CourtLayout) -> CourtReply:
    """Return the reply in a row. Its id comes from the fact alone, so the same fact told twice has one id."""
    facts: dict[str, Any] = {name: row[name] for name in REPLIES[kind].record}
    told = " ".join([kind, *(f"{name}={facts[name]!r}" for name in sorted(facts))])
    facts["id"] = sha256(told.encode())
    match kind:
        case ReplyKind.ACKNOWLEDGEMENT:
            return Acknowledged(**facts)
        case ReplyKind.REJECTION:
            reason = layout.reasons[facts["reason"]]
            return Rejected(**facts, says=reason.says, mend=reason.mend)
        case ReplyKind.SEALED_AUTHORITY:
            return SealedAuthority(**facts)
        case ReplyKind.REVOCATION:
            return Revoked(**facts | {"ground": WitnessGround(facts["ground"])})
        case ReplyKind.LATE_APPLICATION:
            return LateApplication(**facts)
        case ReplyKind.LATE_DECISION:
            return LateDecided(**facts | {"decision": LateDecision(facts["decision"])})
        case ReplyKind.WARRANT_SEALED:
            return WarrantSealed(**facts)


def row_of(reply: CourtReply, kind: ReplyKind) -> Row:
    """Return the row of a reply: what a stand-in writes."""
    return {name: getattr(reply, name) for name in REPLIES[kind].record}
