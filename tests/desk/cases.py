"""Cases at the stages this system reaches, made through the real actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image

from parking.cases.record import By
from parking.evidence.actions import keep_photograph
from parking.issue.actions import issue
from parking.keepers.gateway import KeeperQuestion, KeeperReply
from parking.law.state import KeeperAnswer
from parking.nightly.run_due import Outside, run_night
from parking.notices.run import dispatch_run, release_run
from parking.payments.actions import receive
from parking.payments.gateway.fake import FakePay
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.store.current import files
from parking.store.session import writing
from parking.values import clock
from parking.values.ids import new_id
from parking.values.money import Money

NIGHT_29 = date(2026, 3, 31)  # the night after the last day to pay a PCN of Tuesday 3 March
POSTING = date(2026, 4, 1)  # a Wednesday
FOUND = KeeperReply(KeeperAnswer.FOUND, "Amara Ellery", ("4 Specimen Close", "Exampleton"), "EX1 2AB")


class Register:
    """A keeper register that gives everybody the same answer, or none."""

    def __init__(self, reply: KeeperReply | None = FOUND) -> None:
        self.reply = reply

    def ask(self, questions: Sequence[KeeperQuestion]) -> Mapping[UUID, KeeperReply]:
        return {q.enquiry_id: self.reply for q in questions} if self.reply else {}


def issued(specimen: Specimen, at: datetime, *, photographs: int = 0, **changes: Any) -> UUID:
    """Issue a PCN, with photographs where some are asked for."""
    ref, by = new_id(), By("staff:test", "test", at)
    refs = tuple(new_id() for _ in range(photographs))
    with writing(authority=specimen.id) as session:
        for place, photograph in enumerate(refs):
            keep_photograph(
                session, files=files(), authority=specimen.id, client_ref=photograph, pcn_ref=ref,
                data=picture(place), subject="vehicle", taken_at=at, received_at=at,
            )  # fmt: skip
        wanted = draft(specimen, at, client_ref=ref, photographs=refs, **changes)
        return issue(session, council=specimen.council, draft=wanted, by=by).issued.case_id


def picture(shade: int) -> bytes:
    """Return a grey JPEG of its own shade."""
    out = BytesIO()
    Image.new("RGB", (640, 480), (90 + 10 * shade, 110, 120)).save(out, "JPEG")
    return out.getvalue()


def night(on: date, reply: KeeperReply | None = FOUND) -> None:
    """Do a night's work."""
    at = clock.at_local(on, 3)
    with clock.pinned(at):
        run_night(Outside(FakePay(), Register(reply)), at=at)


def drawn(specimen: Specimen, posting_on: date = POSTING) -> UUID:
    """Draw every letter that waits; return the run."""
    at = clock.at_local(posting_on, 9)
    with clock.pinned(at):
        by = By("staff:clerk", "test", at)
        return release_run(council=specimen.council, files=files(), posting_on=posting_on, by=by).run_id


def posted(specimen: Specimen, posting_on: date = POSTING) -> None:
    """Draw every letter that waits, and post it the same day."""
    run, at = drawn(specimen, posting_on), clock.at_local(posting_on, 15)
    with clock.pinned(at), writing(authority=specimen.id) as session:
        dispatch_run(session, council=specimen.council, run_id=run, by=By("staff:clerk", "test", at))


def paid(specimen: Specimen, case: UUID, at: datetime, amount: Money) -> None:
    """Record money received by card."""
    with clock.pinned(at), writing(authority=specimen.id) as session:
        receive(
            session, council=specimen.council, case_id=case, payment_id=new_id(), amount=amount,
            began_at=at, channel="online", by=By("motorist", "test", at),
        )  # fmt: skip
