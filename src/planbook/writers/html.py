"""A printed document as one HTML page: a table that screen readers can walk, nothing loaded.

The page needs no script and asks for nothing; its whole style stands in one element of its head, so
that a strict policy of content needs one hash (`style_hash`) to allow it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape

from planbook.documents.printed import (
    Align,
    PrintedCell,
    PrintedDocument,
    PrintedImage,
    PrintedParagraph,
    PrintedRow,
    PrintedTable,
    RowRole,
)
from planbook.writers.characters import paragraphs_of, printable
from planbook.writers.grid import whole_table
from planbook.writers.headings import heading_levels, with_one_title
from planbook.writers.pictures import media_type_of

STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.4 Arial, "Liberation Sans", sans-serif; color: #000; background: #fff;
  max-width: 75rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.375rem; line-height: 1.3; }
h2, h3, h4, h5, h6 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; }
p { margin: 0 0 .5rem; white-space: pre-wrap; }
p.owner, p.heading { font-weight: bold; }
.left { text-align: left; } .center { text-align: center; }
.right { text-align: right; } .justify { text-align: justify; }
p.approval { margin-left: 60%; } p.signature { margin-top: 1.5rem; tab-size: 40; }
p.note { font-size: .875rem; } img { max-width: 100%; height: auto; }
.frame { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { border: 1px solid #595959; padding: .3125rem .4375rem; vertical-align: top;
  font-weight: normal; text-align: left; }
th > p:last-child, td > p:last-child { margin-bottom: 0; }
thead th { background: #e7eaee; font-weight: bold; vertical-align: middle; }
tr.numbers th { background: none; font-weight: normal; font-size: .8125rem; }
tr.section th { background: #f1f2f4; font-weight: bold; }
.bold { font-weight: bold; }
footer { margin-top: 2rem; font-size: .8125rem; color: #404040; }
@media print {
  body { margin: 0; padding: 0; max-width: none; font-size: 10pt; }
  .frame { overflow: visible; } table { font-size: 9pt; }
  thead { display: table-header-group; } tr { break-inside: avoid; }
  tr.section { break-after: avoid; }
  thead th, tr.section th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def style_hash(printed: PrintedDocument) -> str:
    """Return what `style-src` of a Content-Security-Policy names to allow the style of the page.

    >>> style_hash(PrintedDocument("План", ()))[:7]
    'sha256-'
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(_style(printed).encode()).digest()).decode()


def write_html(printed: PrintedDocument) -> str:
    """Write a printed document as a page of its own.

    >>> page = write_html(PrintedDocument("План", (PrintedParagraph("<План>"),)))
    >>> "<p class=\\"left text\\">&lt;План&gt;</p>" in page
    True
    """
    return "".join(_page(with_one_title(printed)))


def _page(printed: PrintedDocument) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="{_attribute(printed.language)}">\n<head>\n'
    yield '<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    if printed.author:
        yield f'<meta name="author" content="{_attribute(printed.author)}">\n'
    yield f"<title>{_text(printed.title)}</title>\n"
    yield f"<style>{_style(printed)}</style>\n</head>\n<body>\n<main>\n"
    yield from _blocks(printed)
    yield "</main>\n"
    if printed.footer:
        yield f"<footer>{_text(printed.footer)}</footer>\n"
    yield "</body>\n</html>\n"


def _style(printed: PrintedDocument) -> str:
    page = printed.page
    size = f"@page {{ size: {page.width:g}mm {page.height:g}mm; margin: {page.top:g}mm "
    size += f"{page.right:g}mm {page.bottom:g}mm {page.left:g}mm; }}\n"
    rules = []
    for number, table in enumerate(map(whole_table, printed.tables()), start=1):
        total = sum(table.widths) or 1.0
        rules += [
            f"#table-{number} col:nth-child({place}) {{ width: {width / total * 100:.2f}%; }}\n"
            for place, width in enumerate(table.widths, start=1)
        ]
    return f"{STYLE}{size}{''.join(rules)}"


def _blocks(printed: PrintedDocument) -> Iterator[str]:
    levels = heading_levels(printed)
    count = 0
    for block, level in zip(printed.blocks, levels, strict=True):
        match block:
            case PrintedParagraph():
                yield _paragraph(block, level)
            case PrintedImage():
                yield _picture(block)
            case PrintedTable():
                count += 1
                if block.rows:
                    yield from _table(block, f"table-{count}", _name_of(block, printed))


def _paragraph(block: PrintedParagraph, level: int) -> str:
    tag = f"h{level}" if level else "p"
    bold = " bold" if block.is_bold else ""
    name = f"{block.align.value} {block.role.value}{bold}"
    return f'<{tag} class="{name}">{_text(block.text)}</{tag}>\n'


def _picture(block: PrintedImage) -> str:
    kind = media_type_of(block.data)
    if not kind:
        return f"<p>{_text(block.alternative)}</p>\n"
    data = base64.b64encode(block.data).decode()
    size = f'width="{round(block.width / 25.4 * 96)}"'
    alternative = _attribute(block.alternative)
    image = f'<img src="data:{kind};base64,{data}" alt="{alternative}" {size}>'
    return f'<p class="{block.align.value}">{image}</p>\n'


def _name_of(table: PrintedTable, printed: PrintedDocument) -> str:
    """Return what a table is called; words that stand above it already are not said twice."""
    said = {block.text for block in printed.blocks if isinstance(block, PrintedParagraph)}
    words = table.summary.strip()
    return words if words not in {"", printed.title, *said} else ""


def _table(table: PrintedTable, identifier: str, name: str) -> Iterator[str]:
    table = whole_table(table)
    # A table wider than the window is moved with the keyboard, so its frame takes the focus.
    yield '<div class="frame" tabindex="0" role="group" aria-label="Таблица плана">\n'
    yield f'<table id="{identifier}">\n'
    yield f"<caption>{_text(name)}</caption>\n" if name else ""
    yield f"<colgroup>{'<col>' * len(table.widths)}</colgroup>\n"
    headers = table.header_count
    if headers:
        yield "<thead>\n"
        for number, row in enumerate(table.rows[:headers]):
            yield _row(row, _header_cells(row, is_last=number == headers - 1))
        yield "</thead>\n"
    is_open = False
    for row in table.rows[headers:]:
        if row.role is RowRole.SECTION or not is_open:
            yield "</tbody>\n<tbody>\n" if is_open else "<tbody>\n"
            is_open = True
        yield _row(row, _body_cells(row))
    yield "</tbody>\n" if is_open else ""
    yield "</table>\n</div>\n"


def _row(row: PrintedRow, cells: str) -> str:
    name = "" if row.role is RowRole.ITEM else f' class="{row.role.value}"'
    return f"<tr{name}>{cells}</tr>\n"


def _header_cells(row: PrintedRow, *, is_last: bool) -> str:
    return "".join(
        _cell(cell, "th", "col" if is_last or cell.column_span == 1 else "colgroup")
        for cell in row.cells
        if not cell.is_continuation
    )


def _body_cells(row: PrintedRow) -> str:
    tag, scope = ("th", "rowgroup") if row.role is RowRole.SECTION else ("td", "")
    return "".join(_cell(cell, tag, scope) for cell in row.cells if not cell.is_continuation)


def _cell(cell: PrintedCell, tag: str, scope: str) -> str:
    attributes = f' scope="{scope}"' if scope else ""
    names = [] if cell.align is Align.LEFT and tag == "td" else [cell.align.value]
    names += ["bold"] if cell.is_bold else []
    attributes += f' class="{" ".join(names)}"' if names else ""
    attributes += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    attributes += f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    return f"<{tag}{attributes}>{_cell_text(cell.text)}</{tag}>"


def _cell_text(text: str) -> str:
    parts = [escape(part, quote=False).replace("\n", "<br>") for part in paragraphs_of(text)]
    return parts[0] if len(parts) == 1 else "".join(f"<p>{part}</p>" for part in parts)


def _text(text: str) -> str:
    return escape(printable(text), quote=False).replace("\n", "<br>")


def _attribute(text: str) -> str:
    return escape(" ".join(printable(text).split()))
