"""The blueprint of the public's pages, and the one way in to a notice: its session found it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from parking.authorities.current import current_council
from parking.cases.errors import NoSuchCaseError
from parking.evidence.errors import NoSuchPhotographError
from parking.motorist import grants
from parking.motorist.errors import NotOpenedError
from parking.motorist.queries import Notice, notice_of
from parking.payments.errors import NoSuchPaymentError
from parking.store.base import db
from parking.values import clock

pages = Blueprint("motorist", __name__)

# Every page of a notice says the same of a notice that is not there as of one that is not yours.
ONLY_THE_FINDER = "shown only to a session that gave its number and mark within the hour"


def opened(case_id: UUID) -> Notice:
    """Return the notice this browser found; raises NotOpenedError for every other."""
    if not grants.is_open(case_id, clock.now()):
        raise NotOpenedError
    return notice_of(db.session(), council=current_council(), case_id=case_id)


@pages.errorhandler(NotOpenedError)
@pages.errorhandler(NoSuchCaseError)
@pages.errorhandler(NoSuchPhotographError)
@pages.errorhandler(NoSuchPaymentError)
def ask_to_find(_: Exception) -> ResponseReturnValue:
    """Send whoever may not see a page to the question that opens it."""
    return redirect(url_for("motorist.find"), 303)
