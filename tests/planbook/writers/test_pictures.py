"""What the first bytes of a picture say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planbook.writers.printed_samples import png

from planbook.writers.pictures import media_type_of, pixels_of

pytestmark = pytest.mark.core

# Start, application data, a progressive frame of 3 lines of 5 points.
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x0b\x08\x00\x03\x00\x05\x01\x01\x11\x00"


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (png(4, 2), "image/png", (4, 2)),
        (JPEG, "image/jpeg", (5, 3)),
        (png(0, 2), "image/png", None),
        (png()[:20], "image/png", None),
        (JPEG[:8], "image/jpeg", None),
        (b"GIF89a", "", None),
        (b"", "", None),
    ],
)
def test_format_and_size(data: bytes, kind: str, size: tuple[int, int] | None) -> None:
    assert (media_type_of(data), pixels_of(data)) == (kind, size)


@given(st.binary(max_size=40))
def test_any_bytes_have_a_size_or_none(data: bytes) -> None:
    size = pixels_of(b"\xff\xd8\xff" + data)

    assert size is None or min(size) > 0
