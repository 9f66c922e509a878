"""The parts that every paper about a penalty shares: how to pay, how to check it, how to reach us."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from parking.notices.drawing.paper import (
    Amount,
    Block,
    Definitions,
    Heading,
    Letterhead,
    Para,
    Pay,
    Slip,
    Statement,
)
from parking.notices.drawing.text import Strong
from parking.notices.statements import day_in_words, time_in_words
from parking.values import clock


@dataclass(frozen=True, slots=True)
class WayToPay:
    """One way to pay besides the code: "By phone", "01932 …, at any time"."""

    how: str
    where: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What a person needs to find their notice again: number, mark and access code."""

    number: str
    mark: str
    access_code: str


def pay_block(url: str, site: str, identity: Identity, ways: Sequence[WayToPay]) -> Pay:
    """Return the code with what it does beside it, and every other way to pay."""
    return Pay(
        url=url,
        does=(
            "Scan this code to pay online. It opens ",
            Strong(site),
            ", where you enter number ",
            Strong(identity.number),
            " and registration mark ",
            Strong(identity.mark),
            ".",
        ),
        ways=tuple((way.how, way.where) for way in ways),
    )


def particulars(
    identity: Identity,
    vehicle: str,
    contravention: str,
    description: str,
    place: str,
    at: datetime,
    *,
    lang: str,
) -> Definitions:
    """Return what a charge is about, at a glance: vehicle, contravention, where, when."""
    return Definitions(
        (
            ("Vehicle", (Strong(identity.mark), f", {vehicle}" if vehicle else "")),
            ("Contravention", (Strong(contravention), f" {description}")),
            ("Where", place),
            ("When", f"{day_in_words(clock.day_of(at), lang=lang)}, {time_in_words(at)}"),
        )
    )


def running(blocks: Sequence[Block], opening: Collection[str] = ()) -> tuple[Block, ...]:
    """Return the blocks with statements run together; those opening a paragraph are named by key."""
    return tuple(
        replace(each, runs_in=True) if isinstance(each, Statement) and each.key not in opening else each
        for each in blocks
    )


def check_and_help(
    identity: Identity, site: str, letterhead: Letterhead, *, just_given: bool = False
) -> tuple[Block, ...]:
    """Return how to check that the paper is genuine, and how to talk to a person."""
    soon = " It can take some hours to appear there." if just_given else ""
    return (
        Heading("Check it or get help"),
        Para(
            (
                "To check that this notice is genuine, type ",
                Strong(site),
                " into your browser yourself and look it up with number ",
                Strong(identity.number),
                ", registration mark ",
                Strong(identity.mark),
                " and access code ",
                Strong(identity.access_code),
                f".{soon} Do not follow a payment link in a text message.",
            )
        ),
        Para(
            (
                "If you would rather talk to us, or need this notice in another format or language, call ",
                Strong(letterhead.phone),
                f" ({letterhead.phone_hours}). Have the number of this notice ready.",
            )
        ),
    )


def payment_slip(
    identity: Identity, payable_to: str, letterhead: Letterhead, choices: tuple[Amount, ...]
) -> Slip:
    """Return the slip to send with a cheque."""
    tick = " Tick the amount you are paying." if len(choices) > 1 else ""
    return Slip(
        title="Payment slip",
        instruction=(
            f"Make your cheque or postal order payable to {payable_to} and write {identity.number} on "
            f"the back. Do not send cash.{tick}"
        ),
        rows=(("Number", identity.number), ("Vehicle", identity.mark)),
        choices=choices,
        send_to=(letterhead.council, letterhead.department, *letterhead.address),
    )
