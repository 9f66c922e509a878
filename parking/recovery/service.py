"""How each paper of a case is known to have reached its addressee: what later papers show as proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from parking.cases.history.court import OrderRevoked
from parking.cases.history.issue import PcnServed, PostalPcnServed
from parking.cases.history.keepers import NoticeToBeServedAgain, NoticeToOwnerServed
from parking.cases.history.recovery import (
    CertificateCancelled,
    CertificateServed,
    OrderServed,
    RegistrationWithdrawn,
    Served,
    ServiceCorrected,
)
from parking.cases.history.registry import Event
from parking.cases.history.representations import LiabilityTransferred, RejectionServed
from parking.law.state import WitnessGround
from parking.values import clock

_TITLES: dict[type, str] = {
    PostalPcnServed: "Penalty charge notice",
    NoticeToOwnerServed: "Notice to owner",
    RejectionServed: "Notice of rejection",
    CertificateServed: "Charge certificate",
    OrderServed: "Order for recovery",
}
_CORRECTS: dict[Served, tuple[type, ...]] = {
    Served.NOTICE: (NoticeToOwnerServed, PostalPcnServed),
    Served.REJECTION: (RejectionServed,),
    Served.CERTIFICATE: (CertificateServed,),
    Served.ORDER: (OrderServed,),
}


@dataclass(frozen=True, slots=True)
class Proof:
    """One earlier paper: when it went, when it counts as served, and the hash of the file that went."""

    title: str
    kind: type
    posted_on: date | None
    served_on: date
    sha256: str | None
    paper_id: UUID | None


def proofs(events: Sequence[Event]) -> tuple[Proof, ...]:
    """Return every paper that still counts as served, in the order they went."""
    found: list[Proof] = []
    for event in events:
        match event:
            case PcnServed():
                on = clock.day_of(event.served_at)
                found.append(Proof("Penalty charge notice", PcnServed, None, on, None, None))
            case NoticeToOwnerServed() | CertificateServed() | PostalPcnServed() | RejectionServed():
                found.append(_posted(event, event.posted_on, event.served_on))
            case OrderServed(sent_on=sent, served_on=served):
                found.append(_posted(event, sent, served))
            case ServiceCorrected(paper=paper, served_on=day):
                found = _corrected(found, _CORRECTS[paper], day)
            case NoticeToBeServedAgain() | LiabilityTransferred():
                found = [one for one in found if one.kind is PcnServed]
            case OrderRevoked(ground=WitnessGround.NOTICE_NOT_RECEIVED):
                found = [one for one in found if one.kind is PcnServed]
            case OrderRevoked() | CertificateCancelled():
                found = [one for one in found if one.kind not in {CertificateServed, OrderServed}]
            case RegistrationWithdrawn():
                found = [one for one in found if one.kind is not OrderServed]
    return tuple(found)


def _posted(event: Event, posted: date, served: date) -> Proof:
    kind = type(event)
    return Proof(
        _TITLES[kind], kind, posted, served, getattr(event, "sha256", None), getattr(event, "paper_id", None)
    )


def _corrected(found: list[Proof], kinds: tuple[type, ...], day: date | None) -> list[Proof]:
    """Return the papers with the last of a kind served on another day, or left out if it never came."""
    at = next((place for place in reversed(range(len(found))) if found[place].kind in kinds), None)
    if at is None:
        return found
    changed = [] if day is None else [replace(found[at], served_on=day)]
    return [*found[:at], *changed, *found[at + 1 :]]
