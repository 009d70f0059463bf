"""A comparison table as JSON for programs: exact numbers as strings, figures beside the cells."""

from __future__ import annotations

from planbook.writers.comparison_export import ComparisonExport


def write_comparison_json(export: ComparisonExport) -> bytes:
    """Write a comparison table as JSON."""
    raise NotImplementedError
