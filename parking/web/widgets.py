"""WTForms widgets that draw fields with the GOV.UK macros; the fields are in fields.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app
from markupsafe import Markup
from wtforms import Field

from parking.web.templating import govuk

if TYPE_CHECKING:
    from parking.web.date_fields import DateField

Params = dict[str, Any]


def draw(component: str, params: Params) -> Markup:
    """Return a GOV.UK component as markup."""
    return govuk(current_app.jinja_env, component, params)


def common(field: Field, asked: Params) -> Params:
    """Return the options every field shares: id, name, hint and error."""
    params: Params = {"id": field.id, "name": field.name}
    classes = " ".join(filter(None, [field.look.get("classes"), asked.get("classes")]))
    if classes:
        params["classes"] = classes
    if field.look.get("hint"):
        params["hint"] = {"text": field.look["hint"]}
    if field.errors:
        params["errorMessage"] = {"text": field.errors[0]}
    params["attributes"] = {**field.look.get("attributes", {}), **asked.get("attributes", {})}
    return params


def label(field: Field, asked: Params) -> Params:
    """Return the label; `heading=True` makes it the heading of a page that asks one question."""
    heading = asked.get("heading", False)
    size = "govuk-label--l" if heading else asked.get("label_classes", field.look.get("label_classes", ""))
    return {"text": field.label.text, "classes": size, "isPageHeading": heading}


def legend(field: Field, asked: Params) -> Params:
    """Return the fieldset around several inputs, its legend being the field's label."""
    heading = asked.get("heading", False)
    size = asked.get("legend_classes", "govuk-fieldset__legend--s")
    return {
        "legend": {
            "text": field.label.text,
            "classes": "govuk-fieldset__legend--l" if heading else size,
            "isPageHeading": heading,
        }
    }


class InputWidget:
    """One line of text of any type."""

    def __init__(self, input_type: str = "text") -> None:
        self.input_type = input_type

    def __call__(self, field: Field, **asked: Any) -> Markup:
        """Draw the field."""
        params = common(field, asked) | {"label": label(field, asked), "type": self.input_type}
        params["value"] = field._value()  # noqa: SLF001 - WTForms' own name for the text to show
        for option in ("autocomplete", "inputmode", "spellcheck", "autocapitalize"):
            if option in field.look:
                params[option] = field.look[option]
        for affix in ("prefix", "suffix"):
            if affix in field.look:
                params[affix] = {"text": field.look[affix]}
        return draw("input", params)


class TextAreaWidget:
    """Several lines of text, with a count of what is left where there is a limit."""

    def __call__(self, field: Field, **asked: Any) -> Markup:
        """Draw the field."""
        params = common(field, asked) | {
            "label": label(field, asked),
            "value": field.data or "",
            "rows": field.look.get("rows", 5),
        }
        if field.limit is None:
            return draw("textarea", params)
        return draw("character-count", params | {"maxlength": field.limit})


class SelectWidget:
    """A list of choices that opens."""

    def __call__(self, field: Field, **asked: Any) -> Markup:
        """Draw the field."""
        items = [
            {"value": choice.value, "text": choice.label, "selected": choice.selected}
            for choice in field.iter_choices()
        ]
        return draw("select", common(field, asked) | {"label": label(field, asked), "items": items})


class ChoicesWidget:
    """Radio buttons or tick boxes under a legend."""

    def __init__(self, component: str) -> None:
        self.component = component

    def __call__(self, field: Field, **asked: Any) -> Markup:
        """Draw the field; `conditional={value: markup}` shows more once a box is ticked."""
        conditional = asked.get("conditional", {})
        if conditional and self.component == "radios":
            # GOV.UK's script marks such radios as expanded, which ARIA does not allow on a radio button.
            raise ValueError("ask what follows a radio button on the next page: one thing a page")
        items: list[Params] = []
        for choice in field.iter_choices():
            options = dict(choice.render_kw or {})
            item: Params = {"value": choice.value, "text": choice.label, "checked": choice.selected}
            if options.get("divider"):
                items.append({"divider": options["divider"]})
            if options.get("hint"):
                item["hint"] = {"text": options["hint"]}
            if options.get("exclusive"):
                item["behaviour"] = "exclusive"
            if str(choice.value) in conditional:
                item["conditional"] = {"html": conditional[str(choice.value)]}
            items.append(item)
        params = common(field, asked) | {"idPrefix": field.id, "items": items}
        return draw(self.component, params | {"fieldset": legend(field, asked)})


class TickWidget:
    """One tick box that stands alone, such as a declaration."""

    def __call__(self, field: Field, **asked: Any) -> Markup:
        """Draw the field."""
        item: Params = {"value": "y", "text": field.label.text, "checked": bool(field.data), "id": field.id}
        params = common(field, asked)
        hint = params.pop("hint", None)
        if hint:
            item["hint"] = hint
        return draw("checkboxes", params | {"idPrefix": field.id, "items": [item]})


class FileWidget:
    """A chooser for one file or several."""

    def __call__(self, field: Field, **asked: Any) -> Markup:
        """Draw the field."""
        params = common(field, asked) | {"label": label(field, asked), "multiple": field.multiple}
        return draw("file-upload", params)


class DateWidget:
    """Day, month and year as three inputs, the wrong ones marked."""

    def __call__(self, field: DateField, **asked: Any) -> Markup:
        """Draw the field."""
        items = []
        for part in field.parts():
            classes = f"govuk-input--width-{part.width}" + (" govuk-input--error" if part.wrong else "")
            item: Params = {
                "id": part.id,
                "name": part.name,
                "label": part.label,
                "value": part.text,
                "classes": classes,
            }
            if field.look.get("birthday"):
                item["autocomplete"] = f"bday-{part.label.lower()}"
            items.append(item)
        params = common(field, asked) | {"items": items, "fieldset": legend(field, asked)}
        return draw("date-input", params)


class SubmitWidget:
    """A button that sends the form and cannot be pressed twice by accident."""

    def __call__(self, field: Field, **asked: Any) -> Markup:
        """Draw the button; `classes` may make it secondary or a warning."""
        params = {
            "text": field.label.text,
            "name": field.name,
            "id": field.id,
            "value": "y",
            "preventDoubleClick": True,
            "classes": asked.get("classes", field.look.get("classes", "")),
        }
        return draw("button", params)
