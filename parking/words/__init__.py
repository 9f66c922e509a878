"""What a reason says to each reader: one gettext catalogue a reader, from code and typed facts."""

from __future__ import annotations

from parking.words.catalogue import Reader, UnsaidReasonError, say, sayings

__all__ = ["Reader", "UnsaidReasonError", "say", "sayings"]
