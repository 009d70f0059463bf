"""What is known while one OpenDocument text is read, and what was left out of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from planbook.documents.tree import Footnote
from planbook.findings import Severity
from planbook.readers.budget import Budget
from planbook.readers.odt.lists import Lists
from planbook.readers.odt.pages import Pages
from planbook.readers.odt.styles import Styles
from planbook.readers.remarks import Remarks


@dataclass(slots=True)
class Reading:
    """One reading of one document; `page` counts from 1 when the file tells its pages, else 0."""

    budget: Budget
    styles: Styles
    lists: Lists
    remarks: Remarks
    footnotes: list[Footnote] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    insertion_count: int = 0
    page: int = 0
    pages: Pages = field(default_factory=Pages)

    def turn_page(self) -> None:
        """Note the border of a page."""
        if self.page:
            self.page += 1

    def report(self) -> None:
        """Turn what was left out into findings, one of each kind."""
        if self.deleted or self.insertion_count:
            self.remarks.note(
                "odt.tracked_changes",
                f"В документе есть непринятые исправления: вставок — {self.insertion_count}, "
                f"удалений — {len(self.deleted)}. Вставленный текст прочитан, удалённый — нет.",
                severity=Severity.WARNING,
                evidence="\n".join(self.deleted),
            )
        for code, message, texts in (
            ("odt.hidden_text", "Скрытый текст не прочитан", self.hidden),
            ("odt.placeholder", "Незаполненные поля формы не прочитаны", self.placeholders),
            (
                "odt.covered_text",
                "Текст под объединёнными ячейками не виден в документе и не прочитан",
                self.covered,
            ),
        ):
            if texts:
                self.remarks.note(
                    code,
                    f"{message}: {len(texts)}.",
                    severity=Severity.WARNING,
                    evidence="\n".join(texts),
                )
        if self.comments:
            self.remarks.note(
                "odt.comments",
                f"Примечания рецензентов ({len(self.comments)}) в текст не вошли.",
                evidence="\n".join(self.comments),
            )
