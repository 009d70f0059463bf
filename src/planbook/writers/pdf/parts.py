"""What the template of typst is given: a printed document as plain data, its rows measured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from planbook.documents.printed import (
    PrintedCell,
    PrintedDocument,
    PrintedImage,
    PrintedParagraph,
    PrintedRow,
    PrintedTable,
    RowRole,
)
from planbook.writers.characters import paragraphs_of, printable
from planbook.writers.grid import KEPT_TOGETHER, whole_table
from planbook.writers.headings import heading_levels
from planbook.writers.pictures import pixels_of
from planbook.writers.row_heights import RowMeasure

_POINTS_IN_MILLIMETRE = 72 / 25.4
_TABLE_SIZE = 0.9
# Rows that share a cell may take more of it together than one row alone.
_GROUP_TO_ROW = 1.6
# A hyphen is a place to break anyhow.
_WORD = re.compile(r"[^\s-]+-?")
# What the hyphenation of typst can part; addresses and codes are parted anywhere.
_PARTED_BY_RULE = re.compile(r"\W*[^\W\d_]{1,30}\W*")
_MOST_RULES = 50
_BREAK = "\u200b"


def document_parts(printed: PrintedDocument, *, created: datetime | None = None) -> dict[str, Any]:
    """Return the data of the template.

    >>> document_parts(PrintedDocument("План", ()))["title"]
    'План'
    """
    page = printed.page
    language, _, region = printed.language.partition("-")
    return {
        "title": _line(printed.title) or "План",
        "author": _line(printed.author),
        "footer": _line(printed.footer),
        "created": _moment(created),
        "lang": language if re.fullmatch("[a-z]{2,3}", language) else "ru",
        "region": region if re.fullmatch("[A-Z]{2}", region) else None,
        "size": printed.font_size,
        "page": {
            "width": page.width,
            "height": page.height,
            "top": page.top,
            "right": page.right,
            "bottom": page.bottom,
            "left": page.left,
        },
        "blocks": list(_blocks(printed)),
    }


def _moment(created: datetime | None) -> dict[str, int] | None:
    if created is None:
        return None
    moment = created.astimezone(UTC)
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(moment, name) for name in names}


def _blocks(printed: PrintedDocument) -> Iterator[dict[str, Any]]:
    levels = heading_levels(printed)
    for number, block in enumerate(printed.blocks):
        match block:
            case PrintedParagraph():
                yield _paragraph(block, levels[number])
            case PrintedImage() if pixels_of(block.data):
                yield {
                    "kind": "picture",
                    # Files beside the template must be text; bytes travel as numbers.
                    "data": list(block.data),
                    "alt": _line(block.alternative) or "Изображение",
                    "width": block.width,
                    "align": block.align.value,
                }
            case PrintedImage():
                yield _paragraph(PrintedParagraph(block.alternative, align=block.align), 0)
            case PrintedTable():
                yield _table(block, printed, levels[number])


def _paragraph(block: PrintedParagraph, level: int) -> dict[str, Any]:
    return {
        "kind": "paragraph",
        "text": _texts(block.text),
        "role": block.role.value,
        "align": block.align.value,
        "level": level,
        "bold": block.is_bold,
        "starts": block.starts_page,
    }


def _table(table: PrintedTable, printed: PrintedDocument, level: int) -> dict[str, Any]:
    table = whole_table(table)
    measure = RowMeasure(table, printed.page, printed.font_size * _TABLE_SIZE)
    heights = [measure.height(row) for row in table.rows]
    rows = [
        _row(row, measure, level, heights[n : n + KEPT_TOGETHER])
        for n, row in enumerate(table.rows)
    ]
    header = rows[: table.header_count]
    return {
        "kind": "table",
        "summary": _line(table.summary),
        "widths": [share or 0.01 for share in measure.shares],
        # A table of nothing but headers is printed as rows: a header must stand above something.
        "header": header if len(header) < len(rows) else [],
        "body": rows[len(header) :] if len(header) < len(rows) else rows,
    }


def _row(
    row: PrintedRow, measure: RowMeasure, level: int, heights: Sequence[float]
) -> dict[str, Any]:
    """Return a row; `heights` are its own and those of the rows below.

    Rows that share a cell stay on one page where they fit: on the next one the words of the cell
    would be missing.
    """
    cells = []
    breaks = False
    column = 0
    for cell in row.cells:
        letters = measure.letters(column, cell.column_span)
        column += cell.column_span
        if cell.is_continuation:
            continue
        height = max(measure.cell_height(cell.text, letters), sum(heights[: cell.row_span]))
        limit = measure.large if cell.row_span == 1 else measure.large * _GROUP_TO_ROW
        breaks = breaks or cell.row_span > KEPT_TOGETHER or height > limit
        cells.append(_cell(cell, letters, level if row.role is RowRole.SECTION else 0))
    return {"role": row.role.value, "breaks": breaks, "cells": cells}


def _cell(cell: PrintedCell, letters: int, level: int) -> dict[str, Any]:
    text, long_words = _fitted(printable(cell.text), letters)
    return {
        "text": _texts(text),
        "colspan": cell.column_span,
        "rowspan": cell.row_span,
        "align": cell.align.value,
        "bold": cell.is_bold,
        "level": level if text.strip() else 0,
        "long": long_words,
    }


def _fitted(text: str, letters: int) -> tuple[str, list[str]]:
    """Return a text whose long words may be broken, and those that typst parts by its own rules.

    Every word of the second kind costs a rule for the whole cell, so only a few may be such.
    """
    by_rule: dict[str, None] = {}

    def fit(found: re.Match[str]) -> str:
        word = found[0]
        if len(word) <= letters or word in by_rule:
            return word
        if len(by_rule) < _MOST_RULES and _PARTED_BY_RULE.fullmatch(word):
            by_rule[word] = None
            return word
        return _parted(word, letters)

    return _WORD.sub(fit, text), list(by_rule)


def _parted(word: str, letters: int) -> str:
    """Return a word that may be broken wherever its cell ends."""
    step = max(min(letters // 2, 12), 1)
    return _BREAK.join(word[start : start + step] for start in range(0, len(word), step))


def _texts(text: str) -> list[list[str]]:
    return [part.split("\n") for part in paragraphs_of(text)]


def _line(text: str) -> str:
    return " ".join(printable(text).split())
