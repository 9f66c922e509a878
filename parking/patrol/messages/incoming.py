"""What devices send."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator

from parking.cases.history.issue import HowServed
from parking.law.basis import Basis
from parking.law.state import MarkDeclared
from parking.patrol.messages.fields import AN_INSTANT, WHOLE, At, MarkSent, Message, Words

MOST_PHOTOGRAPHS = 20


class BlockWanted(Message):
    """How many PCN numbers a device wants to hold."""

    count: Annotated[int, Field(ge=1, le=200, description="a whole number from 1 to 200"), WHOLE]


class Override(Message):
    """A policy of the authority that the officer set aside, and why."""

    code: Annotated[
        str, Field(pattern="^[a-z_]{3,60}$", description="the code of a reason that is marked as policy")
    ]
    why: Annotated[Words, Field(min_length=3, max_length=500, description="why, in 3 to 500 characters")]


class Observed(Message):
    """What an officer observed and wants to issue a PCN for."""

    place: Annotated[
        str,
        Field(
            pattern="^[A-Za-z0-9-]{1,12}$",
            description="the code of a place, as GET /api/v1/places lists them",
        ),
    ]
    code: Annotated[
        str, Field(pattern="^[0-9]{2}$", description="a contravention code of two digits, such as 82")
    ]
    suffix: Annotated[
        str, Field(pattern="^[a-z0-9]?$", description="the suffix: one small letter or digit, or nothing")
    ] = ""
    mark: MarkSent
    declared: Annotated[
        MarkDeclared,
        Field(description="what the mark is: " + ", ".join(kind.value for kind in MarkDeclared)),
    ] = MarkDeclared.UNITED_KINGDOM
    country: Annotated[
        str | None,
        Field(pattern="^[A-Z]{1,3}$", description="the country's sign on a foreign vehicle, such as PL"),
    ] = None
    make: Annotated[
        Words, Field(max_length=40, description="the make, at most 40 characters, or nothing")
    ] = ""
    colour: Annotated[
        Words, Field(max_length=30, description="the colour, at most 30 characters, or nothing")
    ] = ""
    contravention_at: Annotated[At, Field(description=AN_INSTANT)]
    observed_from: Annotated[At | None, Field(description=AN_INSTANT)] = None
    observed_until: Annotated[At | None, Field(description=AN_INSTANT)] = None
    paid_until: Annotated[At | None, Field(description=AN_INSTANT)] = None
    first_seen_at: Annotated[At | None, Field(description=AN_INSTANT)] = None
    photographs: Annotated[
        tuple[UUID, ...],
        Field(
            max_length=MOST_PHOTOGRAPHS,
            description="the references under which its photographs were sent, at most 20",
        ),
    ] = ()
    note: Annotated[Words, Field(max_length=2000, description="at most 2000 characters")] = ""
    overrides: Annotated[
        tuple[Override, ...], Field(max_length=10, description="each policy set aside, and why")
    ] = ()


class CheckWanted(Observed):
    """What an officer asks the checks about."""

    pcn_ref: Annotated[
        UUID | None,
        Field(description="the reference its photographs were sent with, where it has photographs"),
    ] = None


class PcnSent(Observed):
    """A PCN to issue, or with a number one that was given already."""

    number: Annotated[
        str | None,
        Field(
            pattern="^[A-Z]{2}[0-9]{6,10}$",
            description="the number on the paper that was given: two letters and 6 to 10 digits",
        ),
    ] = None
    served_at: Annotated[
        At | None,
        Field(
            validate_default=True,
            description=f"when it was given, with a number and only then: {AN_INSTANT}",
        ),
    ] = None
    how: Annotated[
        HowServed, Field(description="how it is given: affixed to the vehicle, or handed to the driver")
    ] = HowServed.AFFIXED

    @field_validator("served_at", mode="after")
    @classmethod
    def _with_a_number_only(cls, value: Any, info: ValidationInfo) -> Any:
        if "number" in info.data and (value is None) != (info.data["number"] is None):
            raise ValueError("goes with a number, and a number with it")
        return value


class PostalPcnSent(Observed):
    """A PCN that was not given: the vehicle was driven away, or somebody prevented the officer."""

    basis: Annotated[
        Basis,
        Field(description="why it goes by post: " + ", ".join(each.value for each in Basis if each.by_post)),
    ]
    prepare_started_at: Annotated[
        At | None,
        Field(description=f"when the officer began to prepare it, which is not to observe: {AN_INSTANT}"),
    ] = None
    ended_at: Annotated[
        At, Field(description=f"when it was driven away, or the officer was prevented: {AN_INSTANT}")
    ]
    how_prevented: Annotated[
        Words,
        Field(max_length=1000, description="who prevented the officer and how, at most 1000 characters"),
    ] = ""

    @field_validator("basis", mode="after")
    @classmethod
    def _by_post(cls, value: Basis) -> Basis:
        if not value.by_post:
            raise ValueError("says why the PCN goes by post; send one that was given to /pcns")
        return value


class PhotographFacts(Message):
    """What a photograph shows, when it was taken, and for which PCN."""

    pcn_ref: Annotated[UUID, Field(description="the reference of its PCN: a UUID made by the device")]
    subject: Annotated[
        Words,
        Field(
            min_length=1, max_length=40, description="what it shows, such as windscreen: 1 to 40 characters"
        ),
    ]
    taken_at: Annotated[At, Field(description=AN_INSTANT)]


class PlacesAsked(Message):
    """The minute for which places are asked."""

    at: Annotated[
        At | None, Field(description=f"{AN_INSTANT}; in an address write + as %2B. Now, if left out")
    ] = None
