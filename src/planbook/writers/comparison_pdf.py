"""A comparison table as PDF in the house look: tagged, landscape, split into parts."""

from __future__ import annotations

from datetime import datetime

from planbook.writers.comparison_export import ComparisonExport
from planbook.writers.comparisons.printing import printed_comparison
from planbook.writers.pdf import write_pdf


def write_comparison_pdf(export: ComparisonExport, *, created: datetime | None = None) -> bytes:
    """Write a comparison table as PDF.

    Raises:
        UnprintableDocument: the table cannot be set.
    """
    return write_pdf(printed_comparison(export), created=created)
