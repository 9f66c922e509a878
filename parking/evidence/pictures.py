"""What a picture is by its content, and a copy to show: upright, bounded, without EXIF."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from parking.evidence.errors import NotAPhotographError, TooLargeError

MOST_PIXELS = 40_000_000
SHOWN_SIDE = 1600
_MEDIA = {"JPEG": "image/jpeg", "PNG": "image/png"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was opened and found good."""

    media_type: str
    shown: bytes


def open_picture(data: bytes) -> Picture:
    """Return what a file's content is and a smaller JPEG of it, stripped of place and device."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                return _read(image)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise TooLargeError("The picture has too many pixels. Take it again at a smaller size.") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise NotAPhotographError("The file is not a JPEG or PNG picture, or it is damaged.") from None


def _read(image: Image.Image) -> Picture:
    if image.format not in _MEDIA:
        raise NotAPhotographError("The file is not a JPEG or PNG picture.")
    if image.width * image.height > MOST_PIXELS:
        raise TooLargeError("The picture has too many pixels. Take it again at a smaller size.")
    image.load()
    upright = ImageOps.exif_transpose(image).convert("RGB")
    upright.thumbnail((SHOWN_SIDE, SHOWN_SIDE))
    shown = io.BytesIO()
    upright.save(shown, "JPEG", quality=80)
    return Picture(_MEDIA[image.format], shown.getvalue())
