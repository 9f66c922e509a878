"""The shapes of what staff send about holds, instalments, what people need, and runs that differ."""

# mypy: allow-subclassing-any
# WTForms ships no types.

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, IntegerField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from parking.desk.forms import NOTE_LIMIT, ReviewedForm
from parking.desk.rules import HOLD_TITLES
from parking.fairness.adjustments import TITLES, Needs
from parking.fairness.arrangements import Every
from parking.fairness.rules import SETTABLE, WHAT, WITH_BEGINNING, WITH_REFERENCE, Facts
from parking.law.state import HoldKind
from parking.web import widgets
from parking.web.date_fields import DateField
from parking.web.fields import (
    CheckboxesField,
    Looks,
    RadiosField,
    SubmitButton,
    TextAreaField,
    TextField,
    choice,
)
from parking.web.forms import GovForm

ME = "me"
OWNERS = {ME: "Me", "role:case_officer": "Any case officer", "role:manager": "A manager"}
REFERENCE_LIMIT, MOST_PARTS = 60, 24


class CountField(Looks, IntegerField):
    """A whole number."""

    widget = widgets.InputWidget()


class ChooseHoldForm(GovForm):
    """Why a case should stand still."""

    kind = RadiosField(
        "Why should this case stand still?", [InputRequired("Choose why it should stand still")],
        choices=[choice(kind.value, HOLD_TITLES[kind], hint=does) for kind, does in SETTABLE.items()],
    )  # fmt: skip
    go_on = SubmitButton("Continue")


class _Chosen(GovForm):
    kind = HiddenField()
    chosen = HiddenField(default="yes")


class FactsForm(_Chosen, ReviewedForm):
    """A hold with the few facts its kind stands on; fields that its kind does not ask for are taken out."""

    what = RadiosField("What is it?", [InputRequired("Choose what it is")])
    reference = TextField(
        "Its reference", [DataRequired("Enter the reference"), Length(max=REFERENCE_LIMIT)], width=20,
        spellcheck=False,
    )  # fmt: skip
    begins_on = DateField("It began on", [InputRequired("Enter the day it began")], hint="Such as 27 3 2026")
    others = CheckboxesField("Which of these cases are theirs too?")
    owner = RadiosField(
        "Who looks at it again?", [InputRequired("Choose who looks at it again")], default=ME,
        choices=[choice(value, title) for value, title in OWNERS.items()],
    )  # fmt: skip
    review_on = DateField(
        "On which day?", [InputRequired("Enter the day to look at it again")],
        hint="Such as 27 3 2026. Nothing is released by itself.",
    )  # fmt: skip
    note = TextAreaField(
        "What should whoever looks at it know?", [DataRequired("Say what they should know")],
        limit=NOTE_LIMIT, rows=3,
    )  # fmt: skip
    hold = SubmitButton("Hold the case")

    def only(self, kind: HoldKind, others: list[Any]) -> None:
        """Keep the fields that a kind of hold asks for."""
        if kind in WHAT:
            self.what.choices = [choice(value, title) for value, title in WHAT[kind].items()]
        else:
            del self.what
        if kind not in WITH_REFERENCE:
            del self.reference
        if kind not in WITH_BEGINNING:
            del self.begins_on
        if others:
            self.others.choices = [
                choice(str(row.id), f"{row.number} {row.mark}", hint=row.why) for row in others
            ]
        else:
            del self.others
        if kind is HoldKind.BREATHING_SPACE:
            del self.review_on  # the law gives it its days

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a day that is past, where a day is asked for."""
        if "review_on" not in self:
            return bool(GovForm.validate(self, extra_validators))
        return super().validate(extra_validators)

    @property
    def facts(self) -> Facts:
        """The facts of the hold, as far as it asks for any."""
        given = {name: self[name].data for name in ("what", "reference", "begins_on") if name in self}
        return Facts(**given)


class InstalmentsForm(_Chosen):
    """How somebody pays what is owed in parts."""

    times = CountField(
        "In how many payments?",
        [
            InputRequired("Enter how many payments"),
            NumberRange(2, MOST_PARTS, message=f"Enter a number from 2 to {MOST_PARTS}"),
        ],
        width=2,
        inputmode="numeric",
    )
    first_on = DateField(
        "The first is due on", [InputRequired("Enter the day of the first payment")], hint="Such as 27 3 2026"
    )
    every = RadiosField(
        "How often?", [InputRequired("Choose how often")],
        choices=[
            choice(Every.WEEK.value, "Every week"), choice(Every.FORTNIGHT.value, "Every two weeks"),
            choice(Every.MONTH.value, "Every month"),
        ],
    )  # fmt: skip
    owner = RadiosField(
        "Who looks after it?", [InputRequired("Choose who looks after it")], default=ME,
        choices=[choice(value, title) for value, title in OWNERS.items()],
    )  # fmt: skip
    note = TextAreaField(
        "What did you agree?", [DataRequired("Say what you agreed")], limit=NOTE_LIMIT, rows=3
    )
    agree = SubmitButton("Agree the payments")


class ReviewForm(ReviewedForm):
    """A hold that stays, who looks after it, and when somebody looks again."""

    note = TextAreaField("What did you find?", [DataRequired("Say what you found")], limit=NOTE_LIMIT, rows=3)
    owner = RadiosField(
        "Who looks at it again?", [InputRequired("Choose who looks at it again")], default=ME,
        choices=[choice(value, title) for value, title in OWNERS.items()],
    )  # fmt: skip
    review_on = DateField(
        "On which day?", [InputRequired("Enter the day to look at it again")], hint="Such as 27 3 2026"
    )
    keep = SubmitButton("Keep the hold")


class TreatmentForm(GovForm):
    """When a treatment ended."""

    ended_on = DateField(
        "The treatment ended on", [InputRequired("Enter the day it ended")], hint="Such as 27 3 2026"
    )
    note = TextAreaField("Who told us?", [DataRequired("Say who told us")], limit=NOTE_LIMIT, rows=3)
    count = SubmitButton("Count the days that follow")


class FamilyForm(GovForm):
    """Whom we write to where somebody died."""

    name = TextField(
        "Who do we write to?", [DataRequired("Enter who we write to"), Length(max=160)], width=20
    )
    address = TextAreaField(
        "Their address", [DataRequired("Enter their address"), Length(max=400)], rows=3,
        hint="One line under the other",
    )  # fmt: skip
    postcode = TextField("Their postcode", [DataRequired("Enter their postcode"), Length(max=10)], width=10)
    write = SubmitButton("Send the letter")

    @property
    def lines(self) -> list[str]:
        """The lines of the address."""
        return [line.strip() for line in self.address.data.splitlines() if line.strip()]


class AdjustmentForm(GovForm):
    """What a person needs from us."""

    kind = RadiosField(
        "What do they need?", [InputRequired("Choose what they need")],
        choices=[choice(each.value, TITLES[each]) for each in Needs],
    )  # fmt: skip
    words = TextAreaField(
        "How exactly?", [Length(max=NOTE_LIMIT)], rows=2, hint="Such as 18 point, or which language"
    )
    keep = SubmitButton("Keep this for all their cases")


class CountForm(GovForm):
    """How many pieces of a run there were."""

    counted = CountField(
        "How many letters were there?",
        [InputRequired("Enter how many there were"), NumberRange(0, message="Enter a number from 0")],
        width=4, inputmode="numeric",
    )  # fmt: skip
    note = TextAreaField(
        "What do you know about it?", [DataRequired("Say what you know about it")], limit=NOTE_LIMIT, rows=3
    )
    differs = SubmitButton("Hold these cases")


class ExplainForm(GovForm):
    """Why a count differed."""

    note = TextAreaField(
        "What was the reason?", [DataRequired("Say what the reason was")], limit=NOTE_LIMIT, rows=3
    )
    explain = SubmitButton("Release these cases")
