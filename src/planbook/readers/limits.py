"""How much of a file is read at most. Data only; docs/reference/file-limits.md repeats it."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading; sizes and memory in bytes, the rest in pieces or seconds.

    The largest plan seen in practice has a few hundred rows and weighs under 2 MB, so the bounds
    leave two orders of magnitude and still keep time and memory small.
    """

    file_size: int = 50 * MEBIBYTE
    unpacked_size: int = 300 * MEBIBYTE
    part_size: int = 200 * MEBIBYTE
    archive_entries: int = 10_000
    compression_ratio: int = 300
    ratio_free_size: int = 16 * MEBIBYTE
    elements_at_once: int = 1_000_000
    tags: int = 20_000_000
    lines: int = 500_000
    nesting: int = 200
    table_nesting: int = 5
    rows: int = 20_000
    cells: int = 200_000
    columns: int = 128
    paragraphs: int = 100_000
    cell_characters: int = 200_000
    pages: int = 2_000
    page_marks: int = 300_000
    findings_per_code: int = 100
    conversion_seconds: int = 60
    conversion_memory: int = 1024 * MEBIBYTE


DEFAULT_LIMITS = Limits()
