"""A comparison table as a workbook: numbers are numbers, charts are charts of Excel itself."""

from __future__ import annotations

from datetime import datetime

from planbook.writers.comparison_export import ComparisonExport


def write_comparison_xlsx(export: ComparisonExport, *, created: datetime | None = None) -> bytes:
    """Write a comparison table as an Excel workbook with charts; text is never a formula."""
    raise NotImplementedError
