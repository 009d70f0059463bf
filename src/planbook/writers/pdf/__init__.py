"""A printed document as PDF: tagged, with bookmarks and fonts inside."""

from planbook.writers.pdf.writer import write_pdf

__all__ = ["write_pdf"]
