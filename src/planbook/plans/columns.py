"""Roles of columns from the words of their headers. Content of cells is not looked at here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz, process

from planbook.plans.phrases import PhraseIndex, read_vocabulary
from planbook.plans.wording import fold, one_line

OTHER = "other"
# Roles of columns that say when.
TIMED_ROLES = ("timing", "place_timing")
_PUNCTUATION = re.compile(r"[^\w\s-]+")
_SPACES = re.compile(r"\s+")
_MAX_LABEL = 100
# Roles of which a table has one column; a second one is kept as a column of its own name.
_SINGLE = frozenset({"number", "title"})
# When no header names the events themselves, the first of these roles stands for the title.
_TITLE_SUBSTITUTES = ("description", "place", OTHER)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the grid (from 1): its role, its printed header, and for a timing which end.

    `part` is «start» or «end» where a two-level header splits the timing, «month» for a column of
    months beside one of days, else empty.
    """

    index: int
    role: str
    header: str
    part: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the header was understood."""
        return not self.role.startswith(OTHER)


@dataclass(frozen=True, slots=True)
class ColumnSet:
    """The columns of a table in order."""

    columns: tuple[Column, ...]

    def at(self, index: int) -> Column:
        """Return the column at a grid position; beyond the header it is one without a name."""
        found = next((column for column in self.columns if column.index == index), None)
        return found or Column(index, other_role("", index), "")

    def has(self, role: str) -> bool:
        """Tell whether some column has the role."""
        return any(column.role == role for column in self.columns)

    def indexes(self, role: str) -> tuple[int, ...]:
        """Return the grid positions of a role."""
        return tuple(column.index for column in self.columns if column.role == role)


def header_role(header: str) -> str | None:
    """Return the role a header names, «other» for a known header without one, None if unknown.

    >>> header_role("Место, дата"), header_role("Отвественный"), header_role("Погода")
    ('place_timing', 'responsible', None)
    """
    if len(header) > _limit("header_characters"):
        return None
    words = _header_words(header)
    if not words:
        return None
    found = _phrase_role(words)
    return found if found is not None else _misspelt_role(words)


def is_header_cell(text: str) -> bool:
    """Tell whether a cell reads like a header: short, and its first words name a role."""
    if len(text) > _limit("header_characters"):
        return False
    words = _header_words(text)
    found = _index().search(words)
    is_known = found is not None and found.start == 0
    return bool(words) and (is_known or _misspelt_role(words) is not None)


def build_columns(headers: Sequence[tuple[int, str]]) -> ColumnSet:
    """Give every column a role by its header; columns are (grid position, printed header).

    >>> column_set = build_columns([(1, "Дата, время"), (2, "Наименование"), (3, "Погода")])
    >>> [column.role for column in column_set.columns]
    ['timing', 'title', 'other:Погода']
    """
    columns = [_column(index, header) for index, header in headers]
    columns = _with_title(columns)
    return ColumnSet(tuple(_without_doubles(columns)))


def timing_part(header: str) -> str:
    """Return which part of a timing a header names: «start», «end», «month» or nothing.

    >>> timing_part("окончания"), timing_part("Месяц"), timing_part("Срок")
    ('end', 'month', '')
    """
    parts = read_vocabulary("columns")["subheaders"]
    words = _header_words(header)
    for part in ("start", "end", "month"):
        found = _part_index(part, tuple(parts[part])).search(words)
        if found is not None and words[found.end :].strip() in {"", "срока", "работ", "реализации"}:
            return part
    return ""


def other_role(header: str, index: int) -> str:
    """Return the role of a column that has none of its own; a very long header is cut in it.

    >>> other_role("Погода", 5), other_role("", 5)
    ('other:Погода', 'other:столбец 5')
    """
    return f"{OTHER}:{header[:_MAX_LABEL] or f'столбец {index}'}"


def _column(index: int, header: str) -> Column:
    role = header_role(header)
    printed = one_line(header)
    if role is None or role == OTHER:
        return Column(index, other_role(printed, index), printed)
    part = timing_part(header.rsplit("\n", 1)[-1]) if role == "timing" else ""
    return Column(index, role, printed, part)


def _with_title(columns: list[Column]) -> list[Column]:
    if any(column.role == "title" for column in columns):
        return columns
    for role in _TITLE_SUBSTITUTES:
        for position, column in enumerate(columns):
            if column.role == role or (role == OTHER and not column.is_known):
                return [
                    *columns[:position],
                    replace(column, role="title"),
                    *columns[position + 1 :],
                ]
    return columns


def _without_doubles(columns: list[Column]) -> list[Column]:
    """Keep one title and one number: the title that speaks of events, else the first."""
    titles = [column for column in columns if column.role == "title"]
    best = next((column for column in titles if "мероприяти" in fold(column.header)), None)
    kept = {"title": best or (titles[0] if titles else None)}
    result = []
    for column in columns:
        if column.role in _SINGLE:
            kept.setdefault(column.role, column)
            if kept[column.role] is not column:
                column = replace(column, role=other_role(column.header, column.index))
        result.append(column)
    return result


def _phrase_role(words: str) -> str | None:
    found = _index().search(words)
    if found is None:
        return None
    role = _role_names()[found.entry]
    if role in ("place", "timing"):
        other = _index().search(words, found.end)
        while other is not None:
            if {role, _role_names()[other.entry]} == {"place", "timing"}:
                return "place_timing"
            other = _index().search(words, other.end)
    return role


def _misspelt_role(words: str) -> str | None:
    if len(words) < 5:
        return None
    best = process.extractOne(
        words, _spellings(), scorer=fuzz.ratio, score_cutoff=_limit("misspelling")
    )
    return _spellings_roles()[best[0]] if best else None


def _header_words(header: str) -> str:
    """Fold a header: «№ п/п» becomes «n п п», a word broken by a hyphen is made whole."""
    whole = re.sub(r"(?<=\w)-\s*\n\s*(?=[а-яё])", "", header)
    plain = fold(whole).replace("№", " n ")
    return _SPACES.sub(" ", _PUNCTUATION.sub(" ", plain)).strip()


def _limit(name: str) -> int:
    return int(read_vocabulary("columns")["limits"][name])


@cache
def _index() -> PhraseIndex:
    return PhraseIndex([entry["phrases"] for entry in read_vocabulary("columns")["role"]])


@cache
def _part_index(_part: str, phrases: tuple[str, ...]) -> PhraseIndex:
    return PhraseIndex([phrases])


@cache
def _role_names() -> list[str]:
    return [entry["name"] for entry in read_vocabulary("columns")["role"]]


@cache
def _spellings_roles() -> dict[str, str]:
    """Known headers as words to compare misspelt ones with."""
    return {
        spelling: entry["name"]
        for entry in read_vocabulary("columns")["role"]
        for spelling in entry.get("spellings", ())
    }


@cache
def _spellings() -> list[str]:
    return list(_spellings_roles())
