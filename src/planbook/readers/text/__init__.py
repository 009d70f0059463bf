"""Text files: dumps of Word tables in several styles, tables copied as text, plain prose."""

from planbook.readers.text.reader import read_text

__all__ = ["read_text"]
