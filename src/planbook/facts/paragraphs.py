"""The paragraphs of a report: the count that sources of facts use, and its year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from planbook.documents.tree import Document

_YEAR = re.compile(r"(?<![\d-])((?:19|20)\d\d)(?!\d)")
_MAX_SEEN = 20_000


def report_paragraphs(document: Document) -> tuple[str, ...]:
    """Return the paragraphs of a report that have text, verbatim, tables left out.

    >>> from planbook.documents.tree import Paragraph
    >>> report_paragraphs(Document((Paragraph("Доклад"), Paragraph(" "), Paragraph("Итоги"))))
    ('Доклад', 'Итоги')
    """
    return tuple(one.text for one in document.paragraphs() if one.text.strip())


def report_year(paragraphs: Sequence[str], *, period: str | None = None) -> int | None:
    """Return the year a report is about: that of its period (EDTF), else the one named most.

    >>> report_year(["Форум прошёл в мае 2023 года, слёт – в июне 2023 года."])
    2023
    """
    if period and period[:4].isdigit():
        return int(period[:4])
    years = [found[1] for text in paragraphs for found in _YEAR.finditer(text[:_MAX_SEEN])]
    return int(Counter(years).most_common(1)[0][0]) if years else None
