"""What a reason says to each reader: one gettext catalogue a reader, from code and typed facts."""

from __future__ import annotations

from parking.words.catalogue import Reader, UnsaidReasonError, say, sayings
from parking.words.names import UnnamedError, event_words, stage_words, step_words

__all__ = [
    "Reader",
    "UnnamedError",
    "UnsaidReasonError",
    "event_words",
    "say",
    "sayings",
    "stage_words",
    "step_words",
]
