"""One act in one case: ask for what it needs, do it once, and say in plain words why it can't be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from http import HTTPStatus
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from parking.authorities.current import current_council
from parking.authorities.queries import Council
from parking.cases.errors import StepRefusedError
from parking.cases.queries import case as find_case
from parking.cases.record import By
from parking.claims.errors import ClaimError
from parking.desk.views.room import at_the_desk
from parking.desk.views.words import reason_words
from parking.evidence.errors import EvidenceError
from parking.keepers.errors import KeeperError
from parking.representations.errors import RepresentationError
from parking.store.base import db
from parking.web.forms import GovForm

Act = Callable[[Session, Council, By], object]
REFUSALS = (ClaimError, EvidenceError, KeeperError, RepresentationError)


def act_page(
    case: UUID,
    form: GovForm,
    act: Act,
    *,
    heading: str,
    intro: Sequence[str],
    done: str,
    back: str = "desk.case_page",
    files: bool = False,
) -> ResponseReturnValue:
    """Show the form of an act, or do it and go back; a refusal comes back on the page."""
    if form.validate_on_submit() and _acted(form, act):
        flash(done)
        return redirect(url_for(back, case=case), 303)
    row = find_case(db.session(), authority=current_council().id, case_id=case)
    return render_template("desk/act.html", form=form, row=row, heading=heading, intro=intro, files=files)


def _acted(form: GovForm, act: Act) -> bool:
    try:
        act(db.session(), current_council(), at_the_desk())
    except StepRefusedError as refused:
        db.session.rollback()
        for reason in refused.reasons:
            form.refuse(None, reason_words(reason))
        return False
    except REFUSALS as wrong:
        if wrong.status == HTTPStatus.NOT_FOUND:  # what is not there has its own page
            raise
        db.session.rollback()
        form.refuse(None, str(wrong))
        return False
    db.session.commit()
    return True
