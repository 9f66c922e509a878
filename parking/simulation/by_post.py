"""PCNs that could not be given, made from drafts: vehicles driven away and officers prevented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from parking.authorities.queries import Council
from parking.cases.record import By
from parking.issue.postal import PostalDraft
from parking.issue.preparing import prepare_postal
from parking.issue.rules import Draft
from parking.law.basis import Basis
from parking.store.session import writing
from parking.values import clock

BEGAN, ENDED = timedelta(seconds=30), timedelta(seconds=90)


def tell_by_post(*, council: Council, drafts: Sequence[Draft]) -> list[UUID]:
    """Prepare each draft to go by post, every second one because somebody prevented the officer.

    The nights that follow ask the register and the print room, as for any other case.
    """
    cases = []
    for place, seen in enumerate(drafts):
        ended = seen.contravention_at + ENDED
        by = By(f"staff:{seen.officer_id}", "handheld", ended)
        prevented = place % 2 == 1
        draft = PostalDraft(
            observed=seen,
            basis=Basis.PREVENTED if prevented else Basis.DRIVE_AWAY,
            prepare_started_at=seen.contravention_at + BEGAN,
            ended_at=ended,
            how_prevented="The driver stood before the windscreen and told me to go." if prevented else "",
        )
        with clock.pinned(ended), writing(authority=council.id) as session:
            cases.append(prepare_postal(session, council=council, draft=draft, by=by).issued.case_id)
    return cases
