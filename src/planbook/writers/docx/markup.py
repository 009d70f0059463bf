"""Pieces of WordprocessingML (ISO/IEC 29500-1, 17): escaped text, runs, properties of paragraphs.

Every piece is a string that is complete in itself, so that rows can be written one by one.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from planbook.documents.printed import Align
from planbook.writers.characters import printable

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
JUSTIFICATION = {
    Align.LEFT: "left",
    Align.CENTER: "center",
    Align.RIGHT: "right",
    Align.JUSTIFY: "both",
}
_TWIPS_IN_MILLIMETRE = 1440 / 25.4
EMU_IN_MILLIMETRE = 36000


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point.

    >>> twips(25.4)
    1440
    """
    return round(millimetres * _TWIPS_IN_MILLIMETRE)


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, in its quotation marks.

    >>> quoted('План «А & Б»')
    '"План «А &amp; Б»"'
    """
    return quoteattr(" ".join(printable(text).split()))


def paragraph(
    text: str,
    style: str,
    *,
    align: Align | None = None,
    is_bold: bool = False,
    keeps_next: bool = False,
    starts_page: bool = False,
) -> str:
    """Return a paragraph; «\\n» in its text breaks the line, «\\t» is a tab.

    `align` is given only where it differs from what the style says. `keeps_next` asks Word to keep
    the paragraph on one page with the next one, `starts_page` puts it on a new one.

    >>> paragraph("План", "Title")
    '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>План</w:t></w:r></w:p>'
    """
    kept = "<w:keepNext/>" if keeps_next else ""
    broken = "<w:pageBreakBefore/>" if starts_page else ""
    justified = f'<w:jc w:val="{JUSTIFICATION[align]}"/>' if align else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{broken}{justified}</w:pPr>'
        f"{run(text, is_bold=is_bold)}"
        "</w:p>"
    )


def run(text: str, *, is_bold: bool = False) -> str:
    """Return a run of text of one look, an empty string for no text.

    >>> run("9\\nмая")
    '<w:r><w:t>9</w:t><w:br/><w:t>мая</w:t></w:r>'
    """
    text = printable(text)
    if not text:
        return ""
    properties = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
    lines = ["<w:tab/>".join(map(_piece, line.split("\t"))) for line in text.split("\n")]
    return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"


def _piece(text: str) -> str:
    if not text:
        return ""
    keeps = "" if text == text.strip() and "  " not in text else ' xml:space="preserve"'
    return f"<w:t{keeps}>{escape(text)}</w:t>"
