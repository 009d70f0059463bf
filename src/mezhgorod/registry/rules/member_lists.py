"""A list of members pasted from a letter or a table: one member in a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mezhgorod.registry.rules.refusals import RuleViolation
from mezhgorod.registry.rules.validity import Bound, read_bound

MAX_LINES = 500
MAX_TEXT = 100_000
MAX_LINE = 600
_NUMBER = re.compile(r"^\s*(?:\d{1,4}[.)]?\s+|\d{1,4}[.)]|[•·*–—-]\s+)")
_PARTS = re.compile(r"\s*[;\t|]\s*")


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One line of a pasted list: «Вологда; с 1999»."""

    number: int
    name: str
    since: Bound
    basis_text: str = ""


@dataclass(frozen=True, slots=True)
class LineError:
    """Why a line cannot be taken over."""

    number: int
    text: str
    message: str


def read_member_lines(text: str) -> tuple[list[MemberLine], list[LineError]]:
    """Read a pasted list; every line that is not understood gives its own error.

    A line is a name, then if known when it joined and on what basis, apart by «;» or a tabulator.
    Numbers and bullets before the name are left out, so are empty lines.

    Raises:
        RuleViolation: nothing is there, or far too much.

    >>> lines, errors = read_member_lines("1. Вологда; с 1999\\n2. Псков")
    >>> [(line.name, line.since.text) for line in lines], errors
    ([('Вологда', 'с 1999'), ('Псков', '')], [])
    """
    if len(text) > MAX_TEXT or text.count("\n") >= MAX_LINES * 2:
        message = f"Список слишком длинный: за один раз вставляйте до {MAX_LINES} строк."
        raise RuleViolation("members.too_many", message, "text")
    numbered = enumerate(text.replace("\x00", " ").splitlines(), start=1)
    rows = [(number, row.strip()) for number, row in numbered if row.strip()]
    if not rows:
        message = "Вставьте список: один член в строке, например «Вологда; с 1999»."
        raise RuleViolation("members.empty", message, "text")
    if len(rows) > MAX_LINES:
        message = f"В списке {len(rows)} строк, за один раз можно до {MAX_LINES}. Разделите список."
        raise RuleViolation("members.too_many", message, "text")
    lines: list[MemberLine] = []
    errors: list[LineError] = []
    for number, row in rows:
        try:
            lines.append(_line(number, row))
        except RuleViolation as refusal:
            errors.append(LineError(number, row[:80], refusal.message))
    return lines, errors


def _line(number: int, row: str) -> MemberLine:
    if len(row) > MAX_LINE:
        message = f"Строка длиннее {MAX_LINE} знаков. Пишите одного члена в строке."
        raise RuleViolation("members.line", message)
    name, *rest = _PARTS.split(_NUMBER.sub("", row), maxsplit=2)
    if not name:
        raise RuleViolation("members.line", "Нет названия города или организации.")
    since = read_bound(rest[0]) if rest else Bound()
    return MemberLine(number, name, since, rest[1][:300] if len(rest) > 1 else "")
