"""Who signed a plan: lines and tables under it with a post, a place for a signature, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from planbook.documents import Row, Table
from planbook.plans.phrases import PhraseIndex, read_vocabulary
from planbook.plans.wording import fold, one_line

_NAME = re.compile(
    r"(?<!\w)[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?[А-ЯЁ][а-яё-]+|(?<!\w)[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\."
)
_SIGN_PLACE = re.compile(r"_{4,}|\bМ\.\s?П\.|/\s*/")
_MAX_LINE = 160
_MAX_LINES = 12
_MAX_ROWS = 6
_MAX_COLUMNS = 5


def signature_start(lines: Sequence[str]) -> int:
    """Return from which of the last lines of a document the signature begins, else their number.

    >>> signature_start(["Примечание к плану.", "Глава города", "А. А. Иванов"])
    1
    """
    for index, line in enumerate(lines):
        block = lines[index:]
        if len(block) <= _MAX_LINES and _opens_signature(line) and are_signature(block):
            return index
    return len(lines)


def are_signature(lines: Sequence[str]) -> bool:
    """Tell whether lines together are a signature: short ones, a post or a name among them."""
    texts = [one_line(line) for line in lines if line.strip()]
    if not texts or any(len(text) > _MAX_LINE for text in texts):
        return False
    has_name = any(_is_signed(text) for text in texts)
    return _opens_signature(texts[0]) and (has_name or not texts[0].endswith((".", ":", ";")))


def is_signature_table(table: Table) -> bool:
    """Tell a table without borders with posts at the left and names at the right.

    A name or a place for a signature has to stand in it, and its first words name a post.
    """
    if len(table.rows) > _MAX_ROWS or table.column_count > _MAX_COLUMNS:
        return False
    rows = [texts for texts in map(_texts, table.rows) if texts]
    if not rows or any(len(text) > _MAX_LINE for texts in rows for text in texts):
        return False
    is_signed = any(_is_signed(text) for texts in rows for text in texts)
    return is_signed and _opens_signature(rows[0][0])


def is_signed_row(texts: Sequence[str]) -> bool:
    """Tell a row of a post and a name, with nothing but a place for the signature between them.

    >>> is_signed_row(["Директор музея", "И. И. Котов"]), is_signed_row(["Директор", "июнь"])
    (True, False)
    """
    if not 2 <= len(texts) <= _MAX_COLUMNS or any(len(text) > _MAX_LINE for text in texts):
        return False
    last = one_line(texts[-1])
    is_bare = all(_SIGN_PLACE.search(text) for text in texts[1:-1])
    return is_bare and _opens_signature(texts[0]) and _NAME.fullmatch(last) is not None


def signature_lines(table: Table) -> list[str]:
    """Return the rows of such a table, cells parted by tabs."""
    return ["\t".join(texts) for texts in map(_texts, table.rows) if texts]


def _texts(row: Row) -> list[str]:
    return [cell.text.strip() for cell in row.cells if cell.text.strip()]


def _opens_signature(line: str) -> bool:
    words = fold(line).lstrip(' «"(')
    is_name = _NAME.match(one_line(line)) is not None and len(line) < 40
    return _posts().match(words) is not None or is_name


def _is_signed(text: str) -> bool:
    return _NAME.search(text) is not None or _SIGN_PLACE.search(text) is not None


@cache
def _posts() -> PhraseIndex:
    return PhraseIndex([read_vocabulary("title")["signature"]["posts"]])
