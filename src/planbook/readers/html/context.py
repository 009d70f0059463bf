"""What is known while one page is read, and what was left out of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from planbook.findings import Severity
from planbook.readers.budget import Budget
from planbook.readers.html.look import Look
from planbook.readers.html.notes import Notes
from planbook.readers.html.styling import Styling
from planbook.readers.remarks import Remarks


@dataclass(slots=True)
class Reading:
    """One reading of one page."""

    budget: Budget
    styling: Styling
    look: Look
    notes: Notes
    remarks: Remarks
    hidden: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    insertion_count: int = 0

    def report(self) -> None:
        """Turn what was left out into findings, one of each kind."""
        if self.deleted:
            self.remarks.note(
                "html.tracked_changes",
                f"В документе есть непринятые исправления: вставок — {self.insertion_count}, "
                f"удалений — {len(self.deleted)}. Вставленный текст прочитан, удалённый — нет.",
                severity=Severity.WARNING,
                evidence="\n".join(self.deleted),
            )
        if self.hidden:
            self.remarks.note(
                "html.hidden_text",
                f"Скрытый текст не прочитан: {len(self.hidden)}.",
                severity=Severity.WARNING,
                evidence="\n".join(self.hidden),
            )
