"""The limits GOV.UK Pay sets on what is sent to it, as its API description states them."""

from __future__ import annotations

LARGEST_PENCE = 10_000_000
TEXT_LENGTH = 255
URL_LENGTH = 2_000
KEY_PATTERN = r"[a-zA-Z0-9-]{1,255}"
METADATA_KEYS = 15
METADATA_KEY_LENGTH = 30
METADATA_VALUE_LENGTH = 100
FIREWALL_REFUSES = frozenset('<>"\\|')


def without_refused(text: str) -> str:
    """Return the text without the characters Pay's firewall refuses, spaces closed up."""
    kept = "".join(" " if letter in FIREWALL_REFUSES else letter for letter in text)
    return " ".join(kept.split())
