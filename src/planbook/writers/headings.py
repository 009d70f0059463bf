"""Levels of the headings of a printed document, without gaps, as accessible formats want them."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeGuard

from planbook.documents.printed import (
    ParagraphRole,
    PrintedBlock,
    PrintedDocument,
    PrintedParagraph,
    PrintedTable,
)

_DEEPEST = 6


def with_one_title(printed: PrintedDocument) -> PrintedDocument:
    """Return the document with the paragraphs of its title as the lines of one heading.

    >>> lines = (PrintedParagraph("План", ParagraphRole.TITLE),
    ...          PrintedParagraph("на 2023 год", ParagraphRole.TITLE))
    >>> [block.text for block in with_one_title(PrintedDocument("План", lines)).blocks]
    ['План\\nна 2023 год']
    """
    blocks: list[PrintedBlock] = []
    for block in printed.blocks:
        last = blocks[-1] if blocks else None
        if _is_title(block) and last is not None and _is_title(last):
            blocks[-1] = replace(last, text=f"{last.text}\n{block.text}")
        else:
            blocks.append(block)
    return replace(printed, blocks=tuple(blocks))


def _is_title(block: PrintedBlock) -> TypeGuard[PrintedParagraph]:
    return isinstance(block, PrintedParagraph) and block.role is ParagraphRole.TITLE


def heading_levels(printed: PrintedDocument) -> list[int]:
    """Return a level for every block: of a heading itself, of the heading rows inside a table.

    The title is 1 and what it covers begins with 2; no level is skipped (PDF/UA-1, 7.4.2). 0 is no
    heading.

    >>> blocks = (PrintedParagraph("План", ParagraphRole.TITLE), PrintedTable((), (1.0,)))
    >>> heading_levels(PrintedDocument("План", blocks))
    [1, 2]
    """
    levels: list[int] = []
    offset = 0
    reached = 0
    for block in printed.blocks:
        wanted = 0
        if isinstance(block, PrintedTable):
            levels.append(min(reached + 1, _DEEPEST))
            continue
        if isinstance(block, PrintedParagraph) and block.text.strip():
            if block.role is ParagraphRole.TITLE and not offset:
                offset = wanted = 1
            elif block.level:
                wanted = min(block.level + offset, reached + 1, _DEEPEST)
        reached = wanted or reached
        levels.append(wanted)
    return levels
