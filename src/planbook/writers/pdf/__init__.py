"""A printed document as PDF: tagged, with bookmarks and fonts inside."""

from planbook.writers.pdf.writer import UnprintableDocument, write_pdf

__all__ = ["UnprintableDocument", "write_pdf"]
