"""Photos are decoded and written anew: no place, no owner of the camera, nothing hidden behind.

Values only: bytes in, bytes out.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from mezhgorod.registry.rules import RuleViolation

MAX_PHOTO_BYTES = 15 * 1024 * 1024
MAX_PHOTO_PIXELS = 40_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
_LONGEST, _LONGEST_SMALL = 2400, 480
_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it is kept: JPEG bytes, their size in dots, and the small one for lists."""

    data: bytes
    small: bytes
    width: int
    height: int


def photo_of(data: bytes, *, name: str) -> Photo:
    """Return a photo written anew, at most 2,400 dots long, turned as the camera was held.

    Args:
        name: what the file is called in messages.

    Raises:
        RuleViolation: too large, no picture of an allowed kind, broken, or too many dots.
    """
    if len(data) > MAX_PHOTO_BYTES:
        size, limit = len(data) // 2**20, MAX_PHOTO_BYTES // 2**20
        message = (
            f"Фотография «{name}» занимает {size} МБ, а принимается до {limit} МБ. "
            "Уменьшите её в программе просмотра и добавьте снова."
        )
        raise RuleViolation("photo.too_large", message, "file")
    try:
        picture = _decoded(data, name)
        whole = _written(picture, _LONGEST)
        small = _written(picture, _LONGEST_SMALL)
    except (OSError, SyntaxError, ValueError) as error:
        # What the decoder says of a broken file is of several kinds and in English.
        message = (
            f"Файл «{name}» не читается как фотография: он повреждён или это не JPEG, PNG и не "
            "WebP. Сохраните снимок в JPEG и добавьте снова."
        )
        raise RuleViolation("photo.unreadable", message, "file") from error
    with Image.open(io.BytesIO(whole)) as kept:
        return Photo(whole, small, kept.width, kept.height)


def _decoded(data: bytes, name: str) -> Image.Image:
    with warnings.catch_warnings():
        # The number of dots is looked at here; the library only warns.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
        except UnidentifiedImageError as error:
            raise ValueError(name) from error
        except Image.DecompressionBombError as error:
            raise _too_many_dots(name) from error
        if picture.width * picture.height > MAX_PHOTO_PIXELS:
            raise _too_many_dots(name)
        picture.load()
    turned = ImageOps.exif_transpose(picture)
    if turned.mode in {"RGB", "L"}:
        return turned.convert("RGB")
    # What is transparent becomes white paper.
    flat = Image.new("RGB", turned.size, "white")
    layer = turned.convert("RGBA")
    flat.paste(layer, mask=layer)
    return flat


def _too_many_dots(name: str) -> RuleViolation:
    message = (
        f"В фотографии «{name}» больше {MAX_PHOTO_PIXELS // 1_000_000} миллионов точек. "
        "Уменьшите её и добавьте снова."
    )
    return RuleViolation("photo.too_many_dots", message, "file")


def _written(picture: Image.Image, longest: int) -> bytes:
    copy = picture.copy()
    copy.thumbnail((longest, longest))
    # A picture made anew carries neither EXIF nor a profile nor anything after its end.
    clean = Image.frombytes("RGB", copy.size, copy.tobytes())
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
