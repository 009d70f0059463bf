"""A plan written as a numbered list without a table: «1. Форум – 12 мая – г. Вологда»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from planbook.dates import Period
from planbook.documents import Cell, Paragraph, Row, Table
from planbook.findings import SourceRef
from planbook.places import parse_places
from planbook.plans.columns import Column, ColumnSet, header_role
from planbook.plans.content import has_bullet, is_place, without_bullet
from planbook.plans.place_timing import split_place_timing, whole_timing
from planbook.plans.wording import one_line

_NUMBER = re.compile(r"\s*(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})[.)]\s+(?=\S)")
_PARTS = re.compile(r"\s+[–—-]\s+|\s*[;|]\s+|\s*\t\s*|\n+")
_COMMAS = re.compile(r",\s+")
_BRACKET = re.compile(r"^(?P<title>.+?)\s*\((?P<inside>[^()]{3,120})\)[\s.;]*$", re.DOTALL)
_LABEL = re.compile(r"(?P<label>[^:\d]{3,40}):\s*(?P<value>\S.*)", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{3}")
_EDGES = " .;,\n\t"
_REST = "note"
_LABELLED = ("timing", "place", "place_timing", "responsible", "organizers", "audience")
_ROLES = ("number", "title", *_LABELLED, _REST)
# From this share of readable items on a list is a plan.
_MOSTLY = 0.8
_MAX_HEADING = 120
_MAX_ITEM = 1500
_MAX_VENUE_WORDS = 6


@dataclass(slots=True)
class ListedItem:
    """An item of the list: its number and its parts by role."""

    source: SourceRef
    number: str = ""
    parts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_clear(self) -> bool:
        """Whether both what and when are said."""
        return bool(self.parts.get("title")) and bool(
            self.parts.get("timing") or self.parts.get("place_timing")
        )


@dataclass(frozen=True, slots=True)
class ListedPlan:
    """A list as a table with known columns, and the paragraphs that are no part of it."""

    table: Table
    column_set: ColumnSet
    texts: tuple[str, ...]
    outside: tuple[Paragraph, ...]


def read_listed_plan(paragraphs: Sequence[Paragraph], period: Period | None) -> ListedPlan | None:
    """Read paragraphs as rows when nearly every item of the list says what and when, else None."""
    lines: list[ListedItem | Paragraph] = []
    for paragraph in paragraphs:
        _take(lines, paragraph, period)
    items = [line for line in lines if isinstance(line, ListedItem)]
    clear = sum(item.is_clear for item in items)
    if clear < 2 or clear < len(items) * _MOSTLY:
        return None
    rows: list[Row] = []
    outside: list[Paragraph] = []
    texts = [paragraph.text for paragraph in paragraphs if paragraph.text.strip()]
    for index, line in enumerate(lines):
        number = len(rows) + 1
        if isinstance(line, ListedItem):
            rows.append(_item_row(line, number))
        elif _is_heading(line, lines[index + 1 :]):
            rows.append(_heading_row(line, number))
        else:
            outside.append(line)
    columns = ColumnSet(tuple(Column(n, role, "") for n, role in enumerate(_ROLES, start=1)))
    table = Table(tuple(rows), len(_ROLES), items[0].source)
    kept = tuple(text for text in texts if text not in {p.text for p in outside})
    return ListedPlan(table, columns, kept, tuple(outside))


def read_item(text: str, period: Period | None = None) -> dict[str, list[str]]:
    """Part one item into title, date and place; what it is not sure of stays in the title.

    >>> read_item("Форум молодёжи – 12 мая – г. Вологда")
    {'title': ['Форум молодёжи'], 'timing': ['12 мая'], 'place': ['г. Вологда']}
    >>> read_item("Слёт туристов (Шуя, июнь)")
    {'title': ['Слёт туристов'], 'place_timing': ['Шуя, июнь']}
    """
    bracket = _BRACKET.match(text)
    if bracket is not None and any(
        pair.timing for pair in split_place_timing(bracket["inside"], period)
    ):
        role = "timing" if whole_timing(bracket["inside"], period) else "place_timing"
        return {"title": [one_line(bracket["title"])], role: [bracket["inside"].strip()]}
    pieces = [piece.strip(_EDGES) for piece in _PARTS.split(text)]
    parts = _sorted_parts([piece for piece in pieces if piece], period)
    if "timing" in parts or "place_timing" in parts:
        return parts
    pieces = [piece.strip(_EDGES) for piece in _COMMAS.split(text)]
    return _comma_parts([piece for piece in pieces if piece], period) or {"title": [one_line(text)]}


def _take(lines: list[ListedItem | Paragraph], paragraph: Paragraph, period: Period | None) -> None:
    text = paragraph.text
    if not text.strip():
        return
    found = _NUMBER.match(text)
    number = found["number"] if found else ""
    is_item = found is not None or has_bullet(text) or bool(paragraph.list_marker)
    if len(text) > _MAX_ITEM:
        lines.append(paragraph)
    elif is_item:
        body = text[found.end() :] if found else without_bullet(text)
        marker = paragraph.list_marker.strip(" .)")
        number = number or (marker if marker[:1].isdigit() else "")
        lines.append(ListedItem(paragraph.source, number, read_item(body, period)))
    elif not _joins_last(lines, text):
        parts = read_item(text, period)
        item = ListedItem(paragraph.source, "", parts)
        lines.append(item if item.is_clear and not paragraph.heading_level else paragraph)


def _joins_last(lines: list[ListedItem | Paragraph], text: str) -> bool:
    """Add «Место: г. Вологда» on a line of its own to the item above."""
    last = lines[-1] if lines else None
    labelled = _labelled(text.strip(_EDGES))
    if not isinstance(last, ListedItem) or labelled is None:
        return False
    last.parts.setdefault(labelled[0], []).append(labelled[1])
    return True


def _sorted_parts(pieces: Sequence[str], period: Period | None) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for piece in pieces:
        role, text = _labelled(piece) or (_role(piece, parts, period), piece)
        parts.setdefault(role, []).append(text)
    return parts if _WORD.search(" ".join(parts.get("title", ()))) else {}


def _role(piece: str, parts: dict[str, list[str]], period: Period | None) -> str:
    if whole_timing(piece, period) and "timing" not in parts:
        return "timing"
    if "title" not in parts:
        return "title"
    pairs = split_place_timing(piece, period)
    if "timing" not in parts and all(pair.timing and is_place(pair.place) for pair in pairs):
        return "place_timing"
    is_free = "place" not in parts
    return "place" if is_free and (is_place(piece) or _is_venue(piece, parts)) else _REST


def _is_venue(piece: str, parts: dict[str, list[str]]) -> bool:
    """Tell a hall or a square that follows title and date from an organisation or a remark."""
    result = parse_places(piece)
    has_venue = any(place.venue for place in result.places) and not result.findings
    return "timing" in parts and has_venue and len(piece.split()) <= _MAX_VENUE_WORDS


def _comma_parts(pieces: Sequence[str], period: Period | None) -> dict[str, list[str]] | None:
    """Read «Форум, 12 мая, г. Вологда»: the date parts the title from the place."""
    at = next((n for n, piece in enumerate(pieces) if whole_timing(piece, period)), None)
    if at is None:
        return None
    before, after = ", ".join(pieces[:at]), ", ".join(pieces[at + 1 :])
    parts: dict[str, list[str]] = {"title": [before or after], "timing": [pieces[at]]}
    if before and after:
        parts["place" if is_place(after) else _REST] = [after]
    return parts if _WORD.search(parts["title"][0]) else None


def _labelled(piece: str) -> tuple[str, str] | None:
    found = _LABEL.fullmatch(piece)
    if found is None:
        return None
    role = header_role(found["label"])
    if role not in _LABELLED:
        return None
    return role, found["value"].strip(_EDGES)


def _is_heading(line: Paragraph, following: Sequence[ListedItem | Paragraph]) -> bool:
    """Tell a heading of the list: short, no sentence, and an item or another heading below it."""
    text = line.text.strip()
    is_short = len(text) <= _MAX_HEADING and not text.endswith((".", ";", ","))
    has_items = any(isinstance(other, ListedItem) for other in following)
    return has_items and (is_short or line.heading_level > 0)


def _item_row(item: ListedItem, number: int) -> Row:
    source = replace(item.source, row=number)
    texts = {**{role: "\n".join(parts) for role, parts in item.parts.items()}}
    texts["number"] = item.number
    cells = tuple(
        Cell(texts.get(role, ""), column, source=replace(source, column=column))
        for column, role in enumerate(_ROLES, start=1)
    )
    return Row(cells, source=source)


def _heading_row(line: Paragraph, number: int) -> Row:
    source = replace(line.source, row=number)
    return Row(
        (Cell(line.text, 1, len(_ROLES), footnotes=line.footnotes, source=source),), source=source
    )
