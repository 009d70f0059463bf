"""Roles of columns from the words of their headers. Content of cells is not looked at here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from rapidfuzz import fuzz, process

from planbook.plans.header_parts import is_calendar_header, timing_part
from planbook.plans.phrases import PhraseIndex, read_vocabulary
from planbook.plans.wording import fold, header_words, one_line

OTHER = "other"
# Roles of columns that say when.
TIMED_ROLES = ("timing", "place_timing")
# Roles whose cells have no field of their own in an event: they are told in its note.
TOLD_IN_NOTE = frozenset(
    {
        "funding_source",
        "result",
        "indicators",
        "unit",
        "documents",
        "document_kind",
        "tasks",
        "direction",
        "form",
        "level",
        "basis",
        "contacts",
    }
)
_PREPOSITION = re.compile(r"^\s*(?:на|за|в)\s+", re.IGNORECASE)
_MAX_LABEL = 100
# Roles of which a table has one column; a second one is kept as a column of its own name.
_SINGLE = frozenset({"number", "title"})
# When no header names the events themselves, the first of these roles stands for the title.
# «» is a column that is not named at all.
_TITLE_SUBSTITUTES = ("description", OTHER, "", "form", "place", "direction", "document_kind")
# A header over several columns that says little by itself: what stands under it names the columns.
_CONTAINERS = frozenset({None, OTHER, "title", "description", "place_timing", "direction", "form"})
# Roles that a lower line of a header may name under a header of another role.
_NARROWING = frozenset({"number", "title", "timing", "place", "place_timing"})
_CLOSED = frozenset({"timing", "place", "result", "indicators", "budget", "note", "documents"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the grid (from 1): its role, its printed header, and for a timing which end.

    `part` is «start» or «end» where a two-level header splits the timing, «month», «day» or «time»
    for columns that hold one part of a date, «calendar» for a column that stands for a year, a
    quarter or a month, named by `calendar`, and holds marks; else empty.
    """

    index: int
    role: str
    header: str
    part: str = ""
    calendar: str = ""

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
    words = header_words(header)
    if not words:
        return None
    found = _alone_role(words) or _phrase_role(words)
    return found if found is not None else _misspelt_role(words)


def levels_role(levels: Sequence[str]) -> str | None:
    """Return the role that the lines of a header name together, from the top one down.

    >>> levels_role(["Программа", "Сроки проведения"]), levels_role(["Участники", "всего"])
    ('timing', 'audience')
    """
    role: str | None = None
    for depth, level in enumerate(levels):
        own = header_role(level) if depth == 0 or _opens(level) else None
        role = _narrowed(role, own, levels[:depth], level) if depth else own
    return role


def is_header_cell(text: str) -> bool:
    """Tell whether a cell reads like a header: short, and its first words name a role."""
    if len(text) > _limit("header_characters"):
        return False
    words = header_words(text)
    return bool(words) and (_opens(text) or _misspelt_role(words) is not None)


def build_columns(headers: Sequence[tuple[int, *tuple[str, ...]]]) -> ColumnSet:
    """Give every column a role by its header; columns are (grid position, line of header, line …).

    >>> columns = build_columns([(1, "Дата, время"), (2, "Наименование"), (3, "Погода")])
    >>> [column.role for column in columns.columns]
    ['timing', 'title', 'other:Погода']
    >>> build_columns([(1, "Событие"), (2, "Срок", "начала")]).at(2).part
    'start'
    """
    columns = [_column(index, levels) for index, *levels in headers]
    columns = _with_title(columns)
    columns = _with_years_of_funding(_without_doubles(columns))
    return ColumnSet(tuple(_with_calendar_grid(_without_lone_time(columns))))


def other_role(header: str, index: int) -> str:
    """Return the role of a column that has none of its own; a very long header is cut in it.

    >>> other_role("Погода", 5), other_role("", 5)
    ('other:Погода', 'other:столбец 5')
    """
    return f"{OTHER}:{header[:_MAX_LABEL] or f'столбец {index}'}"


def _column(index: int, levels: Sequence[str]) -> Column:
    role = levels_role(levels)
    printed = one_line("\n".join(levels))
    calendar = _calendar(levels)
    if role is None or role == OTHER:
        return Column(index, other_role(printed, index), printed, calendar=calendar)
    if role == "timing" and calendar and len(levels) > 1:
        return Column(index, role, printed, "calendar", calendar)
    return Column(index, role, printed, _part(levels) if role == "timing" else "")


def _part(levels: Sequence[str]) -> str:
    lines = [line for level in levels for line in level.splitlines() if line.strip()]
    return timing_part(levels[-1]) or (timing_part(lines[-1]) if lines else "")


def _calendar(levels: Sequence[str]) -> str:
    """Return the year, quarter or month a column stands for, with the year of the line above."""
    if not is_calendar_header(levels[-1]):
        return ""
    above = [level for level in levels[:-1] if is_calendar_header(level)]
    return one_line(" ".join((levels[-1], *above)))


def _narrowed(group: str | None, own: str | None, above: Sequence[str], level: str) -> str | None:
    """Return the role of a column whose header stands under that of a group of columns."""
    if own is None or (own == OTHER and group not in _CONTAINERS):
        is_shared = group == "timing" and not timing_part(level)
        return "budget" if is_shared and _says(above, "budget") else group or own
    if group in _CONTAINERS or own == "note":
        return own
    if group == "budget":
        return own if own == "funding_source" else group
    return own if own in _NARROWING and group not in _CLOSED else group


def _with_title(columns: list[Column]) -> list[Column]:
    if any(column.role == "title" for column in columns):
        return columns
    for role in _TITLE_SUBSTITUTES:
        for position, column in enumerate(columns):
            is_free = not column.is_known and not column.calendar
            if column.role == role or (is_free and role == (OTHER if column.header else "")):
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


def _with_years_of_funding(columns: list[Column]) -> list[Column]:
    """Beside a column of amounts a column named by a year («на 2010 год») holds amounts too."""
    if not any(column.role == "budget" for column in columns):
        return columns
    return [
        replace(column, role="budget")
        if not column.is_known and is_calendar_header(_PREPOSITION.sub("", column.header))
        else column
        for column in columns
    ]


def _with_calendar_grid(columns: list[Column]) -> list[Column]:
    """Columns named by months or quarters are the timing where no other column is."""
    periods = [column for column in columns if column.calendar and not column.is_known]
    if len(periods) < 2 or any(column.role in TIMED_ROLES for column in columns):
        return columns
    return [
        replace(column, role="timing", part="calendar") if column in periods else column
        for column in columns
    ]


def _without_lone_time(columns: list[Column]) -> list[Column]:
    """A column of days, months or hours is a part of a date only beside one of another part."""
    timings = [column for column in columns if column.role == "timing"]
    if len(timings) > 1:
        return columns
    return [
        replace(column, part="") if column.part in ("month", "day", "time") else column
        for column in columns
    ]


def _opens(header: str) -> bool:
    """Tell whether the first words of a header name a role."""
    words = header_words(header)
    found = _index().search(words)
    return _alone_role(words) is not None or (found is not None and found.start == 0)


def _says(levels: Sequence[str], role: str) -> bool:
    words = header_words(" ".join(levels))
    found = _index().search(words)
    while found is not None:
        if _role_names()[found.entry] == role:
            return True
        found = _index().search(words, found.end)
    return False


def _alone_role(words: str) -> str | None:
    found = _alone_index().match(words)
    return _role_names()[found.entry] if found is not None and found.end == len(words) else None


def _phrase_role(words: str) -> str | None:
    found = _index().search(words)
    while found is not None and not _is_whole(words, found.entry, found.start, found.end):
        found = _index().search(words, found.end)
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


def _is_whole(words: str, entry: int, start: int, end: int) -> bool:
    """Tell whether the words around a phrase are those that its role allows."""
    allowed = _entries()[entry].get("rest")
    around = f"{words[:start]} {words[end:]}".replace("-", " - ").split()
    return allowed is None or all(word in allowed for word in around)


def _misspelt_role(words: str) -> str | None:
    if len(words) < 5:
        return None
    best = process.extractOne(
        words, _spellings(), scorer=fuzz.ratio, score_cutoff=_limit("misspelling")
    )
    return _spellings_roles()[best[0]] if best else None


def _limit(name: str) -> int:
    return int(read_vocabulary("columns")["limits"][name])


def _entries() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = read_vocabulary("columns")["role"]
    return entries


@cache
def _index() -> PhraseIndex:
    return PhraseIndex([entry["phrases"] for entry in _entries()])


@cache
def _alone_index() -> PhraseIndex:
    return PhraseIndex([entry.get("alone", ()) for entry in _entries()])


@cache
def _role_names() -> list[str]:
    return [entry["name"] for entry in _entries()]


@cache
def _spellings_roles() -> dict[str, str]:
    """Known headers as words to compare misspelt ones with."""
    return {
        spelling: entry["name"] for entry in _entries() for spelling in entry.get("spellings", ())
    }


@cache
def _spellings() -> list[str]:
    return list(_spellings_roles())
