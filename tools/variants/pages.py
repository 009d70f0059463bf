"""Web pages of a plan as Word saves them: own attributes, conditional comments, broken lines."""

from __future__ import annotations

import re
from html import escape

from planbook.documents import Cell, Document, Row

_BULLET = re.compile(r"·\s+")
_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=windows-1251">
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml>
 <w:WordDocument><w:View>Print</w:View></w:WordDocument>
</xml><![endif]-->
<style>
<!--
 p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Times New Roman",serif;}
 @page WordSection1 {size:841.9pt 595.3pt; mso-page-orientation:landscape;}
-->
</style>
</head>

<body lang=RU style='tab-interval:35.4pt'>
<div class=WordSection1>
"""


def write_word_page(document: Document) -> bytes:
    """Return the document as a page that Word could have saved, in Windows-1251."""
    before = "".join(
        f"<p class=MsoNormal align=center style='text-align:center'><b>{_words(block.text)}"
        "<o:p></o:p></b></p>\r\n"
        for block in document.paragraphs()
    )
    rows = "".join(_row(row) for row in next(document.tables()).rows)
    notes = "".join(_note(note.text) for note in document.footnotes)
    page = (
        f"{_HEAD}{before}<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0>\r\n"
        f"{rows}</table>\r\n{notes}</div>\r\n</body>\r\n</html>\r\n"
    )
    return page.encode("cp1251", errors="xmlcharrefreplace")


def _row(row: Row) -> str:
    cells = "".join(_cell(cell) for cell in row.cells if not cell.is_continuation)
    style = " style='mso-yfti-irow:0;page-break-inside:avoid'"
    inner = f" <tr{style}>\r\n{cells} </tr>\r\n"
    return f" <thead>\r\n{inner} </thead>\r\n" if row.is_header else inner


def _cell(cell: Cell) -> str:
    spans = f" colspan={cell.column_span}" if cell.column_span > 1 else ""
    spans += f" rowspan={cell.row_span}" if cell.row_span > 1 else ""
    paragraphs = "".join(_paragraph(text) for text in cell.text.split("\n\n"))
    style = "valign=top style='border:solid windowtext 1.0pt'"
    return f"  <td width=100{spans} {style}>\r\n{paragraphs}  </td>\r\n"


def _paragraph(text: str) -> str:
    bullet = _BULLET.match(text)
    marker = ""
    if bullet:
        text = text[bullet.end() :]
        marker = (
            "<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·"
            "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span>"
            "<![endif]>"
        )
    inner = _words(text) or "&nbsp;"
    return f"  <p class=MsoNormal>{marker}<span lang=RU>{inner}<o:p></o:p></span></p>\r\n"


def _words(text: str) -> str:
    """Escape; a line break stays one, and long lines are broken as Word breaks its source."""
    lines = []
    for line in text.split("\n"):
        words = escape(line, quote=False).split(" ")
        pieces = [" ".join(words[start : start + 8]) for start in range(0, len(words), 8)]
        lines.append("\r\n  ".join(pieces))
    return "<br>\r\n  ".join(lines)


def _note(text: str) -> str:
    return (
        "<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width=\"33%\">"
        "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>"
        '<a style=\'mso-footnote-id:ftn1\' href="#_ftnref1" name="_ftn1" title="">'
        f"<span class=MsoFootnoteReference>[1]</span></a> {_words(text)}<o:p></o:p></p></div></div>"
    )
