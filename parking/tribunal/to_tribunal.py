"""What we tell and ask the tribunal. The layout is ours; we claim no conformance to its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from parking.store.exchange.lines import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAppeal:
    """Is any appeal registered for this PCN, late ones waiting for leave included?"""

    kind: Literal["ask_appeal"] = "ask_appeal"
    id: UUID
    number: Number
    asked_at: AwareDatetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPin:
    """We are about to send a notice of rejection: what PIN does its reader appeal with?"""

    kind: Literal["ask_pin"] = "ask_pin"
    id: UUID
    number: Number
    rejection: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsDelivered:
    """Our documents for an appeal: the pack was attached before, and is known by its SHA-256."""

    kind: Literal["documents_delivered"] = "documents_delivered"
    id: UUID
    number: Number
    appeal: str
    pack_sha256: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotContested:
    """We do not contest the appeal, and cancel."""

    kind: Literal["not_contested"] = "not_contested"
    id: UUID
    number: Number
    appeal: str
    cancelled_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationAnswered:
    """We accept a recommendation, or refuse it with reasons."""

    kind: Literal["recommendation_answered"] = "recommendation_answered"
    id: UUID
    number: Number
    appeal: str
    accepted: bool
    answered_on: date
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    """The court revoked an order on a ground that only the adjudicator can settle."""

    kind: Literal["referred"] = "referred"
    id: UUID
    number: Number
    ground: str
    revoked_on: date


ToTribunal = Annotated[
    AskAppeal | AskPin | DocumentsDelivered | NotContested | RecommendationAnswered | Referred,
    Field(discriminator="kind"),
]
