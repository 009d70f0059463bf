"""A comparison table as a Word document in the house look, landscape, split into parts."""

from __future__ import annotations

from datetime import datetime

from planbook.writers.comparison_export import ComparisonExport


def write_comparison_docx(export: ComparisonExport, *, created: datetime | None = None) -> bytes:
    """Write a comparison table as a Word document.

    Args:
        export: the table.
        created: aware moment told in the properties; without it the bytes depend on the table
            alone.
    """
    raise NotImplementedError
