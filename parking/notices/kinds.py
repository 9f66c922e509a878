"""The kinds of paper this system sends today; later chapters add their own."""

from __future__ import annotations

from enum import StrEnum


class PaperWanted(StrEnum):
    """A paper of a case."""

    PCN = "pcn"
    NOTICE_TO_OWNER = "notice_to_owner"
    APPEAL_CONCEDED = "appeal_conceded"
    RECOMMENDATION_REFUSED = "recommendation_refused"

    @property
    def is_posted(self) -> bool:
        """Whether it goes by post, so that it must be drawn for its posting day."""
        return self is not PaperWanted.PCN
