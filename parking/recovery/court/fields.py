"""The fields that may stand in each kind of line, and what kind of value each holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum

from parking.law.grounds import WitnessGround
from parking.recovery.court.records import ADDRESS_LINES, Transaction
from parking.recovery.court.replies import LateDecision, ReplyKind
from parking.values.money import Money
from parking.values.pcn_number import PcnNumber

Value = str | int | date | time | Money | PcnNumber | None
Row = Mapping[str, Value]


class Kind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    WHOLE = "whole"
    DAY = "day"
    TIME = "time"
    MONEY = "money"
    NUMBER = "number"
    CODE = "code"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Field:
    """One field; a code stands for a word of `words`. Where it is needed a mapping may not leave it out."""

    kind: Kind
    needed: bool = True
    words: type[StrEnum] | None = None


@dataclass(frozen=True, slots=True)
class Schema:
    """What may stand in the heading, the records and the trailer of one kind of file."""

    record: Mapping[str, Field]
    heading: Mapping[str, Field] = field(default_factory=dict)
    trailer: Mapping[str, Field] = field(default_factory=dict)
    adds_up: str = ""  # the field whose sum the trailer's total is


_TEXT, _DAY, _MONEY, _WHOLE = Field(Kind.TEXT), Field(Kind.DAY), Field(Kind.MONEY), Field(Kind.WHOLE)
_NUMBER = Field(Kind.NUMBER)
_MAYBE_TEXT, _MAYBE_DAY = Field(Kind.TEXT, needed=False), Field(Kind.DAY, needed=False)
_MAYBE_WHOLE, _MAYBE_MONEY = Field(Kind.WHOLE, needed=False), Field(Kind.MONEY, needed=False)
_ENDS = {
    "file": _MAYBE_TEXT,
    "layout": _MAYBE_TEXT,
    "version": _MAYBE_WHOLE,
    "authority": _MAYBE_TEXT,
    "batch": _MAYBE_WHOLE,
    "made_on": _MAYBE_DAY,
    "certified_by": _MAYBE_TEXT,
    "count": _MAYBE_WHOLE,
    "total": _MAYBE_MONEY,
}

EXPORT = Schema(
    record={
        "transaction": Field(Kind.CODE, words=Transaction),
        "authority": _MAYBE_TEXT,
        "batch": _MAYBE_WHOLE,
        "record": _MAYBE_WHOLE,
        "number": _NUMBER,
        "mark": _TEXT,
        "contravention_on": _DAY,
        "contravention_time": Field(Kind.TIME),
        "place": _TEXT,
        "code": _TEXT,
        "pcn_served_on": _DAY,
        "certificate": _TEXT,
        "certificate_served_on": _DAY,
        "due": _MONEY,
        "fee": _MONEY,
        "title": _MAYBE_TEXT,
        "name": _MAYBE_TEXT,
        "company": _MAYBE_TEXT,
        "address_1": _TEXT,
        **{f"address_{line}": _MAYBE_TEXT for line in range(2, ADDRESS_LINES + 1)},
        "postcode": _TEXT,
        "registered_on": _MAYBE_DAY,
        "order_served_on": _MAYBE_DAY,
        "note": _MAYBE_TEXT,
    },
    heading=_ENDS,
    trailer=_ENDS,
    adds_up="due",
)

# A transaction in a layout of its own leaves out what the court does not ask for there.
EXPORT_OF_ITS_OWN = Schema(
    record={name: replace(one, needed=one.kind is Kind.NUMBER) for name, one in EXPORT.record.items()},
    heading=_ENDS,
    trailer=_ENDS,
    adds_up="due",
)


def _reply(record: Mapping[str, Field], adds_up: str = "") -> Schema:
    return Schema(record=record, heading=_ENDS, trailer=_ENDS, adds_up=adds_up)


REPLIES: Mapping[ReplyKind, Schema] = {
    ReplyKind.ACKNOWLEDGEMENT: _reply(
        {"batch": _WHOLE, "count": _WHOLE, "total": _MONEY, "received_on": _DAY}, "total"
    ),
    ReplyKind.REJECTION: _reply({"batch": _WHOLE, "number": _NUMBER, "reason": Field(Kind.REASON)}),
    ReplyKind.SEALED_AUTHORITY: _reply(
        {"batch": _WHOLE, "registered_on": _DAY, "registered": _WHOLE, "rejected": _WHOLE, "total": _MONEY},
        "total",
    ),
    ReplyKind.REVOCATION: _reply(
        {
            "number": _NUMBER,
            "ground": Field(Kind.CODE, words=WitnessGround),
            "revoked_on": _DAY,
            "notified_on": _DAY,
        }
    ),
    ReplyKind.LATE_APPLICATION: _reply({"number": _NUMBER, "received_on": _DAY, "notified_on": _DAY}),
    ReplyKind.LATE_DECISION: _reply(
        {
            "number": _NUMBER,
            "decision": Field(Kind.CODE, words=LateDecision),
            "decided_on": _DAY,
            "notified_on": _DAY,
        }
    ),
    ReplyKind.WARRANT_SEALED: _reply(
        {"batch": _WHOLE, "number": _NUMBER, "warrant": _TEXT, "sealed_on": _DAY, "due": _MONEY}, "due"
    ),
}
