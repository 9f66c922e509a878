"""The kinds of paper this system sends today; later chapters add their own."""

from __future__ import annotations

from enum import StrEnum


class PaperWanted(StrEnum):
    """A paper of a case."""

    PCN = "pcn"
    PCN_POSTAL = "pcn_postal"
    NOTICE_TO_OWNER = "notice_to_owner"
    CHALLENGE_REPLY = "challenge_reply"
    PAY_OR_CONTEST = "pay_or_contest"
    CLOSING_LETTER = "closing_letter"
    NOTICE_OF_REJECTION = "notice_of_rejection"
    NOTICE_OF_ACCEPTANCE = "notice_of_acceptance"
    REPRESENTATIONS_ACKNOWLEDGED = "representations_acknowledged"
    LATE_REPRESENTATIONS_REFUSED = "late_representations_refused"
    NOT_YOURS_TO_MAKE = "not_yours_to_make"
    CHARGE_CERTIFICATE = "charge_certificate"
    ORDER_FOR_RECOVERY = "order_for_recovery"
    APPEAL_CONCEDED = "appeal_conceded"
    RECOMMENDATION_REFUSED = "recommendation_refused"
    FAMILY_LETTER = "family_letter"

    @property
    def is_posted(self) -> bool:
        """Whether it goes by post, so that it must be drawn for its posting day."""
        return self is not PaperWanted.PCN
