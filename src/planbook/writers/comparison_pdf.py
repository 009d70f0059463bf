"""A comparison table as PDF in the house look: tagged, landscape, split into parts."""

from __future__ import annotations

from datetime import datetime

from planbook.writers.comparison_export import ComparisonExport


def write_comparison_pdf(export: ComparisonExport, *, created: datetime | None = None) -> bytes:
    """Write a comparison table as PDF.

    Raises:
        UnprintableDocument: the table cannot be set.
    """
    raise NotImplementedError
