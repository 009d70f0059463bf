"""What is known while one Word document is read: its definitions, its limits, what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from planbook.findings import Severity, SourceRef
from planbook.readers.docx.names import Names
from planbook.readers.docx.notes import Notes
from planbook.readers.docx.numbering import Numbering
from planbook.readers.docx.styles import Styles
from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal
from planbook.readers.remarks import Remarks


@dataclass(slots=True)
class Omissions:
    """Text that stands in the file but is not printed, so that it can be told in findings."""

    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    insertion_count: int = 0


@dataclass(slots=True)
class Reading:
    """One reading of one document."""

    file_name: str
    limits: Limits
    names: Names
    styles: Styles
    numbering: Numbering
    notes: Notes
    remarks: Remarks
    omissions: Omissions = field(default_factory=Omissions)
    source: SourceRef = field(default_factory=SourceRef)
    row_count: int = 0
    cell_count: int = 0

    def count_row(self) -> None:
        """Count one more row of any table.

        Raises:
            UnreadableDocument: there are more rows than the limits allow.
        """
        self.row_count += 1
        if self.row_count > self.limits.rows:
            raise refusal("document.too_many_rows", self.file_name, limit=self.limits.rows)

    def count_cell(self) -> None:
        """Count one more cell of any table, within the limit."""
        self.cell_count += 1
        if self.cell_count > self.limits.cells:
            raise refusal("document.too_many_cells", self.file_name, limit=self.limits.cells)

    def check_depth(self, depth: int, limit: int) -> None:
        """Refuse a document nested deeper than `limit`."""
        if depth > limit:
            raise refusal("document.too_deep", self.file_name, limit=limit)

    def checked(self, text: str) -> str:
        """Return a text that is not too long for one cell or paragraph."""
        if len(text) > self.limits.cell_characters:
            raise refusal(
                "document.cell_too_long", self.file_name, limit=self.limits.cell_characters
            )
        return text

    def report_omissions(self) -> None:
        """Turn what was left out into findings, one of each kind."""
        left_out = self.omissions
        if left_out.deleted or left_out.insertion_count:
            self.remarks.note(
                "docx.tracked_changes",
                f"В документе есть непринятые исправления: вставок — {left_out.insertion_count}, "
                f"удалений — {len(left_out.deleted)}. Вставленный текст прочитан, удалённый — нет.",
                severity=Severity.WARNING,
                evidence="\n".join(left_out.deleted),
            )
        for code, message, texts in (
            ("docx.hidden_text", "Скрытый текст не прочитан", left_out.hidden),
            ("docx.placeholder", "Незаполненные поля формы не прочитаны", left_out.placeholders),
            (
                "docx.covered_text",
                "Текст под объединёнными ячейками не виден в документе и не прочитан",
                left_out.covered,
            ),
        ):
            if texts:
                self.remarks.note(
                    code,
                    f"{message}: {len(texts)}.",
                    severity=Severity.WARNING,
                    evidence="\n".join(texts),
                )
