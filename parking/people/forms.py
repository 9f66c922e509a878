"""The sign-in form: one answer for a wrong password and an unknown account, and a wait after many."""

# mypy: allow-subclassing-any
# Flask-Security and WTForms ship no types.

from __future__ import annotations

import re
from typing import Any

from flask import current_app, request
from flask_security.forms import LoginForm
from wtforms.validators import DataRequired

from parking.authorities.current import current_council
from parking.people.errors import NotALocalPathError, TooManyTriesError
from parking.people.throttle import FailedSignIns
from parking.values import clock
from parking.web.fields import SubmitButton, TextField
from parking.web.forms import GovForm
from parking.web.widgets import InputWidget

FAILED_SIGN_INS = "parking.failed_sign_ins"
NOT_RIGHT = "The email address or password is not right. Check both and try again"
_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20]*")


class PasswordField(TextField):
    """A password as it was typed, never shown again."""

    widget = InputWidget("password")

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed, spaces and all."""
        self.data = str(valuelist[0]) if valuelist else ""

    def _value(self) -> str:
        return ""


class SignInForm(LoginForm, GovForm):
    """Email address and password of a member of staff."""

    email = TextField(
        "Email address",
        [DataRequired("Enter your email address")],
        autocomplete="username",
        inputmode="email",
        spellcheck=False,
        width=20,
    )
    password = PasswordField(
        "Password", [DataRequired("Enter your password")], autocomplete="current-password", width=20
    )
    remember = None  # desks are shared: a session ends with the browser
    submit = SubmitButton("Sign in")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        for address in request.values.getlist("next"):
            if address and not is_local_path(address):
                raise NotALocalPathError
        super().__init__(*args, **kwargs)

    def validate(self, **kwargs: Any) -> bool:
        """Check the password, unless the account must wait; say the same whatever is wrong."""
        if not (self.email.data and self.password.data):
            return bool(super().validate(**kwargs))
        failed: FailedSignIns = current_app.extensions[FAILED_SIGN_INS]
        account = f"{current_council().id} {self.email.data}"
        now = clock.now()
        wait = failed.wait(account, now=now)
        if wait:
            raise TooManyTriesError(wait)
        if super().validate(**kwargs):
            failed.forget(account)
            return True
        failed.note(account, now=now)
        self.email.errors, self.password.errors = [], []
        self.refuse("email", NOT_RIGHT)
        return False


def is_local_path(address: str) -> bool:
    """Whether an address is a path of this site and can't be read as another's."""
    return _LOCAL.fullmatch(address) is not None
