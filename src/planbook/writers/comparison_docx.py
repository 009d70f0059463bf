"""A comparison table as a Word document in the house look, landscape, split into parts."""

from __future__ import annotations

from datetime import datetime

from planbook.writers.comparison_export import ComparisonExport
from planbook.writers.comparisons.printing import printed_comparison
from planbook.writers.docx import write_docx


def write_comparison_docx(export: ComparisonExport, *, created: datetime | None = None) -> bytes:
    """Write a comparison table as a Word document.

    Args:
        export: the table.
        created: aware moment told in the properties; without it the bytes depend on the table
            alone.
    """
    return write_docx(printed_comparison(export), created=created)
