"""The code a person appeals with: the tribunal gives one for each rejection; the wiring says who has it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from sqlalchemy.orm import Session

AppealCode = Callable[[Session, UUID, UUID], str | None]


def none_yet(_session: Session, _authority: UUID, _paper_id: UUID) -> str | None:
    """Return no code: nobody has asked the tribunal for one."""
    return None


_find: AppealCode = none_yet


def codes_from(find: AppealCode) -> None:
    """Say where the code of a rejection is kept; it is asked with the authority and the paper's id."""
    global _find  # noqa: PLW0603 - set once, by the wiring
    _find = find


def appeal_code(session: Session, *, authority: UUID, paper_id: UUID) -> str | None:
    """Return the code of a rejection, or None where the tribunal has given none."""
    return _find(session, authority, paper_id)
