"""The shapes of what staff send about challenges."""

from __future__ import annotations

from wtforms.validators import DataRequired, InputRequired, Length, Optional

from parking.challenges.receiving import Challenger, Channel, Said
from parking.web.date_fields import DateField
from parking.web.fields import EmailField, RadiosField, SubmitButton, TextAreaField, TextField, choice
from parking.web.forms import GovForm

LIMIT = 8000
CHANNELS = {
    Channel.POST: "By post",
    Channel.EMAIL: "By email",
    Channel.PHONE: "By telephone",
    Channel.IN_PERSON: "In person",
    Channel.WEB: "On our website",
}


class ChallengeForm(GovForm):
    """What somebody said against a PCN, how it came, and where to write back to."""

    text = TextAreaField(
        "What do they say?", [DataRequired("Write down what they say")], limit=LIMIT, rows=8,
        hint="In their own words where you have them.",
    )  # fmt: skip
    channel = RadiosField(
        "How did it come?", [InputRequired("Choose how it came")],
        choices=[choice(each.value, title) for each, title in CHANNELS.items()],
    )  # fmt: skip
    received_on = DateField(
        "It reached us on", [InputRequired("Enter the day it reached us")],
        hint="The day it reached the council, whoever opened it and when. Such as 27 3 2026",
    )  # fmt: skip
    name = TextField("Their name", [Length(max=160)], hint="Leave it empty if they gave none", width=20)
    address = TextAreaField(
        "Their address", [Length(max=400)], rows=3, hint="One line under the other. We write to this address."
    )
    postcode = TextField("Their postcode", [Length(max=10)], width=10)
    email = EmailField("Their email address", [Optional()])
    keep = SubmitButton("Record the challenge")

    def validate(self, extra_validators: object = None) -> bool:
        """Refuse half an address: a letter would go nowhere."""
        if not super().validate(extra_validators):
            return False
        if bool(self.address.data) != bool(self.postcode.data) or (self.address.data and not self.name.data):
            self.refuse(
                "postcode", "Enter a name, an address and a postcode, or leave address and postcode empty"
            )
            return False
        return True

    @property
    def said(self) -> Said:
        """What was said, and by whom."""
        lines = tuple(line.strip() for line in (self.address.data or "").splitlines() if line.strip())
        email = self.email.data or None
        who = Challenger(self.name.data or "", lines, (self.postcode.data or "").upper(), email)
        known = who if who.name or email else None
        return Said(self.text.data, Channel(self.channel.data), self.received_on.data, known)


class NumberedChallengeForm(ChallengeForm):
    """The same for a PCN by its number, which may not be on file yet."""

    number = TextField(
        "PCN number", [DataRequired("Enter the PCN number")], hint="Such as RU00000015", width=10,
        spellcheck=False,
    )  # fmt: skip


class AcceptForm(GovForm):
    """What we say to somebody whose challenge we accept."""

    answer = TextAreaField(
        "What do you tell them?", [DataRequired("Write what you tell them")], limit=LIMIT, rows=5,
        hint="They read this in our letter. Say what convinced you.",
    )  # fmt: skip
    accept = SubmitButton("Accept and cancel the PCN")


class RefuseForm(GovForm):
    """What we say to somebody whose challenge we refuse: something to each of their points."""

    answer = TextAreaField(
        "Your answer", [DataRequired("Write your answer")], limit=LIMIT, rows=10,
        hint="Answer each point they made, with what you looked at. They read this in our letter.",
    )  # fmt: skip
    refuse_it = SubmitButton("Refuse the challenge")


class WithdrawForm(GovForm):
    """When somebody took a challenge back."""

    on = DateField(
        "They took it back on", [InputRequired("Enter the day they took it back")], hint="Such as 27 3 2026"
    )
    withdraw = SubmitButton("Record that it was taken back")
