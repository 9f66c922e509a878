"""The shapes of what staff send from the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wtforms.validators import DataRequired, InputRequired

from parking.places.rules import SuspensionKind
from parking.values import clock
from parking.web.date_fields import DateField, TimeField
from parking.web.fields import RadiosField, SubmitButton, TextAreaField, TextField, choice
from parking.web.forms import GovForm

NOTE_LIMIT = 2000


class SearchForm(GovForm):
    """One box: a whole PCN number or a whole registration mark."""

    q = TextField(
        "PCN number or registration mark",
        [DataRequired("Enter a PCN number or a registration mark")],
        hint="All of it, such as RU00000015 or AB12 CDE",
        width=20,
        autocomplete="off",
        spellcheck=False,
    )
    find = SubmitButton("Search")


class NoteForm(GovForm):
    """Something to remember about a case."""

    text = TextAreaField(
        "Write a note", [DataRequired("Write the note first")], limit=NOTE_LIMIT, rows=3,
        hint="It may be read by the motorist or an adjudicator.",
    )  # fmt: skip
    keep = SubmitButton("Keep note", classes="govuk-button--secondary")


class ReviewedForm(GovForm):
    """A form with a day to look again, which must be to come."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a day that is here or past."""
        if not super().validate(extra_validators):
            return False
        if self.review_on.data <= clock.today():
            self.refuse("review_on", "The day to look at it again must be in the future")
            return False
        return True


class HoldForm(ReviewedForm):
    """Why a case stands still, and when somebody looks at it again."""

    note = TextAreaField(
        "Why should it stand still?", [DataRequired("Say why the case should stand still")],
        limit=NOTE_LIMIT, rows=3,
    )  # fmt: skip
    review_on = DateField(
        "Look at it again on", [InputRequired("Enter the day to look at it again")],
        hint="Such as 27 3 2026. Until then nothing is sent and nothing moves on.",
    )  # fmt: skip
    hold = SubmitButton("Hold the case")


class ReleaseForm(GovForm):
    """Why a case may go on."""

    note = TextAreaField(
        "Why may it go on?", [DataRequired("Say why the case may go on")], limit=NOTE_LIMIT, rows=3
    )
    release = SubmitButton("Release the hold")


class KeepForm(ReviewedForm):
    """Why a case stays held, and when somebody looks at it again."""

    note = TextAreaField(
        "Why should it stay held?", [DataRequired("Say why it should stay held")], limit=NOTE_LIMIT, rows=3
    )
    review_on = DateField(
        "Look at it again on", [InputRequired("Enter the day to look at it again")], hint="Such as 27 3 2026"
    )
    keep = SubmitButton("Keep it held", classes="govuk-button--secondary")


class ReleaseRunForm(GovForm):
    """The day on which the letters drawn now will be posted."""

    posting_on = DateField(
        "They will be posted on", [InputRequired("Enter the day they will be posted")],
        hint="A working day. Every letter carries this date and may go on no other.",
    )  # fmt: skip
    draw = SubmitButton("Draw the letters")


class EmptyForm(GovForm):
    """A button and nothing to fill in; the form only carries the token."""


SUSPENSION_TITLES: dict[SuspensionKind, str] = {
    SuspensionKind.FREE_DAY: "Free parking day",
    SuspensionKind.EVENT: "Event",
    SuspensionKind.FLOOD: "Flood",
    SuspensionKind.FUNERAL: "Funeral",
    SuspensionKind.POLLING: "Polling day",
    SuspensionKind.WORKS: "Works",
}


class SuspendForm(GovForm):
    """When, why and by whose order enforcement stops at a place."""

    kind = RadiosField(
        "Why does enforcement stop?", [InputRequired("Choose why enforcement stops")],
        choices=[choice(kind.value, title) for kind, title in SUSPENSION_TITLES.items()],
    )  # fmt: skip
    from_on = DateField("First day", [InputRequired("Enter the first day")], hint="Such as 27 3 2026")
    from_time = TimeField("From", [InputRequired("Enter the time it begins")], hint="Such as 08:00")
    until_on = DateField("Last day", [InputRequired("Enter the last day")])
    until_time = TimeField("Until", [InputRequired("Enter the time it ends")])
    ordered_by = TextField(
        "Who ordered it?", [DataRequired("Enter who ordered it")], hint="Their name and job", width=20
    )
    why = TextAreaField(
        "What is happening there?", [DataRequired("Say what is happening")], limit=500, rows=2
    )
    suspend = SubmitButton("Suspend enforcement")

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a suspension that ends before it begins."""
        if not super().validate(extra_validators):
            return False
        if self.until_at <= self.from_at:
            self.refuse("until_on", "It must end after it begins")
            return False
        return True

    @property
    def from_at(self) -> datetime:
        """When enforcement stops."""
        return _instant(self.from_on.data, self.from_time.data)

    @property
    def until_at(self) -> datetime:
        """When enforcement begins again."""
        return _instant(self.until_on.data, self.until_time.data)


def _instant(day: Any, time: Any) -> datetime:
    return clock.at_local(day, time.hour, time.minute)
