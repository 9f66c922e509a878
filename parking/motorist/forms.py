"""The forms of the public's pages."""

# mypy: allow-subclassing-any
# WTForms ships no types.

from __future__ import annotations

from typing import Any
from uuid import UUID

import wtforms
from wtforms.validators import DataRequired, ValidationError

from parking.values.mark import Mark
from parking.values.pcn_number import InvalidNumberError, PcnNumber
from parking.web.fields import Looks, MarkField, SubmitButton
from parking.web.forms import GovForm
from parking.web.widgets import InputWidget


class NumberField(Looks, wtforms.StringField):
    """A PCN number; its data is a PcnNumber. What is wrong with it is told from its shape alone."""

    widget = InputWidget()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; nothing typed leaves None."""
        self.data = None
        if valuelist and str(valuelist[0]).strip():
            try:
                self.data = PcnNumber.read(str(valuelist[0]).strip())
            except InvalidNumberError:
                raise ValueError("Enter a PCN number: two letters, then 6 to 10 numbers") from None

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else ""


class FindForm(GovForm):
    """What is needed to see a notice: both things, or nothing."""

    number = NumberField(
        "PCN number",
        [DataRequired("Enter the PCN number")],
        hint="Two letters, then numbers. It is at the top of your notice.",
        width=10,
        autocomplete="off",
        autocapitalize="characters",
        spellcheck=False,
    )
    mark = MarkField(
        "Vehicle registration mark",
        [DataRequired("Enter the registration mark")],
        hint="The letters and numbers on the number plate",
    )
    send = SubmitButton("Find my notice")

    def wanted(self) -> tuple[PcnNumber, Mark] | None:
        """Return the number and mark that were sent, or None where either can't be one."""
        if not self.validate_on_submit() or self.number.data is None or self.mark.data is None:
            return None
        return self.number.data, self.mark.data


class PayForm(GovForm):
    """One wish to pay: the key of the page it was made on, and the sum that page showed."""

    key = wtforms.HiddenField()
    pence = wtforms.HiddenField()

    def validate_key(self, field: wtforms.Field) -> None:
        """Refuse a key that this service did not make."""
        try:
            UUID(field.data or "")
        except ValueError:
            raise ValidationError("Open the page again") from None

    def shows(self, pence: int) -> bool:
        """Return whether the page showed this sum."""
        return bool(self.pence.data == str(pence))


class EmptyForm(GovForm):
    """A button and nothing more."""
