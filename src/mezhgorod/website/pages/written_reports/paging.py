"""A long report is read and edited page by page; contents and findings lead to the right one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mezhgorod.reporting.rules.content import LineRole, WrittenLine

# A page of a browser holds about so many characters of a speech; shorter reports are whole.
PAGE_SIGNS = 30_000
PARTS_ON_PAGE = 50


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A heading of the text; an empty `anchor` leads to the top of its page."""

    title: str
    page: int
    anchor: str


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of the text with the contents of the whole; `number` and `count` are from 1."""

    lines: tuple[WrittenLine, ...]
    number: int
    count: int
    contents: tuple[ContentsEntry, ...]

    @property
    def is_first(self) -> bool:
        """Whether the text begins here."""
        return self.number == 1

    @property
    def is_last(self) -> bool:
        """Whether the text ends here."""
        return self.number == self.count


def text_page(
    lines: Sequence[WrittenLine], *, number: int = 1, part: int = 0, is_whole: bool = False
) -> TextPage:
    """Return a page of a text: the one with a part of the report where one is named.

    Args:
        number: from 1; numbers that are not there give the nearest page.
        part: number of the part of the report that is looked for, 0 for none.
        is_whole: everything on one page, as it is printed.
    """
    pages = [tuple(lines)] if is_whole else _pages(lines)
    holding = (
        place
        for place, page in enumerate(pages, start=1)
        if part and any(line.block == part for line in page)
    )
    chosen = next(holding, min(max(number, 1), len(pages)))
    contents = tuple(
        ContentsEntry(line.text, place, anchor_of(line.block))
        for place, page in enumerate(pages, start=1)
        for line in page
        if line.role is LineRole.HEADING
    )
    return TextPage(pages[chosen - 1], chosen, len(pages), contents)


def anchor_of(part: int | None) -> str:
    """Return the anchor of the first line of a part."""
    return f"part-{part}" if part else ""


def page_of_part(index: int) -> int:
    """Return the page of the editor with the part at an index from 0."""
    return index // PARTS_ON_PAGE + 1


def _pages(lines: Sequence[WrittenLine]) -> list[tuple[WrittenLine, ...]]:
    """Cut a text where no list is torn; a heading goes to the page of what it stands above."""
    pages: list[list[WrittenLine]] = [[]]
    signs = 0
    for line in lines:
        if signs >= PAGE_SIGNS and line.role is not LineRole.ITEM:
            headings: list[WrittenLine] = []
            while pages[-1] and pages[-1][-1].role is LineRole.HEADING:
                headings.insert(0, pages[-1].pop())
            pages.append(headings)
            signs = 0
        pages[-1].append(line)
        signs += sum(len(span.text) for span in line.spans)
    return [tuple(page) for page in pages]
