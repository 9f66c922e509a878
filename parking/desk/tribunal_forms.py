"""The shapes of what staff send about appeals."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from wtforms.validators import DataRequired, InputRequired, Length

from parking.desk.forms import NOTE_LIMIT
from parking.tribunal.actions import WhyNotContested
from parking.values import clock
from parking.web.date_fields import DateField
from parking.web.fields import RadiosField, SubmitButton, TextAreaField, TextField, choice
from parking.web.forms import GovForm

LONG_TEXT = 8000
WHY_NOT_CONTESTED: dict[WhyNotContested, str] = {
    WhyNotContested.NEW_EVIDENCE: "They sent evidence that we had not seen",
    WhyNotContested.WEAK_EVIDENCE: "Our evidence does not prove the contravention",
    WhyNotContested.OUR_MISTAKE: "We made a mistake",
    WhyNotContested.CIRCUMSTANCES: "Their circumstances call for it",
}


class Told(StrEnum):
    """What the tribunal can tell us about an appeal."""

    REGISTERED = "registered"
    LATE_WITH_LEAVE = "late_with_leave"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    CANCEL_PCN = "cancel_pcn"
    CANCEL_NOTICE = "cancel_notice"
    RECOMMENDED = "recommended"
    CONSENT = "consent"


TOLD: dict[Told, str] = {
    Told.REGISTERED: "An appeal is registered",
    Told.LATE_WITH_LEAVE: "A late appeal is registered, because the adjudicator allowed it",
    Told.WITHDRAWN: "The appellant withdrew",
    Told.REFUSED: "The appeal is refused",
    Told.CANCEL_PCN: "The appeal is allowed: cancel the PCN",
    Told.CANCEL_NOTICE: "The appeal is allowed: cancel the notice only",
    Told.RECOMMENDED: "The adjudicator recommends that we cancel",
    Told.CONSENT: "The appeal is closed by consent",
}


class FromTribunalForm(GovForm):
    """Something the tribunal said by letter, email or telephone."""

    told = RadiosField(
        "What did the tribunal say?", [InputRequired("Choose what the tribunal said")],
        choices=[choice(kind.value, title) for kind, title in TOLD.items()],
    )  # fmt: skip
    reference = TextField(
        "The tribunal's reference", [DataRequired("Enter the tribunal's reference"), Length(max=80)], width=20
    )
    on = DateField(
        "On which day?", [InputRequired("Enter the day")],
        hint="The day it was registered, withdrawn, given or, for a refusal, served. Such as 27 3 2026",
    )  # fmt: skip
    record = SubmitButton("Record it")

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a day that has not come."""
        if not super().validate(extra_validators):
            return False
        if self.on.data > clock.today():
            self.refuse("on", "The day must be today or earlier")
            return False
        return True


class DocumentsForm(GovForm):
    """Why a charge should stand, for the summary at the front of the pack."""

    summary = TextAreaField(
        "Why should the charge stand?", [DataRequired("Say why the charge should stand")], limit=LONG_TEXT,
        rows=10, hint="Answer each point of the appeal. The adjudicator and the appellant both read it.",
    )  # fmt: skip
    deliver = SubmitButton("Send the documents")


class NotContestForm(GovForm):
    """Why an appeal is given up."""

    why = RadiosField(
        "Why do we not contest it?", [InputRequired("Choose why we do not contest it")],
        choices=[choice(kind.value, title) for kind, title in WHY_NOT_CONTESTED.items()],
    )  # fmt: skip
    note = TextAreaField(
        "What should we learn from it?", [DataRequired("Say what we should learn from it")],
        limit=NOTE_LIMIT, rows=3, hint="It stays with the case as a note.",
    )  # fmt: skip
    end = SubmitButton("Cancel the charge and tell the tribunal", classes="govuk-button--warning")


class AcceptRecommendationForm(GovForm):
    """Following a recommendation needs no reason."""

    accept = SubmitButton("Follow the recommendation and cancel")


class RefuseRecommendationForm(GovForm):
    """Why a recommendation is not followed: printed in the notice."""

    reasons = TextAreaField(
        "Why do we not follow it?", [DataRequired("Give the reasons: the notice must have them")],
        limit=LONG_TEXT, rows=8, hint="This is printed in the notice and sent to the tribunal.",
    )  # fmt: skip
    refuse_it = SubmitButton("Send the refusal to the print room")


class MessageForm(GovForm):
    """What to do with a message that could not be acted on."""

    what = RadiosField(
        "What now?", [InputRequired("Choose what to do")],
        choices=[
            choice("again", "Try it again, because I put right what stood in its way"),
            choice("close", "Close it, because I dealt with it in another way"),
        ],
    )  # fmt: skip
    note = TextAreaField(
        "What did you do?", [DataRequired("Say what you did")], limit=NOTE_LIMIT, rows=3,
        hint="If the message held its case, closing it releases the hold.",
    )  # fmt: skip
    go = SubmitButton("Go on")
