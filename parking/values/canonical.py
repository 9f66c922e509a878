"""One way to write facts as bytes, so that the same facts always have the same hash (RFC 8785)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

LARGEST_EXACT = 2**53 - 1
_PLAIN = frozenset({str, bool, type(None)})
# Made once: a new encoder for every event costs more than the encoding.
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


class NotCanonicalError(TypeError):
    """A value that two languages could write differently: a float, a date, a set."""


def canonical(value: object) -> bytes:
    """Return RFC 8785 JSON in UTF-8. Keys are ASCII here, so plain sorting is the RFC's order."""
    _check(value)
    return _encode(value).encode()


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def digest(value: object) -> str:
    """Return the SHA-256 of a value's canonical form."""
    return sha256(canonical(value))


def _check(value: object) -> None:
    if type(value) in _PLAIN or isinstance(value, str):
        return
    if isinstance(value, int):
        if abs(value) > LARGEST_EXACT:
            raise NotCanonicalError(f"{value} is too large to be exact in every language")
        return
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise NotCanonicalError(f"a key must be ASCII text, not {key!r}")
            if type(item) not in _PLAIN:
                _check(item)
        return
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        for item in value:
            _check(item)
        return
    raise NotCanonicalError(
        f"canonical JSON holds text, whole numbers, true, false, null, lists and objects, not {value!r}"
    )
