"""The form for a figure entered by hand."""

# mypy: allow-subclassing-any
# WTForms ships no types.

from __future__ import annotations

import re
from typing import Any

from wtforms.validators import InputRequired, StopValidation

from parking.web import fields as f
from parking.web.forms import GovForm

MOST = 9_999_999
LONGEST_SOURCE = 200
_WHOLE = re.compile(r"[0-9]{1,3}(,[0-9]{3})+|[0-9]+")


class CallsForm(GovForm):
    """How many calls were answered, and who says so."""

    answered = f.TextField(
        "Calls answered in the year",
        [InputRequired("Enter how many calls were answered")],
        hint="All calls since 1 April, not only the last month's",
        inputmode="numeric",
        width=10,
    )
    source = f.TextField(
        "Where the number comes from",
        [InputRequired("Enter where the number comes from")],
        hint="Such as: telephone system, monthly report, printed 1 April",
    )
    send = f.SubmitButton("Enter this figure")

    def validate_answered(self, field: Any) -> None:
        """Refuse what is not a whole number."""
        if not _WHOLE.fullmatch(field.data):
            raise StopValidation("Calls answered must be a whole number, like 3275 or 0")
        if self.calls > MOST:
            raise StopValidation(f"Calls answered must be {MOST:,} or fewer")

    def validate_source(self, field: Any) -> None:
        """Refuse an essay."""
        if len(field.data) > LONGEST_SOURCE:
            raise StopValidation(f"Where the number comes from must be {LONGEST_SOURCE} characters or fewer")

    @property
    def calls(self) -> int:
        """The number entered."""
        return int(self.answered.data.replace(",", ""))
