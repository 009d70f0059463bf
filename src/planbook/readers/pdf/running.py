"""Text that repeats on pages: their numbers, running titles above and below. Taken out and told."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from planbook.readers.pdf.content import Line, PageLayout

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:страница|стр\.?|лист|page)\s*)?\d{1,4}(?:\s*(?:из|of|/)\s*\d{1,4})?[-–—.\s]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_EDGE_LINES = 4
# Running titles of two pages stand at the same height, give or take.
_SAME_HEIGHT = 4.0
_EDGE_SHARE = 0.15


@dataclass(slots=True)
class Running:
    """What was taken out: numbers of pages, and running titles with the pages they stood on."""

    numbers: list[int] = field(default_factory=list)
    titles: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def take_out_running(pages: Sequence[PageLayout]) -> Running:
    """Take numbers of pages and running titles out of the lines of the pages."""
    running = Running()
    repeated = _repeated(pages)
    for page in pages:
        kept = list(page.lines)
        for lines in (_above(page), _below(page)):
            for line in _edge(lines, page):
                is_number = bool(_PAGE_NUMBER.fullmatch(line.text))
                if is_number:
                    running.numbers.append(page.number)
                elif line.is_artifact or _key(line) in repeated:
                    running.titles[line.text].append(page.number)
                else:
                    break
                kept.remove(line)
        page.lines = kept
    return running


def _above(page: PageLayout) -> list[Line]:
    """Return the lines before everything else, the outermost first."""
    top = min((table.ys[0] for table in page.tables), default=page.height)
    lines = [line for line in page.lines if line.y < top and line.y <= page.height / 2]
    return sorted(lines, key=lambda line: line.y)[:_EDGE_LINES]


def _below(page: PageLayout) -> list[Line]:
    bottom = max((table.ys[-1] for table in page.tables), default=0.0)
    lines = [line for line in page.lines if line.y > bottom and line.y > page.height / 2]
    return sorted(lines, key=lambda line: -line.y)[:_EDGE_LINES]


def _edge(lines: Iterable[Line], page: PageLayout) -> Iterable[Line]:
    """Yield lines in the margin of a page: near its edge, from the outside in."""
    margin = _EDGE_SHARE * page.height
    return (line for line in lines if line.y <= margin or line.y >= page.height - margin)


def _repeated(pages: Sequence[PageLayout]) -> set[tuple[str, int]]:
    """Return what stands with the same words at the same height on pages one after another."""
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for page in pages:
        for line in (*_above(page), *_below(page)):
            found[_words(line)].append((page.number, line.y))
    repeated = set()
    for words, places in found.items():
        for (number, y), (other, z) in itertools.pairwise(places):
            # Right and left pages may bear different titles, so one page between is allowed.
            if 0 < other - number <= 2 and abs(y - z) <= _SAME_HEIGHT:
                repeated.update({(words, round(y)), (words, round(z))})
    return repeated


def _key(line: Line) -> tuple[str, int]:
    return _words(line), round(line.y)


def _words(line: Line) -> str:
    return _NUMBER.sub("#", line.text)
