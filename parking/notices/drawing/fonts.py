"""The one type family of every paper: registered from its package, and asked before a name is drawn."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import lru_cache

from font_source_sans_pro import font_files_ttf
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont


class Face(StrEnum):
    """A face of the family, by the name the PDF knows it under."""

    REGULAR = "SourceSansPro"
    SEMIBOLD = "SourceSansProSemibold"
    BOLD = "SourceSansProBold"
    ITALIC = "SourceSansProIt"


_FONTS = {face: TTFont(face.value, font_files_ttf[face.value]) for face in Face}
for _font in _FONTS.values():
    registerFont(_font)

# Space characters the typesetter handles itself; they need no glyph of their own.
_SPACES = frozenset(" \N{NO-BREAK SPACE}")


class MissingGlyphError(ValueError):
    """A character that the type family can't print: the paper is not drawn without it."""

    def __init__(self, character: str, text: str) -> None:
        name = unicodedata.name(character, "unnamed")
        super().__init__(f"no glyph for {character!r} (U+{ord(character):04X}, {name.lower()}) in {text!r}")
        self.character = character


def composed(text: str) -> str:
    """Return the text with each accent joined to its letter, as the fonts hold them."""
    return unicodedata.normalize("NFC", text)


def check_glyphs(text: str, face: Face = Face.REGULAR) -> None:
    """Raise MissingGlyphError for the first character that the face can't print."""
    known = _FONTS[face].face.charToGlyph
    for character in composed(text):
        if character not in _SPACES and ord(character) not in known:
            raise MissingGlyphError(character, text)


@lru_cache(maxsize=32_768)  # most words of a paper are the same in the next one
def width_of(text: str, face: Face, size: float) -> float:
    """Return how wide the text is in points."""
    width: float = _FONTS[face].stringWidth(text, size)
    return width
