"""The base of every form: protected against forgery, its errors listed for the summary."""

# mypy: allow-subclassing-any
# WTForms ships no types.

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_wtf import FlaskForm


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """One line of the error summary."""

    text: str
    href: str


class GovForm(FlaskForm):
    """A form of our fields; `error_links` feeds the error summary at the top of the page."""

    @property
    def error_links(self) -> list[ErrorLink]:
        """The first error of each field in the order of the page, each leading to its first wrong input."""
        whole = [ErrorLink(str(text), "#main-content") for text in self.form_errors]
        return whole + [
            ErrorLink(_first(field.errors), f"#{getattr(field, 'error_target', field.id)}")
            for field in self
            if field.errors
        ]

    def refuse(self, field_name: str | None, message: str) -> None:
        """Add an error found by an action after the form's own checks passed."""
        if field_name is None:
            self.form_errors.append(message)
            return
        field = self[field_name]
        field.errors = [*field.errors, message]


def _first(errors: Any) -> str:
    return next(_texts(errors))


def _texts(errors: Any) -> Iterator[str]:
    if isinstance(errors, str):
        yield errors
    elif isinstance(errors, dict):
        for inner in errors.values():
            yield from _texts(inner)
    else:
        for inner in errors:
            yield from _texts(inner)
