"""The shapes of what staff send about addresses and days of service."""

from __future__ import annotations

from typing import Any

from wtforms.validators import DataRequired, InputRequired

from parking.cases.history.recovery import Served
from parking.desk.representation_forms import ADDRESS_LINES, REASONS, choices_of
from parking.keepers.address import CheckedAgainst, NewAddress, WhyAgain, WhyDoubted
from parking.values.postcode import InvalidPostcodeError, Postcode
from parking.web.date_fields import DateField
from parking.web.fields import RadiosField, SelectField, SubmitButton, TextAreaField, TextField, choice
from parking.web.forms import GovForm

DOUBTS = {
    WhyDoubted.RETURNED_MAIL: "Post came back",
    WhyDoubted.NOT_AT_THIS_ADDRESS: "Somebody there says the person does not live there",
    WhyDoubted.AGENT_REPORT: "The enforcement agent reports it",
    WhyDoubted.OTHER: "Something else",
}
SOURCES = {
    CheckedAgainst.KEEPER_REGISTER: "The keeper register",
    CheckedAgainst.THE_PERSON: "The person themselves",
    CheckedAgainst.ELECTORAL_REGISTER: "The electoral register",
    CheckedAgainst.COUNCIL_TAX: "Council tax",
    CheckedAgainst.TRACING_SERVICE: "A tracing service",
}
AGAIN = {
    WhyAgain.WRONG_ADDRESS: "The notice went to a wrong address",
    WhyAgain.MOVED_BEFORE_SERVICE: "The person had moved before it came",
}
PAPERS = {
    Served.NOTICE: "The notice to owner, or the penalty charge notice that came by post",
    Served.REJECTION: "The notice of rejection",
    Served.CERTIFICATE: "The charge certificate",
    Served.ORDER: "The order for recovery",
}
SAME, DIFFERENT = "same", "different"
LATER, NEVER = "another_day", "never"


class DoubtForm(GovForm):
    """Why an address is in doubt."""

    why = RadiosField("What happened?", [InputRequired("Choose what happened")], choices=choices_of(DOUBTS))
    words = TextAreaField("What do you know?", [DataRequired("Say what you know")], limit=REASONS, rows=3)
    doubt = SubmitButton("Record the doubt")


class CheckForm(GovForm):
    """What a check of the address found."""

    source = RadiosField(
        "Where did you check?", [InputRequired("Choose where you checked")], choices=choices_of(SOURCES)
    )
    found = RadiosField(
        "What did you find?", [InputRequired("Choose what you found")],
        choices=[choice(SAME, "The same address"), choice(DIFFERENT, "A different address")],
    )  # fmt: skip
    address = TextAreaField(
        "The different address", rows=4, limit=300, hint="Only if it is different. No postcode"
    )
    postcode = TextField("Its postcode", autocomplete="off", width=10)
    checked = SubmitButton("Record the check")

    @property
    def different(self) -> NewAddress | None:
        """The different address, or None for the same."""
        if self.found.data == SAME:
            return None
        return NewAddress(self._lines, str(Postcode.read(self.postcode.data)))

    @property
    def _lines(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in (self.address.data or "").splitlines() if line.strip())

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a different address that is not whole."""
        if not super().validate(extra_validators):
            return False
        if self.found.data == DIFFERENT:
            if not 1 <= len(self._lines) <= ADDRESS_LINES:
                self.refuse("address", f"Enter the address in no more than {ADDRESS_LINES} lines")
            try:
                Postcode.read(self.postcode.data or "")
            except InvalidPostcodeError as wrong:
                self.refuse("postcode", str(wrong))
        return not self.errors


class AgainForm(GovForm):
    """Why a notice is served again."""

    why = RadiosField("Why is it served again?", [InputRequired("Choose why")], choices=choices_of(AGAIN))
    again = SubmitButton("Cancel the notice and serve it again")


class ServiceForm(GovForm):
    """When a paper really came, and what shows it."""

    paper = RadiosField("Which paper?", [InputRequired("Choose the paper")], choices=choices_of(PAPERS))
    came = RadiosField(
        "When did it come?", [InputRequired("Choose when it came")],
        choices=[choice(LATER, "On another day than we took"), choice(NEVER, "It never came")],
    )  # fmt: skip
    served_on = DateField("The day it came", hint="Only if it came. Such as 27 3 2026")
    evidence = SelectField("What shows it?", choices=[])
    words = TextAreaField("Your reasons", [DataRequired("Give your reasons")], limit=REASONS, rows=4)
    correct = SubmitButton("Correct the day of service")

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse another day that is not named."""
        if not super().validate(extra_validators):
            return False
        if self.came.data == LATER and self.served_on.data is None:
            self.refuse("served_on", "Enter the day it came")
            return False
        return True
