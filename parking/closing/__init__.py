"""Cancelling, writing off and re-opening a case, and the refund that follows."""
