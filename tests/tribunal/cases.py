"""Cases that a notice of rejection was served in, and the nights and days that follow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from parking.cases.history.recovery import (
    CertificateServed,
    DebtRegistered,
    RegistrationRequested,
)
from parking.cases.history.registry import Event
from parking.cases.history.representations import (
    ClaimAnswered,
    ClaimListed,
    RejectionRequested,
    RejectionServed,
    RepresentationsReceived,
)
from parking.cases.models import Case
from parking.cases.record import By, load_unlocked, record
from parking.law.state import Capacity, State
from parking.nightly.run_due import Outside, run_night
from parking.payments.gateway.fake import FakePay
from parking.simulation.specimens import Specimen
from parking.store.current import files
from parking.store.session import reading, writing
from parking.tribunal.current import StandInTribunals
from parking.tribunal.far import FarTribunal
from parking.tribunal.inbox import MessageRow, exceptions
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import Money
from parking.values.pcn_number import PcnNumber
from tests.desk.cases import NIGHT_29, Register, issued, posted
from tests.desk.cases import night as early_night

# A PCN of 3 March, its notice served on 7 April, a rejection posted on 8 May and served on 12 May:
# the 28 days to appeal end on 8 June, and the council waits five days more.
REJECTED_ON = date(2026, 5, 8)
LAST_DAY = date(2026, 6, 8)
CERTIFICATE_DUE = date(2026, 6, 14)
RECEIVED_ON = date(2026, 6, 3)


def by(on: date, hour: int = 12) -> By:
    return By("staff:test", "test", clock.at_local(on, hour))


def recorded(specimen: Specimen, case: UUID, on: date, *events: Event) -> None:
    with clock.pinned(clock.at_local(on, 12)), writing(authority=specimen.id) as session:
        for event in events:
            record(session, council=specimen.council, case_id=case, event=event, by=by(on))


def rejected(specimen: Specimen, noon: datetime) -> UUID:
    case, paper, claim = issued(specimen, noon, photographs=2), new_id(), new_id()
    early_night(NIGHT_29)
    posted(specimen)
    digest, received = "d" * 64, date(2026, 4, 14)
    recorded(
        specimen, case, received,
        RepresentationsReceived(
            new_id(), received, "post", Capacity.RECIPIENT, ("did_not_occur",), None, None
        ),
        ClaimListed(claim, "did_not_occur", digest), ClaimAnswered(claim, digest, ()),
        RejectionRequested(paper, received, digest),
    )  # fmt: skip
    party = state_of(specimen, case).liable_party
    assert party is not None
    recorded(specimen, case, REJECTED_ON,
             RejectionServed(paper, party, "a" * 64, REJECTED_ON, date(2026, 5, 12)))  # fmt: skip
    return case


def certificate_served(specimen: Specimen, case: UUID) -> None:
    """Serve a charge certificate in a case the tribunal had no appeal in: posted 15 June, served 17 June."""
    on, party = date(2026, 6, 15), state_of(specimen, case).liable_party
    assert party is not None  # the night that confirmed it asked for the certificate too
    recorded(specimen, case, on, CertificateServed(new_id(), party, "c" * 64, on, date(2026, 6, 17)))


def debt_registered(specimen: Specimen, case: UUID, on: date) -> None:
    """Register the debt at court."""
    batch = new_id()
    recorded(
        specimen, case, on, RegistrationRequested(batch, on, new_id()), DebtRegistered(batch, on, Money(1000))
    )


class Nights:
    """A tribunal that is played, and the nights in which it is spoken with."""

    def __init__(self, specimen: Specimen) -> None:
        self.specimen, self.tribunals = specimen, StandInTribunals()

    @property
    def far(self) -> FarTribunal:
        return self.tribunals(self.specimen.council).far

    def night(self, on: date) -> dict[str, int]:
        at = clock.at_local(on, 3)
        with clock.pinned(at):
            outside = Outside(FakePay(), Register(), tribunals=self.tribunals, files=files())
            (first, *_) = run_night(outside, at=at)
        return first[1].done


def state_of(specimen: Specimen, case: UUID) -> State:
    with reading(authority=specimen.id) as session:
        return load_unlocked(session, authority=specimen.id, case_id=case).state


def number_of(specimen: Specimen, case: UUID) -> PcnNumber:
    with reading(authority=specimen.id) as session:
        row = session.get(Case, case)
        assert row is not None
        return PcnNumber(row.number)


def set_aside(specimen: Specimen) -> Sequence[MessageRow]:
    with reading(authority=specimen.id) as session:
        return exceptions(session, authority=specimen.id)
