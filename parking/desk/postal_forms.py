"""The supervisor's form about the time to serve a PCN by post."""

# mypy: allow-subclassing-any
# WTForms ships no types.

from __future__ import annotations

from wtforms.validators import DataRequired

from parking.web.fields import SubmitButton, TextAreaField, TickField
from parking.web.forms import GovForm


class ExtendServiceForm(GovForm):
    """Why somebody relies on a rule that nobody has checked."""

    agreed = TickField(
        "I have read the rule, and I rely on it in this case", [DataRequired("Read the rule first")]
    )
    why = TextAreaField(
        "Why?", [DataRequired("Say why you rely on it")], limit=1000, rows=4,
        hint="When the register was asked, and what it said. An adjudicator may read it.",
    )  # fmt: skip
    extend = SubmitButton("Rely on the longer time")
