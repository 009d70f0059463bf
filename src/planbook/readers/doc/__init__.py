"""Word 97–2003 documents (.doc): turned into .docx in a process of their own, then read as that."""

from planbook.readers.doc.reader import read_doc

__all__ = ["read_doc"]
