"""A comparison table as separated text for Russian Excel: one line per indicator."""

from __future__ import annotations

from collections.abc import Iterator

from planbook.writers.comparison_export import ComparisonExport


def write_comparison_csv(export: ComparisonExport) -> bytes:
    """Write a comparison table as separated text: semicolons, decimal commas, byte order mark."""
    return "".join(comparison_csv_lines(export)).encode("utf-8")


def comparison_csv_lines(export: ComparisonExport) -> Iterator[str]:
    """Yield the lines of the file one by one, so that long tables can be sent as they are made."""
    raise NotImplementedError
