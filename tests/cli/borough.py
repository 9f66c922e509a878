"""A specimen borough with PCNs, a photograph and a paper in it, to verify, back up and break."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

from PIL import Image
from sqlalchemy import update
from sqlalchemy.orm import Session

from parking.cases.heads import seal_days
from parking.cases.record import By
from parking.evidence.actions import keep_photograph
from parking.issue.actions import issue
from parking.notices.models import Paper
from parking.places.models import Order
from parking.simulation.drafts import draft
from parking.simulation.specimens import Specimen
from parking.store.files import FileStore
from parking.values.ids import new_id
from parking.values.mark import Mark


def by(at: datetime) -> By:
    """Return somebody at the test door."""
    return By(actor="staff:test", door="test", at=at)


def a_picture(colour: str) -> bytes:
    """Return a small JPEG."""
    made = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(made, "JPEG")
    return made.getvalue()


def live(
    session: Session, specimen: Specimen, files: FileStore, at: datetime, marks: tuple[str, ...]
) -> None:
    """Issue a PCN to each mark with a photograph and a drawn paper, and seal the day."""
    session.execute(
        update(Order)
        .where(Order.authority_id == specimen.id)
        .values(document_sha256=files.keep(specimen.id, b"the order, word for word"))
    )
    for number, mark in enumerate(marks):
        when = at + timedelta(minutes=number)
        ref, picture = new_id(), new_id()
        keep_photograph(
            session, files=files, authority=specimen.id, client_ref=picture, pcn_ref=ref,
            data=a_picture(f"rgb({number * 40}, 90, 60)"), subject="vehicle", taken_at=when, received_at=when,
        )  # fmt: skip
        issue(
            session,
            council=specimen.council,
            draft=draft(specimen, when, client_ref=ref, mark=Mark.read(mark), photographs=(picture,)),
            by=by(when),
        )
    session.execute(
        update(Paper)
        .where(Paper.authority_id == specimen.id)
        .values(
            state="drawn", printed_on=date(2026, 3, 3), pages=1, sha256=files.keep(specimen.id, b"%PDF-1")
        )
    )
    seal_days(session, authority=specimen.id, before=(at + timedelta(days=1)).date())
