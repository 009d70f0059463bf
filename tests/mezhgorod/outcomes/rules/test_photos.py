"""Photos of events: written anew, without what cameras add; bombs and broken ones refused."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from mezhgorod.outcomes.rules.photos import MAX_PHOTO_BYTES, photo_of
from mezhgorod.registry.rules import RuleViolation

PLACE = b"59.22 north"


def picture(kind: str = "JPEG", size: tuple[int, int] = (300, 200), **more: object) -> bytes:
    out = io.BytesIO()
    mode = "RGBA" if kind == "PNG" else "RGB"
    Image.new(mode, size, (200, 30, 30, 0)[: len(mode)]).save(out, kind, **more)
    return out.getvalue()


def with_exif(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = PLACE.decode()
    return picture(exif=exif)


def bomb() -> bytes:
    """A PNG that says it has 3,600 million dots and is 60 bytes long."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_jpeg_with_a_small_one(kind: str) -> None:
    photo = photo_of(picture(kind, (3000, 1500)), name="снимок")

    with Image.open(io.BytesIO(photo.data)) as whole, Image.open(io.BytesIO(photo.small)) as small:
        assert (whole.format, whole.size, small.size) == ("JPEG", (2400, 1200), (480, 240))
    assert (photo.width, photo.height) == (2400, 1200)


def test_what_a_camera_adds_and_what_is_hidden_behind_goes() -> None:
    hidden = with_exif(1) + b"<script>alert(1)</script>"
    assert PLACE in hidden

    photo = photo_of(hidden, name="снимок.jpg")

    assert PLACE not in photo.data
    assert b"script" not in photo.data
    with Image.open(io.BytesIO(photo.data)) as kept:
        assert dict(kept.getexif()) == {}


def test_a_photo_is_turned_as_the_camera_was_held() -> None:
    photo = photo_of(with_exif(6), name="снимок.jpg")

    assert (photo.width, photo.height) == (200, 300)


def test_what_is_transparent_becomes_white() -> None:
    photo = photo_of(picture("PNG"), name="эмблема.png")

    with Image.open(io.BytesIO(photo.data)) as kept:
        assert kept.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"\xff\xd8" + b"0" * MAX_PHOTO_BYTES, "photo.too_large", "занимает 15 МБ"),
        (b"\xff\xd8" + b"0" * (60 * 2**20), "photo.too_large", "занимает 60 МБ"),
        (picture("PNG", (8000, 5001)), "photo.too_many_dots", "больше 40 миллионов точек"),
        (bomb(), "photo.too_many_dots", "больше 40 миллионов точек"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            "photo.unreadable",
            "не читается",
        ),
        (picture()[:200], "photo.unreadable", "повреждён"),
        (picture("GIF"), "photo.unreadable", "не JPEG, PNG и не WebP"),
        (b"", "photo.unreadable", "не читается"),
    ],
)
def test_what_is_no_photo_is_refused(data: bytes, code: str, words: str) -> None:
    with pytest.raises(RuleViolation, match=words) as refused:
        photo_of(data, name="снимок.jpg")

    assert (refused.value.code, refused.value.field) == (code, "file")
