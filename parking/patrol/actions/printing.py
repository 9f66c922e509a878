"""Printing a PCN for the officer who gave it."""

from __future__ import annotations

from uuid import UUID

from parking.authorities.queries import Council
from parking.cases.errors import NoSuchCaseError
from parking.cases.record import By
from parking.issue.drawing import Shape
from parking.issue.printing import print_given
from parking.notices.drawing.paper import Drawn
from parking.patrol.errors import NoPaperError
from parking.store.current import files


def print_pcn(*, council: Council, case_id: UUID | None, shape: Shape, by: By) -> Drawn:
    """Return a PCN's paper; raises NoPaperError where there is no case to print."""
    if case_id is None:
        raise NoPaperError
    try:
        return print_given(council=council, files=files(), case_id=case_id, shape=shape, by=by)
    except NoSuchCaseError as error:
        raise NoPaperError from error
