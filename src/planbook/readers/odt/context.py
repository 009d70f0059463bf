"""What is known while one OpenDocument text is read, and what was left out of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from planbook.documents.tree import Footnote
from planbook.readers.budget import Budget
from planbook.readers.odt.lists import Lists
from planbook.readers.odt.pages import Pages
from planbook.readers.odt.styles import Styles
from planbook.readers.omissions import Omissions
from planbook.readers.remarks import Remarks


@dataclass(slots=True)
class Reading:
    """One reading of one document; `page` counts from 1 when the file tells its pages, else 0."""

    budget: Budget
    styles: Styles
    lists: Lists
    remarks: Remarks
    footnotes: list[Footnote] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    omissions: Omissions = field(default_factory=Omissions)
    page: int = 0
    pages: Pages = field(default_factory=Pages)

    def turn_page(self) -> None:
        """Note the border of a page."""
        if self.page:
            self.page += 1

    def report(self) -> None:
        """Turn what was left out into findings, one of each kind."""
        left_out = self.omissions
        if left_out.deleted or left_out.insertion_count:
            left_out.tell_corrections(self.remarks, reader="odt")
        left_out.tell_unprinted(self.remarks, reader="odt")
        if self.comments:
            self.remarks.note(
                "odt.comments",
                f"Примечания рецензентов ({len(self.comments)}) в текст не вошли.",
                evidence="\n".join(self.comments),
            )
