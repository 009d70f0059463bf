"""Text that stands in a file but is not printed: gathered while reading, told in findings."""

from __future__ import annotations

from dataclasses import dataclass, field

from planbook.findings import Severity
from planbook.readers.remarks import Remarks


@dataclass(slots=True)
class Omissions:
    """What was left out of a document, and how many corrections nobody has accepted yet."""

    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    insertion_count: int = 0

    def tell_corrections(self, remarks: Remarks, *, reader: str) -> None:
        """Tell that insertions were read and deletions were not; `reader` begins the code."""
        remarks.note(
            f"{reader}.tracked_changes",
            f"В документе есть непринятые исправления: вставок — {self.insertion_count}, "
            f"удалений — {len(self.deleted)}. Вставленный текст прочитан, удалённый — нет.",
            severity=Severity.WARNING,
            evidence="\n".join(self.deleted),
        )

    def tell_unprinted(self, remarks: Remarks, *, reader: str) -> None:
        """Tell what was not read, one finding of each kind; `reader` begins their codes."""
        for code, message, texts in (
            ("hidden_text", "Скрытый текст не прочитан", self.hidden),
            ("placeholder", "Незаполненные поля формы не прочитаны", self.placeholders),
            (
                "covered_text",
                "Текст под объединёнными ячейками не виден в документе и не прочитан",
                self.covered,
            ),
        ):
            if texts:
                remarks.note(
                    f"{reader}.{code}",
                    f"{message}: {len(texts)}.",
                    severity=Severity.WARNING,
                    evidence="\n".join(texts),
                )
