"""A printed document as a Word file: real styles, tables and pages, made without Word."""

from planbook.writers.docx.writer import write_docx

__all__ = ["write_docx"]
