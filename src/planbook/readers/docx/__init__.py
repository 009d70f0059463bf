"""Word documents (.docx, .docm, .dotx): a walker of our own over OOXML, ISO/IEC 29500."""

from planbook.readers.docx.reader import read_docx

__all__ = ["read_docx"]
