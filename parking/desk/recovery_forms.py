"""The shapes of what staff send about charge certificates, batches for the court and orders."""

from __future__ import annotations

from wtforms import HiddenField
from wtforms.validators import DataRequired, InputRequired

from parking.desk.forms import NOTE_LIMIT
from parking.recovery.certificates import CancelledBecause
from parking.recovery.orders import WithdrawnBecause
from parking.web.fields import RadiosField, SubmitButton, TextAreaField, choice
from parking.web.forms import GovForm

CANCELLED = {
    CancelledBecause.SERVED_TOO_EARLY: "It was served too early",
    CancelledBecause.APPEAL_FOUND: "There is an appeal",
    CancelledBecause.EARLIER_PAPER_NOT_SERVED: "An earlier paper was not served",
    CancelledBecause.DISCRETION: "Another reason",
}
WITHDRAWN = {
    WithdrawnBecause.ORDER_TOO_LATE: "The order can no longer be sent in its days",
    WithdrawnBecause.CERTIFICATE_WAS_PREMATURE: "The charge certificate was served too early",
    WithdrawnBecause.PAID_BEFORE: "It was paid before it was registered",
    WithdrawnBecause.WRONG_PERSON: "It went to the wrong person",
    WithdrawnBecause.DISCRETION: "Another reason",
}


class CancelCertificateForm(GovForm):
    """Why a charge certificate is taken back."""

    because = RadiosField(
        "Why is it cancelled?", [InputRequired("Choose why it is cancelled")],
        choices=[choice(each.value, title) for each, title in CANCELLED.items()],
    )  # fmt: skip
    note = TextAreaField(
        "What happened?", [DataRequired("Say what happened")], limit=NOTE_LIMIT, rows=3,
        hint="It may be read by the motorist or an adjudicator.",
    )  # fmt: skip
    cancel = SubmitButton("Cancel the charge certificate", classes="govuk-button--warning")


class WithdrawRegistrationForm(GovForm):
    """Why a registered debt is given up."""

    because = RadiosField(
        "Why is it withdrawn?", [InputRequired("Choose why it is withdrawn")],
        choices=[choice(each.value, title) for each, title in WITHDRAWN.items()],
    )  # fmt: skip
    note = TextAreaField(
        "What happened?", [DataRequired("Say what happened")], limit=NOTE_LIMIT, rows=3,
        hint="It may be read by the motorist, the court or an adjudicator.",
    )  # fmt: skip
    withdraw = SubmitButton("Withdraw the registration", classes="govuk-button--warning")


class SendOrderForm(GovForm):
    """Asking for an order; there is nothing to fill in."""

    send = SubmitButton("Ask the print room for the order")


class CertifyForm(GovForm):
    """The hash of the file an officer looked at."""

    seen = HiddenField(validators=[DataRequired("Look at the batch first")])
