"""What devices are answered."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from parking.law.reasons import Reason
from parking.patrol.messages.fields import Answer
from parking.patrol.rules import Standpoint, field_of, said


class NumberGiven(Answer):
    """A PCN number and the code printed with it, which opens that case and no other."""

    number: str
    access_code: str


class BlockGiven(Answer):
    """Numbers for one device alone, never taken back."""

    block: UUID
    prefix: str
    numbers: list[NumberGiven]


class PhotographKept(Answer):
    """The receipt a device waits for before it deletes a photograph."""

    photograph: UUID
    sha256: Annotated[str, Field(description="SHA-256 of the bytes as they came")]


class Under(Answer):
    """Where a rule is written."""

    provision: str
    url: str
    standing: str


class ReasonSaid(Answer):
    """One reason, in the officer's words."""

    code: str
    says: str
    field: str | None
    policy: Annotated[bool, Field(description="a policy of the authority: the officer may set it aside")]
    under: Under | None

    @classmethod
    def of(cls, reason: Reason) -> ReasonSaid:
        """Return a reason as a device shows it."""
        rule = reason.under
        return cls(
            code=reason.code,
            says=said(reason),
            field=field_of(reason.code),
            policy=reason.policy,
            under=Under(provision=str(rule), url=rule.url, standing=rule.standing.value) if rule else None,
        )


class SuffixOffered(Answer):
    """A suffix and what it means on this code."""

    suffix: str
    means: str


class ContraventionOffered(Answer):
    """A contravention that an order makes possible here at this minute."""

    code: str
    words: str
    suffixes: list[SuffixOffered]
    suffix_needed: bool
    must_know: Annotated[
        str | None, Field(description="paid_until, first_seen, or paid_until_if_any; null for nothing")
    ]
    max_stay_minutes: int | None
    observe_minutes: Annotated[int, Field(description="policy: how long to watch before a PCN")]


class PlaceNow(Answer):
    """A place at a minute."""

    code: str
    name: str
    town: str
    kind: str
    may_issue: bool
    stops: list[ReasonSaid]
    contraventions: list[ContraventionOffered]

    @classmethod
    def of(cls, standpoint: Standpoint) -> PlaceNow:
        """Return a place as a device shows it."""
        here = standpoint.here
        return cls(
            code=here.code,
            name=here.name,
            town=here.town,
            kind=here.kind.value,
            may_issue=not standpoint.stops and bool(standpoint.offered),
            stops=[ReasonSaid.of(reason) for reason in standpoint.stops],
            contraventions=[
                ContraventionOffered(
                    code=each.code,
                    words=each.words,
                    suffixes=[SuffixOffered(suffix=letter, means=means) for letter, means in each.suffixes],
                    suffix_needed=each.suffix_needed,
                    must_know=each.must_know.value if each.must_know else None,
                    max_stay_minutes=each.max_stay_minutes,
                    observe_minutes=each.observe_minutes,
                )
                for each in standpoint.offered
            ],
        )


class PlacesNow(Answer):
    """Every place of the authority at a minute, by name."""

    at: datetime
    places: list[PlaceNow]


class Checks(Answer):
    """What every check says; nothing was recorded."""

    may_issue: bool
    stops: list[ReasonSaid]
    review: list[ReasonSaid]
    warnings: list[ReasonSaid]
    overridden: list[str]


class Outcome(StrEnum):
    """What became of a PCN that was sent."""

    RECORDED = "recorded"
    KEPT_FOR_A_PERSON = "kept_for_a_person"


class PcnBecame(Answer):
    """What became of a PCN that was sent."""

    pcn_ref: UUID
    became: Outcome
    number: str | None
    access_code: str | None
    held: Annotated[bool, Field(description="a person looks at it before anything follows")]
    checks_failed: list[str]
    stage: str | None
    paper_a4: str | None
    paper_80mm: str | None
    says: Annotated[str, Field(description="what this means, for the officer")]


class PostalPcnBecame(Answer):
    """What became of a PCN that goes by post; nobody can look it up until it is served."""

    pcn_ref: UUID
    number: str
    held: Annotated[bool, Field(description="a person looks at it before anything follows")]
    checks_failed: list[str]
    stage: str | None
    says: Annotated[str, Field(description="what this means, for the officer")]
