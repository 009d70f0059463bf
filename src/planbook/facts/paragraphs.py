"""The paragraphs of a report: the count that sources of facts use."""

from __future__ import annotations

from planbook.documents.tree import Document


def report_paragraphs(document: Document) -> tuple[str, ...]:
    """Return the paragraphs of a report that have text, verbatim, tables left out.

    >>> from planbook.documents.tree import Paragraph
    >>> report_paragraphs(Document((Paragraph("Доклад"), Paragraph(" "), Paragraph("Итоги"))))
    ('Доклад', 'Итоги')
    """
    return tuple(one.text for one in document.paragraphs() if one.text.strip())
