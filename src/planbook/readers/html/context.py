"""What is known while one page is read, and what was left out of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from planbook.readers.budget import Budget
from planbook.readers.html.look import Look
from planbook.readers.html.notes import Notes
from planbook.readers.html.styling import Styling
from planbook.readers.omissions import Omissions
from planbook.readers.remarks import Remarks


@dataclass(slots=True)
class Reading:
    """One reading of one page."""

    budget: Budget
    styling: Styling
    look: Look
    notes: Notes
    remarks: Remarks
    omissions: Omissions = field(default_factory=Omissions)

    def report(self) -> None:
        """Turn what was left out into findings, one of each kind."""
        # Insertions alone say nothing: pages underline with the same tag.
        if self.omissions.deleted:
            self.omissions.tell_corrections(self.remarks, reader="html")
        self.omissions.tell_unprinted(self.remarks, reader="html")
