"""Photographs the demonstration draws: a vehicle in a bay and a sign, each stamped as not real."""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache
from pathlib import Path

import font_source_sans_pro
from PIL import Image, ImageDraw, ImageFont

from parking.simulation.borough.vehicles import Invented
from parking.values import clock

SIZE = (640, 480)
_PAINT = {
    "BLACK": (38, 38, 40), "WHITE": (226, 228, 228), "GREY": (120, 124, 128), "BLUE": (38, 72, 130),
    "RED": (150, 34, 36), "SILVER": (176, 180, 184), "GREEN": (40, 92, 62),
}  # fmt: skip


def vehicle(car: Invented, at: datetime) -> bytes:
    """Return a picture of a vehicle in a marked bay, seen from behind, with its mark."""
    image = _bay().copy()
    draw = ImageDraw.Draw(image)
    paint = _PAINT[car.colour]
    draw.rounded_rectangle((180, 190, 460, 350), 26, fill=paint)
    draw.polygon(((215, 195), (250, 125), (390, 125), (425, 195)), fill=_darker(paint))
    draw.polygon(((232, 188), (260, 138), (380, 138), (408, 188)), fill=(70, 86, 98))
    for left in (192, 404):
        draw.rounded_rectangle((left, 215, left + 44, 240), 6, fill=(176, 32, 30))
        draw.rounded_rectangle((left, 335, left + 46, 380), 8, fill=(24, 24, 26))
    draw.rounded_rectangle((238, 262, 402, 306), 5, fill=(246, 214, 66))
    draw.text((320, 284), car.mark.shown, font=_font(34), fill=(16, 16, 16), anchor="mm")
    return _finish(image, draw, at)


def sign(place: str, words: str, at: datetime) -> bytes:
    """Return a picture of the sign at a place."""
    image = _bay().copy()
    draw = ImageDraw.Draw(image)
    draw.rectangle((312, 60, 328, 430), fill=(90, 92, 94))
    draw.rounded_rectangle((190, 70, 450, 270), 12, fill=(250, 250, 250), outline=(24, 60, 120), width=6)
    draw.text((320, 112), "P", font=_font(54), fill=(24, 60, 120), anchor="mm")
    draw.text((320, 165), place[:26], font=_font(22), fill=(20, 20, 20), anchor="mm")
    draw.text((320, 205), words[:34], font=_font(18), fill=(20, 20, 20), anchor="mm")
    return _finish(image, draw, at)


@cache
def _bay() -> Image.Image:
    image = Image.new("RGB", SIZE, (142, 148, 150))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE[0], 150), fill=(186, 200, 208))
    draw.rectangle((0, 150, SIZE[0], SIZE[1]), fill=(104, 106, 108))
    for x in (70, 560):
        draw.polygon(((x, 480), (x + 14, 480), (330 + (x - 320) // 2, 190), (326 + (x - 320) // 2, 190)),
                     fill=(232, 232, 226))  # fmt: skip
    return image


def _finish(image: Image.Image, draw: ImageDraw.ImageDraw, at: datetime) -> bytes:
    draw.rectangle((0, 438, SIZE[0], SIZE[1]), fill=(16, 16, 18))
    stamp = f"{clock.local(at):%d %b %Y %H:%M:%S}"
    draw.text((14, 459), f"DEMONSTRATION: drawn, not photographed   {stamp}", font=_font(20),
              fill=(255, 255, 255), anchor="lm")  # fmt: skip
    out = io.BytesIO()
    image.save(out, "JPEG", quality=72)
    return out.getvalue()


def _darker(paint: tuple[int, int, int]) -> tuple[int, int, int]:
    return (paint[0] * 3 // 4, paint[1] * 3 // 4, paint[2] * 3 // 4)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    return ImageFont.truetype(str(folder / "SourceSansPro-Semibold.ttf"), size)
