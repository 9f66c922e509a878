"""Codes a phone can scan, made as plain squares so that a drawing is one path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import zxingcpp

QUIET_MODULES = 4  # the empty border the QR standard asks for


@dataclass(frozen=True, slots=True)
class Code:
    """A square code: its rows of dark and light modules."""

    rows: tuple[tuple[bool, ...], ...]

    @property
    def modules(self) -> int:
        """How many modules a side has, without the quiet border."""
        return len(self.rows)

    def dark_bars(self) -> Iterator[tuple[int, int, int]]:
        """Yield column, row and length of each unbroken dark stretch."""
        for y, row in enumerate(self.rows):
            x = 0
            for dark, stretch in groupby(row):
                length = len(list(stretch))
                if dark:
                    yield x, y, length
                x += length


def qr_code(content: str) -> Code:
    """Return the QR code of a text, strong enough to survive a crease or a photocopier."""
    barcode = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(image).tolist()
    return Code(tuple(tuple(value == 0 for value in row) for row in rows))
