"""A comparison table as PDF in the house look: tagged, landscape, split into parts."""

from __future__ import annotations

from datetime import datetime

from planbook.errors import UnprintableDocument
from planbook.writers.comparison_export import ComparisonExport
from planbook.writers.comparisons.printing import printed_comparison
from planbook.writers.pdf import write_pdf

# The typesetter holds a document in memory: 18,000 values with places and changes took 1.8 GB.
MAX_FULL_VALUES, MAX_VALUES = 6_000, 30_000


def write_comparison_pdf(export: ComparisonExport, *, created: datetime | None = None) -> bytes:
    """Write a comparison table as PDF; a very large one without places and changes.

    Raises:
        UnprintableDocument: the table cannot be set, or has more than `MAX_VALUES` values.
    """
    values = sum(len(cell) for row in export.table.rows for cell in row.cells)
    if values > MAX_VALUES:
        raise UnprintableDocument(
            f"В таблице {values} значений, в PDF помещается {MAX_VALUES}. Возьмите Excel или CSV."
        )
    printed = printed_comparison(export, is_brief=values > MAX_FULL_VALUES)
    return write_pdf(printed, created=created)
