"""Finding a notice: its number and its mark together, or nothing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from parking.authorities.queries import Council
from parking.cases.queries import cases_with
from parking.motorist import throttle
from parking.motorist.errors import TooManyTriesError
from parking.values.mark import Mark
from parking.values.pcn_number import PcnNumber


def find(
    session: Session, *, council: Council, number: PcnNumber, mark: Mark, secret: str, at: datetime
) -> UUID | None:
    """Return the case with this number and this mark, or None and count the miss.

    Raises TooManyTriesError before anything is looked up, so that a stop says nothing of the notice.
    """
    keys = throttle.keys_of(secret, number=number, mark=mark)
    if throttle.too_many(session, authority=council.id, keys=keys, at=at):
        raise TooManyTriesError(minutes=int(throttle.WITHIN.total_seconds()) // 60)
    found = cases_with(session, authority=council.id, number=number.text, mark=mark.text, most=1)
    # A PCN that goes by post is nobody's to see until it is served: the answer is the same as for none.
    if found and found[0].served_on is not None:
        return found[0].id
    throttle.count_miss(session, authority=council.id, keys=keys, at=at)
    return None
