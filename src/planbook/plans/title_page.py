"""Everything of a document that stands before its first table of events, told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planbook.documents import Document, Paragraph, Table
from planbook.findings import Finding
from planbook.plans import plan_remarks
from planbook.plans.assembly import preface_lines
from planbook.plans.front_matter import (
    FrontLines,
    front_table_lines,
    is_front_table,
    is_image_mark,
    is_stamp,
    names_owner,
    split_front,
)
from planbook.plans.header_rows import find_header
from planbook.plans.plan_title import NO_TITLE, PlanTitle, read_plan_title
from planbook.plans.wording import fold, one_line

# Lines that are looked at for the title.
_MAX_LINES = 60
# A table longer than that is no stamp of approval above the title.
_MAX_STAMP_ROWS = 5

Line = tuple[str, int]


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The title and what stands around it; reading goes on at `first_block` without `skipped`."""

    title: PlanTitle
    first_block: int
    skipped: frozenset[int] = frozenset()
    title_lines: tuple[str, ...] = ()
    stamp: str = ""
    approval: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_title_page(document: Document) -> TitlePage:
    """Read the lines before the plan: approval, mark of a draft, owner, title."""
    front_tables = _front_tables(document)
    lines = _lines_before(document, front_tables)
    texts = [text for text, _ in lines]
    title = read_plan_title(texts)
    if title is NO_TITLE:
        front_tables = frozenset()
        return TitlePage(title, 0)
    # Furniture may stand below the title too, in the same table.
    below = [n for n in range(title.last, len(lines)) if lines[n][1] in front_tables]
    front = split_front(texts[: title.first])
    under = split_front([texts[index] for index in below])
    owners = _owner_lines(front, texts)
    approval = (*front.approval, *(below[index] for index in under.approval))
    stamps = (*front.stamp, *(below[index] for index in under.stamp))
    rest = [*front.rest, *(below[index] for index in under.rest)]
    title_lines = [texts[index] for index in (*owners, *range(title.first, title.last))]
    return TitlePage(
        title,
        _first_block(document, title, lines, front_tables),
        front_tables,
        tuple(line for line in title_lines if not is_image_mark(line)),
        _stamp([texts[index] for index in stamps], title),
        tuple(texts[index] for index in approval),
        _above(document, lines, [index for index in rest if index not in owners]),
    )


def _front_tables(document: Document) -> frozenset[int]:
    """Return the tables before the plan that only place approvals and marks on the page."""
    found = []
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Table):
            continue
        if not is_front_table(block) or find_header(block.rows, block.column_count):
            break
        found.append(index)
    return frozenset(found)


def _lines_before(document: Document, front_tables: frozenset[int]) -> list[Line]:
    """Return the lines that may hold the title, each with the index of its block."""
    lines: list[Line] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            lines.append((block.text, index))
        elif index in front_tables:
            lines.extend((line, index) for line in front_table_lines(block))
        else:
            lines.extend((line, index) for line in preface_lines(block))
            if len(block.rows) > _MAX_STAMP_ROWS or find_header(block.rows, block.column_count):
                break
        if len(lines) >= _MAX_LINES:
            break
    return lines


def _first_block(
    document: Document, title: PlanTitle, lines: Sequence[Line], front_tables: frozenset[int]
) -> int:
    """Return the block after the title; a table before it is read too, only furniture is passed."""
    index = lines[title.last - 1][1]
    tables = [
        place
        for place, block in enumerate(document.blocks[:index])
        if isinstance(block, Table) and place not in front_tables
    ]
    if tables:
        return tables[0]
    is_inside = isinstance(document.blocks[index], Table) and index not in front_tables
    return index if is_inside else index + 1


def _owner_lines(front: FrontLines, texts: Sequence[str]) -> tuple[int, ...]:
    """Return the lines right above the title that name whose plan it is."""
    owners: list[int] = []
    for index in reversed(front.rest):
        if not texts[index].strip() or is_image_mark(texts[index]):
            continue
        if not names_owner(texts[index]):
            break
        owners.insert(0, index)
    return tuple(owners)


def _stamp(marks: Sequence[str], title: PlanTitle) -> str:
    """Return the mark of a draft: a line of its own, else the first word of «Проект плана»."""
    if marks:
        return "\n".join(one_line(mark) for mark in marks)
    first, _, _ = title.title.partition(" ")
    return first if title.title != first and is_stamp(first) and fold(first) == "проект" else ""


def _above(document: Document, lines: Sequence[Line], rest: Sequence[int]) -> tuple[Finding, ...]:
    """Tell what stands before the title and was not understood."""
    left = [lines[index] for index in rest if lines[index][0].strip()]
    if not left:
        return ()
    source = document.blocks[left[0][1]].source
    return (plan_remarks.text_above([text for text, _ in left], source),)
