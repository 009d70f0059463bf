"""What is known while one Word document is read: its definitions, its limits, what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from planbook.findings import SourceRef
from planbook.readers.budget import Budget
from planbook.readers.docx.names import Names
from planbook.readers.docx.notes import Notes
from planbook.readers.docx.numbering import Numbering
from planbook.readers.docx.styles import Styles
from planbook.readers.omissions import Omissions
from planbook.readers.remarks import Remarks


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
            left_out.tell_corrections(self.remarks, reader="docx")
        left_out.tell_unprinted(self.remarks, reader="docx")
