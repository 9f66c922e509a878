"""The shapes of what staff send to end a case, to undo a slip, and to look again."""

from __future__ import annotations

from wtforms.validators import DataRequired, InputRequired

from parking.closing.interests import Whose
from parking.closing.reasons import Kind, reasons_for
from parking.values import clock
from parking.web.fields import MarkField, RadiosField, SubmitButton, TextAreaField, choice
from parking.web.forms import GovForm

LIMIT = 4000
WHOSE = {Whose.OWN: "Mine", Whose.RELATIVE: "A relative's", Whose.OTHER: "Somebody else's I know well"}
HOW = {"phone": "On the telephone", "email": "By email", "in_person": "In person"}


class ClosingForm(GovForm):
    """Why a case ends, in a reason everybody shares and in one's own words."""

    reason = RadiosField("Why?", [InputRequired("Choose a reason")])
    text = TextAreaField(
        "Say what you looked at", [DataRequired("Say what you looked at")], limit=LIMIT, rows=4,
        hint="The auditor, and a second person where one is asked, read this.",
    )  # fmt: skip
    end = SubmitButton("Continue")

    def offer_reasons(self, kind: Kind) -> None:
        """Offer the reasons that may be given today."""
        self.reason.choices = [choice(row.key, row.says) for row in reasons_for(kind, clock.today())]


class ToldForm(GovForm):
    """How the motorist learned that a case ended."""

    how = RadiosField(
        "How were they told?", [InputRequired("Choose how they were told")],
        choices=[choice(name, title) for name, title in HOW.items()],
    )  # fmt: skip
    told = SubmitButton("Record that they were told")


class LookForm(GovForm):
    """Whether a second person agrees with a decision."""

    agrees = RadiosField(
        "Do you agree?", [InputRequired("Choose whether you agree")],
        choices=[choice("yes", "Yes"), choice("no", "No")],
    )  # fmt: skip
    text = TextAreaField("Say why", [DataRequired("Say why you agree or not")], limit=LIMIT, rows=3)
    look = SubmitButton("Record your second look")


class InterestForm(GovForm):
    """A vehicle that its declarer will not judge."""

    mark = MarkField("Registration mark", [InputRequired("Enter the registration mark")])
    whose = RadiosField(
        "Whose is it?", [InputRequired("Choose whose it is")],
        choices=[choice(each.value, title) for each, title in WHOSE.items()],
    )  # fmt: skip
    declare = SubmitButton("Declare it")
