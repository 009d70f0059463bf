"""The neutral document tree that every reader gives and every recogniser takes."""

from planbook.documents.page import Page
from planbook.documents.tree import Block, Cell, Document, Footnote, Paragraph, Row, Table

__all__ = ["Block", "Cell", "Document", "Footnote", "Page", "Paragraph", "Row", "Table"]
