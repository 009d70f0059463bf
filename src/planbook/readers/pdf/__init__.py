"""The reader of .pdf files."""

from planbook.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
