"""Where an appeal, a message from the tribunal, and a message to it can stand."""

from __future__ import annotations

from enum import StrEnum


class AppealState(StrEnum):
    """Where an appeal stands in our own list; the case's stage follows its events, never this."""

    OPEN = "open"
    RECOMMENDED = "recommended"
    ENDED = "ended"  # for the appellant: whatever was directed or given back is still to be done
    LOST = "lost"  # refused or withdrawn
    AT_LEGAL = "at_legal"


class MessageState(StrEnum):
    """What became of a message from the tribunal."""

    ACTED = "acted"
    EXCEPTION = "exception"
    SETTLED = "settled"  # a person looked, and said what was done


class SendingState(StrEnum):
    """What became of a message to the tribunal."""

    INTENDED = "intended"
    SENT = "sent"
    ANSWERED = "answered"
    TAKEN = "taken"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"


class SendingKind(StrEnum):
    """What we ask or tell: the kinds of the gateway's own messages."""

    ASK_APPEAL = "ask_appeal"
    ASK_PIN = "ask_pin"
    DOCUMENTS_DELIVERED = "documents_delivered"
    NOT_CONTESTED = "not_contested"
    RECOMMENDATION_ANSWERED = "recommendation_answered"
    REFERRED = "referred"
