"""A council's colours as a style sheet of custom properties, readable whatever the colours are."""

from __future__ import annotations

import re
from dataclasses import dataclass

WHITE = "#ffffff"
BLACK = "#0b0c0c"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3: contrast of text with what is behind it


class InvalidColourError(ValueError):
    """A colour is a # and six hexadecimal digits, such as #37424d."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a council: its brand colour, and one for links where it wants its own."""

    brand: str
    link: str | None = None

    def __post_init__(self) -> None:
        for colour in (self.brand, self.link):
            if colour is not None and not _HEX.fullmatch(colour):
                raise InvalidColourError(f"{colour!r} is not a colour such as #37424d")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 (none) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_on(colour: str) -> str:
    """Return white or black, whichever is easier to read on the colour."""
    return WHITE if contrast(colour, WHITE) >= contrast(colour, BLACK) else BLACK


def brand_stylesheet(colours: Colours) -> str:
    """Return the style sheet of a council's colours; a link colour too pale to read is left out."""
    properties = {
        "--govuk-brand-colour": colours.brand,
        "--council-colour": colours.brand,
        "--council-text-colour": text_on(colours.brand),
    }
    if colours.link and contrast(colours.link, WHITE) >= READABLE:
        properties["--govuk-link-colour"] = colours.link
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f":root {{\n{lines}}}\n"


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else float(((channel + 0.055) / 1.055) ** 2.4)
