"""The access code of a case: printed on every paper, it opens that case and no other."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from parking.cases.errors import NoSuchCaseError
from parking.cases.models import NumberSeries

# No vowels and no look-alikes: a code is read from paper in the rain and never spells a word.
_LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
_LENGTH = 8
_SERIES = NumberSeries.__table__.c
_SECRET = select(_SERIES.secret).where(
    _SERIES.authority_id == bindparam("authority"), _SERIES.prefix == bindparam("prefix")
)


def access_code(session: Session, *, authority: UUID, number: str) -> str:
    """Return the access code of a PCN number of this authority."""
    secret: str | None = session.scalar(_SECRET, {"authority": authority, "prefix": number[:2]})
    if secret is None:
        raise NoSuchCaseError(f"no series of this authority has the prefix {number[:2]}")
    return code_for(secret, number)


def code_for(secret: str, number: str) -> str:
    """Return eight characters that nobody can work out from a number without its series' secret."""
    made = int.from_bytes(hmac.new(bytes.fromhex(secret), number.encode(), hashlib.sha256).digest())
    letters = []
    for _ in range(_LENGTH):
        made, place = divmod(made, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(letters)
