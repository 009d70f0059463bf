"""What a page or file had seen of a cell, in a few characters: the base of telling conflicts."""

from __future__ import annotations

from hashlib import blake2s

from mezhgorod.exchanges.rules.storing import columns_of
from planbook.indicators import CellValue

_EMPTY = "-"


def cell_mark(value: CellValue | None) -> str:
    """Return the mark of what stands in a cell; equal cells have equal marks, «-» an empty one."""
    if value is None:
        return _EMPTY
    kept = columns_of(value)
    told = f"{kept.mantissa}\n{kept.scale}\n{kept.missing}\n{len(kept.text)}\n{kept.text}"
    return blake2s(f"{told}\n{kept.comment}".encode(), digest_size=6).hexdigest()
