"""Pictures in documents: which format the bytes are and how large, told by their first bytes."""

from __future__ import annotations

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
# Frames that carry the size (ITU-T T.81, table B.1), without tables and arithmetic conditioning.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def media_type_of(data: bytes) -> str:
    """Return `image/png`, `image/jpeg`, or an empty string for anything else.

    >>> media_type_of("Логотип".encode())
    ''
    """
    if data.startswith(_PNG):
        return "image/png"
    return "image/jpeg" if data.startswith(_JPEG) else ""


def pixels_of(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels, None where the picture is broken or of another format.

    >>> pixels_of("Логотип".encode()) is None
    True
    """
    size = _png_size(data) if data.startswith(_PNG) else _jpeg_size(data)
    return size if size and all(size) else None


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or data[12:16] != b"IHDR":
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(_JPEG):
        return None
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker in _FRAMES:
            height = int.from_bytes(data[place + 5 : place + 7], "big")
            return int.from_bytes(data[place + 7 : place + 9], "big"), height
        if marker == 0xFF:
            place += 1
            continue
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return None
