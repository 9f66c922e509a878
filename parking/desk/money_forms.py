"""The shapes of what staff send about money."""

from __future__ import annotations

from uuid import UUID

from wtforms import HiddenField, validators
from wtforms.validators import InputRequired, Length

from parking.challenges.money import Wish
from parking.payments.by_hand import Came, Channel
from parking.values.ids import new_id
from parking.values.money import NOTHING
from parking.web.date_fields import DateField
from parking.web.fields import MoneyField, RadiosField, SubmitButton, TextField, choice
from parking.web.forms import GovForm

CHANNELS = {
    Channel.POST: "By post",
    Channel.BANK: "Into our bank account",
    Channel.PHONE: "By card, on the telephone",
    Channel.COUNTER: "At the counter",
}
BACK_BY = {"card": "To the card it was paid with", "bank": "To a bank account", "cheque": "By cheque"}
WISHES = {
    Wish.PAY: "Pay: use it for this charge and end the challenge",
    Wish.CONTEST: "Contest: send it back and answer the challenge",
}
NONE_OF_THEM = "none"


class MoneyForm(GovForm):
    """Money that came: how much, how and when."""

    key = HiddenField(default=lambda: str(new_id()), validators=[validators.UUID()])
    amount = MoneyField("How much?", [InputRequired("Enter the amount")])
    channel = RadiosField(
        "How did it come?", [InputRequired("Choose how it came")],
        choices=[choice(each.value, title) for each, title in CHANNELS.items()],
    )  # fmt: skip
    received_on = DateField(
        "It reached us on", [InputRequired("Enter the day it reached us")],
        hint="The day it reached the council, whoever opened it and when. Such as 27 3 2026",
    )  # fmt: skip
    said = TextField(
        "What came with it?", [Length(max=200)], hint="Such as the number on the cheque", width=20
    )
    keep = SubmitButton("Record the money")

    def validate(self, extra_validators: object = None) -> bool:
        """Refuse a payment of nothing."""
        if not super().validate(extra_validators):
            return False
        if not self.amount.data:
            self.refuse("amount", "Enter an amount above nothing")
            return False
        return True

    @property
    def came(self) -> Came:
        """The money as the form tells of it."""
        return Came(
            UUID(self.key.data), self.amount.data or NOTHING, Channel(self.channel.data),
            self.received_on.data, self.said.data or "",
        )  # fmt: skip


class UnmatchedForm(MoneyForm):
    """Money nobody can place: what it says it is for."""

    number = TextField("The PCN number it names", hint="As far as it can be read", width=10, spellcheck=False)
    mark = TextField("The registration mark it names", width=10, spellcheck=False)


class PlaceMoneyForm(GovForm):
    """Which case money is for, if any of those it could be for."""

    case = RadiosField("Which case is it for?", [InputRequired("Choose a case, or none of them")])
    place = SubmitButton("Place the money")


class BouncedForm(GovForm):
    """Which payment was taken back, and when the council was told."""

    payment = RadiosField("Which payment?", [InputRequired("Choose the payment")])
    told_on = DateField(
        "The bank told us on", [InputRequired("Enter the day the bank told us")],
        hint="From this day a notice to owner may be served anew. Such as 27 3 2026",
    )  # fmt: skip
    reverse = SubmitButton("Take the payment back")


class HeldMoneyForm(GovForm):
    """What the sender of held money wants."""

    payment = RadiosField("Which money?", [InputRequired("Choose the money")])
    wish = RadiosField(
        "What do they want?", [InputRequired("Choose what they want")],
        choices=[choice(each.value, title) for each, title in WISHES.items()],
    )  # fmt: skip
    settle = SubmitButton("Do this with the money")


class RefundForm(GovForm):
    """How money goes back."""

    channel = RadiosField(
        "How does it go back?", [InputRequired("Choose how it goes back")],
        choices=[choice(name, title) for name, title in BACK_BY.items()],
    )  # fmt: skip
    send = SubmitButton("Send it back")


class AgreeForm(GovForm):
    """Whether a second person lets a refund go."""

    agree = RadiosField(
        "Should it go?", [InputRequired("Choose whether it should go")],
        choices=[choice("yes", "Yes, send it"), choice("no", "No, stop it: it can be asked for again")],
    )  # fmt: skip
    decide = SubmitButton("Continue")
