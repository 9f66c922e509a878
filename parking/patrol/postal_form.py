"""The officer's form for a PCN that could not be given: what was seen, then what happened."""

# mypy: allow-subclassing-any
# WTForms ships no types.

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from wtforms.validators import InputRequired, Optional

from parking.issue.postal import PostalDraft
from parking.law.basis import Basis
from parking.patrol.forms import RecordForm
from parking.values import clock
from parking.web.date_fields import TimeField
from parking.web.fields import RadiosField, TextAreaField, choice

WHY = {
    Basis.DRIVE_AWAY: "The vehicle was driven away after I had begun to prepare the PCN",
    Basis.PREVENTED: "A person prevented me from giving it",
}


class PostalForm(RecordForm):
    """A PCN to go by post."""

    how = None
    basis = RadiosField(
        "Why could you not give it?", [InputRequired("Choose why you could not give it")],
        choices=[choice(basis.value, words) for basis, words in WHY.items()],
    )  # fmt: skip
    prepare_started = TimeField(
        "Began to prepare the PCN", [Optional()],
        hint="When you began to make it out. To watch the vehicle is not to begin.",
    )  # fmt: skip
    ended = TimeField(
        "Driven away, or prevented, at",
        [InputRequired("Enter when it was driven away or you were prevented")], hint="Such as 14:20",
    )  # fmt: skip
    how_prevented = TextAreaField(
        "Who prevented you, and how?", limit=1000, rows=3, hint="Only if a person prevented you"
    )

    def postal_draft(self, *, officer_id: UUID, photographs: tuple[UUID, ...]) -> PostalDraft:
        """Return what the form says was seen, and how it came that it could not be given."""
        ended = self.ended.data
        if ended is None:
            raise ValueError("a form is read after it was found good")
        day = date.fromisoformat(self.day.data)
        begun: time | None = self.prepare_started.data
        return PostalDraft(
            observed=self.draft(officer_id=officer_id, photographs=photographs),
            basis=Basis(self.basis.data),
            prepare_started_at=clock.at_local(day, begun.hour, begun.minute) if begun else None,
            ended_at=clock.at_local(day, ended.hour, ended.minute),
            how_prevented=self.how_prevented.data or "",
        )
