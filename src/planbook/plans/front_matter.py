"""What stands before the title of a plan: a mark «Проект», a block «Утверждаю», the owner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from planbook.documents import Row, Table
from planbook.plans.phrases import PhraseIndex, read_vocabulary
from planbook.plans.wording import fold, one_line

_MAX_STAMP = 40
# A table longer or wider than that is no furniture of the title page.
_MAX_ROWS = 6
_MAX_COLUMNS = 4
# The last line of a block of approval: a date, a number, a place for a signature, a name.
_CLOSING = re.compile(
    r"_{3,}|(?<!\d)\d{1,2}\.\d{1,2}\.\d{2,4}|«[\s_\d]*»|№\s*\S|"
    r"(?<!\w)[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.|"
    r"(?:19|20)\d{2}\s*(?:г\.|год)|(?<!\w)[Nn]\s*\d"
)
_WORDS = re.compile(r"[а-я-]+")
_ADJECTIVES = ("ая", "яя", "ое", "ее", "ый", "ий", "ой")
# «У Т В Е Р Ж Д А Ю»
_SPACED = re.compile(r"^(?:\w ){3,}\w(?!\w)")
_IMAGE = re.compile(r"\s*\[(?:image|рисунок|изображение)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FrontLines:
    """Positions of the lines before a title: marks of a draft, lines of approval, all others."""

    stamp: tuple[int, ...] = ()
    approval: tuple[int, ...] = ()
    rest: tuple[int, ...] = ()


def split_front(lines: Sequence[str]) -> FrontLines:
    """Tell apart the lines that stand before a title.

    A block of approval begins with one of its words and ends with a date, a number or a place for
    a signature; where it has none of them it goes on to the owner, or without one to the title.

    >>> front = split_front(["УТВЕРЖДАЮ", "Глава города", "«__» ______ 2024 г.", "Союз городов"])
    >>> front.approval, front.rest
    ((0, 1, 2), (3,))
    """
    stamp: list[int] = []
    block: list[int] = []
    rest: list[int] = []
    for index, line in enumerate(lines):
        if is_stamp(line):
            stamp.append(index)
        elif block or opens_approval(line):
            block.append(index)
        else:
            rest.append(index)
    end = _approval_end([lines[index] for index in block])
    return FrontLines(tuple(stamp), tuple(block[:end]), (*rest, *block[end:]))


def is_stamp(line: str) -> bool:
    """Tell a mark of a draft («Проект», «ПРОЕКТ от 12.01.2024») from other words.

    >>> is_stamp("ПРОЕКТ"), is_stamp("(проект)"), is_stamp("Проект плана мероприятий")
    (True, True, False)
    """
    words = fold(line).strip(' «»"()[]')
    found = _stamps().match(words)
    if found is None or len(words) > _MAX_STAMP:
        return False
    following = words[found.end :].strip(" ,.:()-")
    return not following or re.match(r"(?:от|на|по состоянию|№|\d)", following) is not None


def opens_approval(line: str) -> bool:
    """Tell whether a block of approval begins with a line: «УТВЕРЖДЕН», «Приложение № 1»."""
    words = fold(line).lstrip(' «"(')
    whole = _SPACED.sub(lambda found: found[0].replace(" ", ""), words)
    return _approvals().match(whole) is not None


def is_image_mark(line: str) -> bool:
    """Tell the mark of a picture from printed words."""
    return _IMAGE.match(line) is not None


def is_front_table(table: Table) -> bool:
    """Tell a table without borders that only places a block of approval or a mark of a draft."""
    if len(table.rows) > _MAX_ROWS or table.column_count > _MAX_COLUMNS:
        return False
    first = next((texts for texts in map(_cell_texts, table.rows) if texts), [])
    return any(opens_approval(text) or is_stamp(text) for text in first)


def front_table_lines(table: Table) -> Iterator[str]:
    """Yield the lines of such a table.

    Rows of several cells are read column by column, because approvals stand side by side.
    """
    rows: list[Row] = []
    for row in table.rows:
        if len([cell for cell in row.cells if cell.text.strip()]) > 1 and len(row.cells) > 1:
            rows.append(row)
            continue
        yield from _by_column(rows, table.column_count)
        rows = []
        yield from _by_column([row], table.column_count)
    yield from _by_column(rows, table.column_count)


def _by_column(rows: Sequence[Row], column_count: int) -> Iterator[str]:
    for column in range(1, column_count + 1):
        for row in rows:
            for cell in row.cells:
                if cell.column == column:
                    yield from (line for line in cell.text.splitlines() if line.strip())


def names_owner(line: str) -> bool:
    """Tell whether a line before the title names an organisation or a territory."""
    return bool(_owner_nouns().search(fold(line))) and len(line) < 200 and "____" not in line


def _cell_texts(row: Row) -> list[str]:
    return [one_line(cell.text) for cell in row.cells if cell.text.strip()]


def _approval_end(block: Sequence[str]) -> int:
    """Return how many lines of a block are approval; after its last date the owner may stand.

    Without a date an organisation in the nominative is the owner («Союз городов»): those who
    approve are told by a post or in another case, or stand right under the first word.
    """
    closing = [index for index, line in enumerate(block) if _CLOSING.search(line)]
    if closing:
        return closing[-1] + 1
    owners = (
        index
        for index, line in enumerate(block)
        if index and not opens_approval(block[index - 1]) and _is_organisation(line)
    )
    return next(owners, len(block))


def _is_organisation(line: str) -> bool:
    """Tell a line that begins with an organisation in the nominative, adjectives before it."""
    nouns = read_vocabulary("title")["owner"]["nouns"]
    words = _WORDS.findall(fold(line))
    first = next((word for word in words if not word.endswith(_ADJECTIVES)), "")
    return first in nouns


@cache
def _approvals() -> PhraseIndex:
    return PhraseIndex([read_vocabulary("title")["approval"]["phrases"]])


@cache
def _stamps() -> PhraseIndex:
    return PhraseIndex([read_vocabulary("title")["stamp"]["phrases"]])


@cache
def _owner_nouns() -> PhraseIndex:
    owner = read_vocabulary("title")["owner"]
    nouns = [*owner["nouns"], *owner["territories"]]
    return PhraseIndex([[f"{noun[:-1] if noun[-1] in 'аяоеь' else noun}*" for noun in nouns]])
