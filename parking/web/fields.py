"""The form fields of every screen, drawn in GOV.UK markup; dates are in date_fields.py."""

# mypy: allow-subclassing-any
# WTForms ships no types.

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import wtforms
from flask_wtf.file import FileField as OneFileField
from flask_wtf.file import MultipleFileField
from wtforms import SelectChoice
from wtforms.validators import Email, StopValidation

from parking.values.mark import InvalidMarkError, Mark
from parking.values.money import Money
from parking.web import widgets

_POUNDS = re.compile(r"(\d{1,7})(?:\.(\d{2}))?")


class Looks:
    """How a field is drawn: hint, affixes, width. Mixed into each field below."""

    def __init__(self, label: str, validators: Sequence[Any] = (), **options: Any) -> None:
        self.look: dict[str, Any] = {}
        for name in _LOOK_OPTIONS & options.keys():
            self.look[name] = options.pop(name)
        if "width" in self.look:
            classes = self.look.get("classes", "")
            self.look["classes"] = f"{classes} govuk-input--width-{self.look['width']}".strip()
        super().__init__(label, list(validators), **options)  # type: ignore[call-arg]

    @property
    def error_target(self) -> str:
        """The id of the input that the error summary leads to."""
        return str(getattr(self, "id"))  # noqa: B009 - the id belongs to the field this is mixed into

    def pre_validate(self, form: wtforms.Form) -> None:
        """Stop at text that could not be read: the other checks would only repeat it."""
        super().pre_validate(form)  # type: ignore[misc]
        if getattr(self, "process_errors", ()):
            raise StopValidation


_LOOK_OPTIONS = {
    "hint", "prefix", "suffix", "width", "classes", "attributes", "autocomplete", "inputmode", "spellcheck",
    "autocapitalize", "label_classes", "rows", "birthday",
}  # fmt: skip


def choice(
    value: str, label: str, *, hint: str = "", divider: str = "", exclusive: bool = False
) -> SelectChoice:
    """Return one answer to choose, with a hint under it, or a divider ("or") before it."""
    options = {"hint": hint, "divider": divider, "exclusive": exclusive}
    return SelectChoice(value, label, {name: given for name, given in options.items() if given})


class TextField(Looks, wtforms.StringField):
    """One line of text; spaces around it are dropped."""

    widget = widgets.InputWidget()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed."""
        if valuelist:
            self.data = str(valuelist[0]).replace("\x00", "").strip()


class EmailField(TextField):
    """An e-mail address."""

    widget = widgets.InputWidget("email")

    def __init__(self, label: str, validators: Sequence[Any] = (), **options: Any) -> None:
        shape = Email("Enter an email address in the correct format, like name@example.com")
        super().__init__(
            label,
            [*validators, shape],
            **{"autocomplete": "email", "spellcheck": False, "width": 20} | options,
        )


class TextAreaField(Looks, wtforms.TextAreaField):
    """Several lines of text, with at most `limit` characters where one is given."""

    widget = widgets.TextAreaWidget()

    def __init__(
        self, label: str, validators: Sequence[Any] = (), *, limit: int | None = None, **options: Any
    ) -> None:
        self.limit = limit
        super().__init__(label, validators, **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; a browser sends each new line as two characters, people count one."""
        if not valuelist:
            return
        self.data = str(valuelist[0]).replace("\x00", "").replace("\r\n", "\n").strip()
        if self.limit is not None and len(self.data) > self.limit:
            raise ValueError(f"{self.label.text} must be {self.limit:,} characters or fewer")


class MarkField(Looks, wtforms.StringField):
    """A registration mark, in an input that looks like a number plate; its data is a Mark."""

    widget = widgets.InputWidget()

    def __init__(self, label: str, validators: Sequence[Any] = (), **options: Any) -> None:
        fixed = {"classes": "plate-input", "autocapitalize": "characters", "spellcheck": False}
        super().__init__(label, validators, **fixed | {"autocomplete": "off", "width": 10} | options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the mark; nothing typed leaves None."""
        self.data = None
        if valuelist and str(valuelist[0]).strip():
            try:
                self.data = Mark.read(str(valuelist[0]))
            except InvalidMarkError as error:
                raise ValueError(str(error)) from error

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0]).upper()
        return self.data.shown if self.data else ""


class MoneyField(Looks, wtforms.StringField):
    """A sum in pounds; its data is Money."""

    widget = widgets.InputWidget()

    def __init__(self, label: str, validators: Sequence[Any] = (), **options: Any) -> None:
        fixed = {"prefix": "£", "inputmode": "decimal", "spellcheck": False, "width": 5}
        super().__init__(label, validators, **fixed | options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read pounds, with or without pence; nothing typed leaves None."""
        self.data = None
        text = str(valuelist[0]).strip() if valuelist else ""
        if not text:
            return
        found = _POUNDS.fullmatch(text.removeprefix("£").replace(",", "").strip())
        if not found or not found.group(0).isascii():
            raise ValueError(f"{self.label.text} must be an amount of money, like 35 or 35.50")
        self.data = Money(int(found.group(1)) * 100 + int(found.group(2) or 0))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return str(self.data).removeprefix("£") if self.data is not None else ""


class RadiosField(Looks, wtforms.RadioField):
    """One answer of several, all in sight."""

    widget = widgets.ChoicesWidget("radios")

    def __init__(self, label: str, validators: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(label, validators, **options | {"coerce": options.get("coerce", _text_or_none)})

    def pre_validate(self, form: wtforms.Form) -> None:  # noqa: ARG002 - the name is WTForms'
        """Refuse an answer that was not offered; none at all is for the validators to judge."""
        _one_of(self)


class SelectField(Looks, wtforms.SelectField):
    """One answer from a list that opens."""

    widget = widgets.SelectWidget()

    def __init__(self, label: str, validators: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(label, validators, **options | {"coerce": options.get("coerce", _text_or_none)})

    def pre_validate(self, form: wtforms.Form) -> None:  # noqa: ARG002 - the name is WTForms'
        """Refuse an answer that was not offered."""
        _one_of(self)


class CheckboxesField(Looks, wtforms.SelectMultipleField):
    """Any number of answers."""

    widget = widgets.ChoicesWidget("checkboxes")

    def pre_validate(self, form: wtforms.Form) -> None:  # noqa: ARG002 - the name is WTForms'
        """Refuse answers that were not offered."""
        offered = {str(one.value) for one in self.iter_choices()}
        if any(str(value) not in offered for value in self.data or ()):
            raise StopValidation("Choose from the answers on the page")


class TickField(Looks, wtforms.BooleanField):
    """One tick box."""

    widget = widgets.TickWidget()


class FileField(Looks, OneFileField):
    """One file."""

    widget = widgets.FileWidget()
    multiple = False


class FilesField(Looks, MultipleFileField):
    """Several files."""

    widget = widgets.FileWidget()
    multiple = True


class SubmitButton(Looks, wtforms.SubmitField):
    """The button that sends the form."""

    widget = widgets.SubmitWidget()


def _text_or_none(value: Any) -> str | None:
    return None if value is None else str(value)


def _one_of(field: Any) -> None:
    if field.process_errors:
        raise StopValidation
    if field.data in {None, ""}:
        return
    if str(field.data) not in {str(one.value) for one in field.iter_choices()}:
        raise StopValidation("Choose one of the answers on the page")
