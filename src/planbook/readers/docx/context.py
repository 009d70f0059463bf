"""What is known while one Word document is read: its definitions, its limits, what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from planbook.findings import Severity, SourceRef
from planbook.readers.budget import Budget
from planbook.readers.docx.names import Names
from planbook.readers.docx.notes import Notes
from planbook.readers.docx.numbering import Numbering
from planbook.readers.docx.styles import Styles
from planbook.readers.remarks import Remarks


@dataclass(slots=True)
class Omissions:
    """Text that stands in the file but is not printed, so that it can be told in findings."""

    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    insertion_count: int = 0


@dataclass(slots=True, kw_only=True)
class Reading(Budget):
    """One reading of one document, and what it has used of its limits."""

    names: Names
    styles: Styles
    numbering: Numbering
    notes: Notes
    remarks: Remarks
    omissions: Omissions = field(default_factory=Omissions)
    source: SourceRef = field(default_factory=SourceRef)

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
