"""Which decisions a second person looks at: a sample nobody can steer, and every large write-off."""

from __future__ import annotations

from uuid import UUID

from parking.closing.reasons import Kind
from parking.values.canonical import sha256
from parking.values.money import Money


def is_sampled(case_id: UUID, percent: int) -> bool:
    """Whether a case is in the sample: by its id alone, so the same whoever asks and whenever."""
    return int(sha256(case_id.bytes)[:8], 16) % 100 < percent


def needs_second_look(
    kind: Kind, case_id: UUID, given_up: Money, *, percent: int, write_off_above: Money
) -> bool:
    """Whether a second person looks at a decision; re-opening gives nothing up and needs none."""
    if kind is Kind.REOPENED:
        return False
    if kind is Kind.WRITTEN_OFF and given_up > write_off_above:
        return True
    return is_sampled(case_id, percent)
