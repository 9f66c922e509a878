"""GET /api/v1/cases/…/steps: every step from where a case stands, and why each may not be taken."""

from __future__ import annotations

from uuid import UUID

from flask import Response, jsonify

from parking.authorities.current import current_council
from parking.cases.record import load_unlocked, question
from parking.desk.views.room import pages
from parking.desk.why import as_json
from parking.law.journey import steps_from
from parking.law.why import why
from parking.people.permissions import Permission
from parking.store.base import db
from parking.values import clock
from parking.web.access import allow


@pages.get("/api/v1/cases/<uuid:case>/steps")
@allow(Permission.SEE_CASE)
def steps(case: UUID) -> Response:
    """Answer for each step: who takes it, whether it may be taken now, every reason why not."""
    council = current_council()
    state = load_unlocked(db.session(), authority=council.id, case_id=case).state
    asked = question(council, state, clock.now())
    answers = [as_json(why(row.step, asked), asked) for row in steps_from(state.stage)]
    return jsonify(stage=state.stage.value, on=asked.on.isoformat(), steps=answers)
