"""A picture as PNG for documents that cannot hold SVG; drawn by the typesetter, no network."""

from __future__ import annotations


def chart_png(svg: str, *, pixels_per_inch: float = 200.0) -> bytes:
    """Return a picture of this room as PNG; the same picture gives the same bytes."""
    raise NotImplementedError
