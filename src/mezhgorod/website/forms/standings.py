"""A table of places as it is typed: a grid, or pasted lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mezhgorod.outcomes.models import StandingTable
from mezhgorod.outcomes.rules import StandingDraft
from mezhgorod.registry.rules import RuleViolation, count_in
from planbook.standings import Result, read_standings

GRID_ROWS = 12
MAX_ROWS = 300
COLUMNS = ("place", "team", "points", "gold", "silver", "bronze")
LABELS = ("Место", "Команда", "Очки", "Золото", "Серебро", "Бронза")
# As many digits as are kept: nothing is rounded behind one's back.
_POINTS = re.compile(r"[-−]?[0-9]{1,6}(?:[.,][0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class GridRow:
    """A line of the grid as it was typed."""

    place: str = ""
    team: str = ""
    points: str = ""
    gold: str = ""
    silver: str = ""
    bronze: str = ""

    @property
    def is_blank(self) -> bool:
        return not any(getattr(self, name).strip() for name in COLUMNS)


def rows_of_table(table: StandingTable | None) -> list[GridRow]:
    """Return a stored table as the grid shows it, with blank lines to add more."""
    rows = [
        GridRow(
            _said(one.place), one.team, _said(one.points), _said(one.gold), _said(one.silver),
            _said(one.bronze),
        )
        for one in (table.lines.all() if table else ())
    ]  # fmt: skip
    return padded(rows)


def padded(rows: Sequence[GridRow]) -> list[GridRow]:
    """Return a grid with blank lines at its end."""
    blank = max(GRID_ROWS - len(rows), 3)
    return [*rows, *(GridRow() for _ in range(blank))]


def sent_rows(data: Mapping[str, str]) -> list[GridRow]:
    """Return the lines of a sent grid that have something in them."""
    rows = []
    for number in range(min(count_in(data.get("rows", "")) or 0, MAX_ROWS + GRID_ROWS)):
        values = (data.get(f"{name}-{number}", "").replace("\0", "") for name in COLUMNS)
        row = GridRow(*(" ".join(value.split()) for value in values))
        if not row.is_blank:
            rows.append(row)
    return rows


def pasted_rows(text: str) -> tuple[list[GridRow], tuple[str, ...]]:
    """Read pasted lines: cells of Excel, or «1 место: Вологда, 25 очков»; and what is wrong there.

    >>> rows, doubts = pasted_rows("1. Вологда — 25,5 очка")
    >>> rows[0].team, rows[0].points, doubts
    ('Вологда', '25,5', ())
    """
    table = read_standings(text)
    doubts = (
        f"Строка {one.line}: {one.message}" if one.line else one.message for one in table.faults
    )
    return [_pasted(one) for one in table.results[:MAX_ROWS]], tuple(doubts)


def standing_drafts(
    rows: Sequence[GridRow], *, is_name_public: bool = False
) -> tuple[StandingDraft, ...]:
    """Return the lines of a table as they are kept; equal places are ties, empty ones not told.

    Args:
        is_name_public: whether names of people among the teams may be shown to everybody.

    Raises:
        RuleViolation: a line has no team, or something that is no number; its number is told.
    """
    drafts = (_draft(row, number) for number, row in enumerate(rows, start=1))
    return tuple(replace(one, is_name_public=is_name_public) for one in drafts)


def _pasted(one: Result) -> GridRow:
    medals = (one.gold, one.silver, one.bronze)
    told = (str(number) if any(medals) else "" for number in medals)
    return GridRow(_said(one.place), one.team[:300], _said(one.points), *told)


def _draft(row: GridRow, number: int) -> StandingDraft:
    if not row.team:
        raise _wrong(number, "нет команды. Впишите её или очистите строку.")
    return StandingDraft(
        team=row.team[:300],
        place=_whole(row.place.rstrip("."), number, "место"),
        points=_points(row.points, number),
        gold=_whole(row.gold, number, "золото"),
        silver=_whole(row.silver, number, "серебро"),
        bronze=_whole(row.bronze, number, "бронза"),
    )


def _whole(text: str, number: int, what: str) -> int | None:
    if not text:
        return None
    value = count_in(text)
    if value is None or value > 10_000:
        raise _wrong(number, f"«{text[:40]}» не похоже на число ({what}). Напишите его цифрами.")
    return value


def _points(text: str, number: int) -> Decimal | None:
    if not text:
        return None
    plain = text.replace(" ", "")
    if _POINTS.fullmatch(plain) is None:
        raise _wrong(number, f"«{text[:40]}» не похоже на очки. Напишите число, например 25,5.")
    return Decimal(plain.replace(",", ".").replace("−", "-"))


def _wrong(number: int, words: str) -> RuleViolation:
    return RuleViolation("standings.line", f"Строка {number}: {words}", "grid")


def _said(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    return text.rstrip("0").rstrip(".").replace(".", ",") if "." in text else text
