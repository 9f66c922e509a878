"""The officer's form: what was seen, in the order it is seen."""

# mypy: allow-subclassing-any
# WTForms ships no types.

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from wtforms import HiddenField, SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from parking.cases.history.issue import HowServed
from parking.issue.rules import Draft
from parking.law.reasons import Reason
from parking.law.state import MarkDeclared
from parking.patrol.rules import Choice, field_of, note_with, observed, said
from parking.places.rules import Enforceable
from parking.values import clock
from parking.values.ids import new_id
from parking.web.date_fields import TimeField
from parking.web.fields import (
    CheckboxesField,
    FilesField,
    MarkField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    TickField,
    choice,
)
from parking.web.filters import short_date
from parking.web.forms import GovForm

DAYS_BACK = 7
DECLARED = [
    (MarkDeclared.UNITED_KINGDOM, "A United Kingdom mark"),
    (MarkDeclared.FOREIGN, "A foreign mark"),
    (MarkDeclared.DIPLOMATIC, "A diplomatic mark"),
    (MarkDeclared.MILITARY, "A military mark"),
    (MarkDeclared.TRADE, "A trade plate"),
    (MarkDeclared.DAMAGED, "Damaged: I typed what can be read"),
    (MarkDeclared.NONE, "No mark: I typed NONE"),
    (MarkDeclared.VIN, "No mark: I typed the vehicle identification number"),
]
ONLY_PICTURES = {"accept": "image/jpeg,image/png"}
CAMERA = ONLY_PICTURES | {"capture": "environment"}
FORM_FIELDS = {
    "code": "contravention",
    "suffix": "contravention",
    "place": "place",
    "contravention_at": "observed_until",
    "paid_until": "paid_until",
    "first_seen_at": "first_seen",
    "mark": "mark",
    "photographs": "photographs",
    "observed_from": "observed_from",
    "basis": "basis",
    "prepare_started_at": "prepare_started",
    "ended_at": "ended",
    "how_prevented": "how_prevented",
}
"""Which field of the form asks for what a reason is about."""


class RecordForm(GovForm):
    """A PCN to issue now."""

    pcn_ref = HiddenField()
    place = SelectField("Place", [InputRequired("Choose the place")])
    contravention = SelectField("Contravention", [InputRequired("Choose the contravention")])
    mark = MarkField("Registration mark", [InputRequired("Enter the registration mark")])
    declared = RadiosField("What is on the plate?", choices=[choice(k.value, words) for k, words in DECLARED])
    mark_checked = TickField("I have looked again: the mark is exactly as I typed it")
    make = TextField(
        "Make", [InputRequired("Enter the make"), Length(max=40, message="The make has at most 40 letters")],
        hint="Such as Ford", width=10,
    )  # fmt: skip
    colour = TextField(
        "Colour",
        [InputRequired("Enter the colour"), Length(max=30, message="The colour has at most 30 letters")],
        hint="Such as blue", width=10,
    )  # fmt: skip
    day = SelectField("Day", [InputRequired("Choose the day")])
    observed_from = TimeField(
        "Observed from", [InputRequired("Enter when you first saw it")], hint="Such as 14:05"
    )
    observed_until = TimeField(
        "Observed to", [InputRequired("Enter when you last saw it")], hint="Such as 14:17"
    )
    paid_until = TimeField("Paid until", [Optional()], hint="If time was paid for: when it ended")
    paid_day = SelectField("Day it was paid until")
    first_seen = TimeField("First seen", [Optional()], hint="For a stay too long: when it was first seen")
    first_seen_day = SelectField("Day it was first seen")
    camera = FilesField("Take a photograph", attributes=CAMERA)
    photographs = FilesField("Photographs on this device", attributes=ONLY_PICTURES)
    notes = TextAreaField("Notes", limit=1500, hint="What you saw and what was said", rows=4)
    how: RadiosField | None = RadiosField(
        "How will you give it?",
        choices=[
            choice(HowServed.AFFIXED.value, "Fix it to the vehicle"),
            choice(HowServed.HANDED.value, "Hand it to the driver"),
        ],
    )
    overrides = CheckboxesField("Set aside this policy")
    override_why = TextAreaField("Why you set it aside", limit=400, rows=2)

    def offer(self, places: Sequence[Enforceable], contraventions: Sequence[Choice], today: date) -> None:
        """Fill in what can be chosen today, and what is chosen until the officer says otherwise."""
        self.place.choices = [("", "Choose a place"), *((str(p.place_id), _named(p)) for p in places)]
        self.contravention.choices = [
            SelectChoice(each.value, each.words, optgroup=each.group) for each in contraventions
        ]
        days = [today - timedelta(days=back) for back in range(DAYS_BACK)]
        named = [(day.isoformat(), _day(day, today)) for day in days]
        self.day.choices, self.paid_day.choices, self.first_seen_day.choices = named[:2], named, named
        for field in (self.day, self.paid_day, self.first_seen_day):
            field.data = field.data or today.isoformat()
        self.declared.data = self.declared.data or MarkDeclared.UNITED_KINGDOM.value
        if self.how is not None:
            self.how.data = self.how.data or HowServed.AFFIXED.value
        self.overrides.choices = [(code, code.replace("_", " ")) for code in self.overrides.data or ()]
        try:
            self.pcn_ref.data = str(UUID(str(self.pcn_ref.data)))
        except ValueError:
            self.pcn_ref.data = str(new_id())

    @property
    def ref(self) -> UUID:
        """The reference that makes it safe to send the form twice."""
        return UUID(str(self.pcn_ref.data))

    def uploads(self) -> list[bytes]:
        """Return the bytes of every photograph that came with the form."""
        files = [*(self.camera.data or ()), *(self.photographs.data or ())]
        return [data for file in files if (data := file.read())]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the form alone; the law is checked after it."""
        good = bool(super().validate(extra_validators))
        if self.overrides.data and not self.override_why.data:
            self.refuse("override_why", "Say why you set the policy aside")
            return False
        return good

    def draft(self, *, officer_id: UUID, photographs: tuple[UUID, ...]) -> Draft:
        """Return what the form says an officer observed."""
        mark, end = self.mark.data, self.observed_until.data
        if mark is None or end is None:
            raise ValueError("a form is read after it was found good")
        began, ended = observed(date.fromisoformat(self.day.data), self.observed_from.data, end)
        overrides = tuple(self.overrides.data or ())
        return Draft(
            client_ref=self.ref,
            officer_id=officer_id,
            place_id=UUID(self.place.data),
            mark=mark,
            declared=MarkDeclared(self.declared.data),
            make=self.make.data,
            colour=self.colour.data,
            code=self.contravention.data[:2],
            suffix=self.contravention.data[2:],
            contravention_at=ended,
            observed_from=began,
            observed_until=ended,
            paid_until=_at(self.paid_day.data, self.paid_until.data),
            first_seen_at=_at(self.first_seen_day.data, self.first_seen.data),
            photographs=photographs,
            note=note_with(self.notes.data or "", dict.fromkeys(overrides, self.override_why.data or "")),
            overrides=overrides,
            how=HowServed(self.how.data) if self.how else HowServed.AFFIXED,
        )

    def refuse_for(
        self, stops: Sequence[Reason], policies: Sequence[Reason], warnings: Sequence[Reason]
    ) -> None:
        """Show every reason at its field, with where it is written; offer to set the policies aside."""
        by_field: dict[str | None, list[str]] = {}
        for reason in stops:
            by_field.setdefault(FORM_FIELDS.get(field_of(reason.code) or ""), []).append(_told(reason))
        for name, told in by_field.items():
            self.refuse(name, " ".join(told))
        for reason in warnings:
            self.refuse("mark_checked", said(reason))
        self.overrides.choices = [(reason.code, said(reason)) for reason in policies]


def _named(place: Enforceable) -> str:
    return ", ".join(filter(None, (place.name, place.town)))


def _day(day: date, today: date) -> str:
    near = {today: "Today, ", today - timedelta(days=1): "Yesterday, "}.get(day, "")
    return near + short_date(day)


def _at(day: str, at: time | None) -> datetime | None:
    return None if at is None else clock.at_local(date.fromisoformat(day), at.hour, at.minute)


def _told(reason: Reason) -> str:
    if reason.policy:
        return f"{said(reason)} This is a policy of the council, not law: you may set it aside and say why."
    return f"{said(reason)} ({reason.under})" if reason.under else said(reason)
