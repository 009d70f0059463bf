"""What one reading has used of its limits; whoever reads counts here and is refused in time."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal


@dataclass(slots=True)
class Budget:
    """Counts rows, cells and paragraphs of one document. Every method may refuse the document."""

    file_name: str
    limits: Limits
    row_count: int = 0
    cell_count: int = 0
    paragraph_count: int = 0

    def count_row(self) -> None:
        """Count one more row of any table."""
        self.row_count += 1
        if self.row_count > self.limits.rows:
            raise refusal("document.too_many_rows", self.file_name, limit=self.limits.rows)

    def count_cell(self) -> None:
        """Count one more cell of any table, covered ones included."""
        self.cell_count += 1
        if self.cell_count > self.limits.cells:
            raise refusal("document.too_many_cells", self.file_name, limit=self.limits.cells)

    def count_paragraph(self) -> None:
        """Count one more paragraph outside tables."""
        self.paragraph_count += 1
        if self.paragraph_count > self.limits.paragraphs:
            raise refusal("document.too_long", self.file_name, limit=self.limits.paragraphs)

    def check_columns(self, count: int) -> None:
        """Refuse a table of too many columns."""
        if count > self.limits.columns:
            raise refusal("document.too_many_columns", self.file_name, limit=self.limits.columns)

    def check_depth(self, depth: int) -> None:
        """Refuse markup nested too deeply."""
        if depth > self.limits.nesting:
            raise refusal("document.too_deep", self.file_name, limit=self.limits.nesting)

    def check_table_depth(self, depth: int) -> None:
        """Refuse tables nested too deeply."""
        if depth > self.limits.table_nesting:
            raise refusal("document.too_deep", self.file_name, limit=self.limits.table_nesting)

    def checked(self, text: str) -> str:
        """Return a text that is not too long for one cell or paragraph."""
        limit = self.limits.cell_characters
        if len(text) > limit:
            raise refusal("document.cell_too_long", self.file_name, limit=limit)
        return text
