"""How tests look at a finished paper with another program than the one that wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pypdfium2
from PIL import Image

MM = 72 / 25.4
_AMOUNT = re.compile(r"£[\d,]+(?:\.\d\d)?")
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+ \d{4}")


@dataclass(frozen=True)
class Box:
    """Millimetres from the left and the top."""

    left: float
    top: float
    right: float
    bottom: float


def words(pdf: bytes) -> str:
    """Return the text of the file, single spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).split())


def words_in(pdf: bytes, box: Box, page: int = 0) -> str:
    """Return the text whose characters stand in a box."""
    with pypdfium2.PdfDocument(pdf) as document:
        height = document[page].get_height()
        text = (
            document[page]
            .get_textpage()
            .get_text_bounded(
                left=box.left * MM,
                bottom=height - box.bottom * MM,
                right=box.right * MM,
                top=height - box.top * MM,
            )
        )
    return " ".join(text.split())


def picture(pdf: bytes, page: int = 0, dots_per_inch: int = 100) -> Image.Image:
    """Return the page as an image in shades of grey."""
    with pypdfium2.PdfDocument(pdf) as document:
        image: Image.Image = document[page].render(scale=dots_per_inch / 72).to_pil().convert("L")
    return image


def is_blank(image: Image.Image, box: Box, dots_per_inch: int = 100) -> bool:
    """Return whether a box of a picture is pure white."""
    scale = dots_per_inch / 25.4
    part = image.crop(
        (int(box.left * scale), int(box.top * scale), int(box.right * scale), int(box.bottom * scale))
    )
    return part.getextrema() == (255, 255)


def painted(image: Image.Image, box: Box, dots_per_inch: int = 100) -> Image.Image:
    """Return the picture with a box painted white."""
    scale = dots_per_inch / 25.4
    copy = image.copy()
    left, top, right, bottom = (round(side * scale) for side in (box.left, box.top, box.right, box.bottom))
    copy.paste(255, (left, top, right, bottom))
    return copy


def amounts_in(text: str) -> set[str]:
    """Return every sum of money a text names."""
    return set(_AMOUNT.findall(text))


def days_in(text: str) -> set[str]:
    """Return every day, with its weekday, that a text names."""
    return set(_DAY.findall(text))
