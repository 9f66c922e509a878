"""Counts look-ups that found nothing, by number and by mark, and stops guessing before it finds."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from parking.motorist.models import MissedLookUp
from parking.values.ids import new_id
from parking.values.mark import Mark
from parking.values.pcn_number import PcnNumber

MOST = 5
WITHIN = timedelta(minutes=15)


def keys_of(secret: str, *, number: PcnNumber, mark: Mark) -> tuple[str, str]:
    """Return what misses are counted under: keyed digests, from which neither can be read back."""
    return _digest(secret, "number", number.text), _digest(secret, "mark", mark.text)


def too_many(session: Session, *, authority: UUID, keys: tuple[str, str], at: datetime) -> bool:
    """Return whether either key has missed too often lately.

    Successes are never counted, nor are tries that are stopped here: so a stop ends by itself.
    """
    _one_at_a_time(session, keys)
    counts = session.scalars(
        select(func.count())
        .where(
            MissedLookUp.authority_id == authority,
            MissedLookUp.key.in_(keys),
            MissedLookUp.at > at - WITHIN,
        )
        .group_by(MissedLookUp.key)
        .order_by(MissedLookUp.key)
    )
    return any(count >= MOST for count in counts)


def count_miss(session: Session, *, authority: UUID, keys: tuple[str, str], at: datetime) -> None:
    """Count one look-up that found nothing, and sweep away those too old to matter."""
    session.execute(
        delete(MissedLookUp)
        .where(MissedLookUp.authority_id == authority, MissedLookUp.at <= at - WITHIN)
        .execution_options(synchronize_session=False)
    )
    session.execute(
        insert(MissedLookUp),
        [{"id": new_id(), "authority_id": authority, "key": key, "at": at} for key in keys],
    )


def _digest(secret: str, kind: str, value: str) -> str:
    return hmac.new(secret.encode(), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def _one_at_a_time(session: Session, keys: tuple[str, str]) -> None:
    # Guesses sent side by side must be counted one after another. SQLite writes one at a time anyway.
    if session.get_bind().dialect.name == "postgresql":
        for key in sorted(keys):
            session.execute(select(func.pg_advisory_xact_lock(int(key[:15], 16))))
