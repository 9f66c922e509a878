"""A finished PDF read back, as a linter must: its words in painting order, and its fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

_HEX = re.compile(r"<([0-9A-Fa-f\s]*)>")
_CHARS = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)


class UnreadableFontError(ValueError):
    """Text in a font without a table back to characters: nobody could read it aloud either."""


def text_of(pdf: bytes) -> str:
    """Return every word of the file, page after page, with single spaces."""
    return " ".join(" ".join(page.split()) for page in pages_of(pdf))


def pages_of(pdf: bytes) -> tuple[str, ...]:
    """Return the words of each page in the order they are painted."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return tuple("".join(_words(page)) for page in opened.pages)


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Return the name of every font in the file with whether its shapes are in the file too."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {
            str(font.get("/BaseFont")): "/FontDescriptor" in font and "/FontFile2" in font.FontDescriptor
            for page in opened.pages
            for font in page.Resources.Font.values()
        }


def _words(page: pikepdf.Page) -> Iterator[str]:
    fonts: dict[str, dict[int, str]] = {}
    current: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "Tf":
            font = str(operands[0])
            if font not in fonts:
                fonts[font] = _characters(page.Resources.Font[font])
            current = fonts[font]
        elif name == "Tj":
            yield _decoded(bytes(operands[0]), current)


def _decoded(codes: bytes, characters: dict[int, str]) -> str:
    try:
        return "".join(characters[code] for code in codes)
    except KeyError as missing:
        raise UnreadableFontError(f"code {missing} stands for no character") from missing


def _characters(font: pikepdf.Object) -> dict[int, str]:
    """Return what each one-byte code of a font stands for."""
    if "/ToUnicode" not in font:
        return {}
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in _CHARS.findall(table):
        codes = _HEX.findall(block)
        found |= {int(code, 16): _utf16(text) for code, text in zip(codes[::2], codes[1::2], strict=True)}
    return found


def _utf16(digits: str) -> str:
    return bytes.fromhex("".join(digits.split())).decode("utf-16-be")
