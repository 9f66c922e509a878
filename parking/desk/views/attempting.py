"""Trying an act for a form: kept when it worked; when it was refused, the page says why in plain words."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from parking.cases.errors import StepRefusedError
from parking.challenges.errors import ChallengeError
from parking.closing.errors import ClosingError
from parking.fairness.errors import FairnessError
from parking.payments.errors import PaymentError
from parking.store.base import db
from parking.web.forms import GovForm
from parking.words import Reader, say


def attempt(form: GovForm, act: Callable[[], object]) -> bool:
    """Do a thing and keep it, or put every reason against it on the form; return whether it was done."""
    try:
        act()
    except StepRefusedError as stopped:
        return _refused(form, [say(reason, Reader.BACK_OFFICE) for reason in stopped.reasons])
    except (ChallengeError, ClosingError, FairnessError, PaymentError) as stopped:
        if stopped.status == HTTPStatus.NOT_FOUND:
            raise
        return _refused(form, [str(stopped)])
    db.session.commit()
    return True


def _refused(form: GovForm, why: list[str]) -> bool:
    db.session.rollback()
    for sentence in why:
        form.refuse(None, sentence)
    return False
