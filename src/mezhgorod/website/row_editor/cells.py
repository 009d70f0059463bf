"""Cells of a row as fields of a form: their names, their bounds, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.board.evidence import header_of_role
from planbook.findings import SourceRef
from planbook.plans import CellDraft

MAX_CELL = 20_000
MAX_ROW = 100_000
# Filled by printing, so nobody types it.
NUMBER_ROLE = "number"
_MAX_CELLS = 60
_BETWEEN = "."


def blank_cells(columns: Iterable[tuple[str, str]]) -> tuple[CellDraft, ...]:
    """Return the empty cells of a row with these columns (role, header)."""
    return tuple(
        CellDraft(role, "", SourceRef(table=1, row=1, column=place))
        for place, (role, _) in enumerate(columns, start=1)
    )


def cells_for(
    columns: Iterable[tuple[str, str]], cells: Sequence[CellDraft]
) -> tuple[CellDraft, ...]:
    """Return a row under these columns: a cell per column, then cells that have no column here."""
    left = list(cells)
    laid = []
    for blank in blank_cells(columns):
        own = next((one for one in left if one.role == blank.role), None)
        if own is not None:
            left.remove(own)
        laid.append(own or blank)
    return (*laid, *(one for one in left if one.text.strip()))


def field_name(prefix: str, role: str, copy: int = 0) -> str:
    """Return the name of the field of a cell; `copy` counts further columns of the same role.

    >>> field_name("row-7", "timing"), field_name("row-7", "timing", 1)
    ('row-7.timing', 'row-7.timing.1')
    """
    return _BETWEEN.join((prefix, role, *([str(copy)] if copy else [])))


def field_names(prefix: str, roles: Iterable[str]) -> list[str]:
    """Return the names of the fields of a row in the order of its cells."""
    seen: Counter[str] = Counter()
    names = []
    for role in roles:
        names.append(field_name(prefix, role, seen[role]))
        seen[role] += 1
    return names


def sent_cells(
    data: Mapping[str, str], prefix: str, cells: Sequence[CellDraft]
) -> tuple[CellDraft, ...]:
    """Return the cells of a row with the words that were sent for them.

    A cell that was not sent stays as it is; words that a person changed are no longer inherited.

    Args:
        data: the fields of a form (`request.POST`).
        prefix: the row in the names of the fields.
        cells: the row as the editor showed it, see `cells_for`.

    Raises:
        RuleViolation: a cell or the whole row is too long, or holds a character that no text has.
    """
    names = field_names(prefix, (cell.role for cell in cells))
    sent = []
    for name, cell in zip(names, cells, strict=True):
        text = data.get(name)
        if text is None:
            sent.append(cell)
            continue
        text = text.replace("\r\n", "\n")
        _ensure_fits(name, cell.role, text)
        is_same = text == cell.text
        sent.append(cell if is_same else replace(cell, text=text, is_inherited=False))
    if sum(len(cell.text) for cell in sent) > MAX_ROW:
        raise RuleViolation("row.too_long", _ROW_TOO_LONG, prefix)
    return tuple(sent)


def roles_sent(data: Iterable[str], prefix: str) -> list[str]:
    """Return the roles a form sent for a row, in the order of its fields."""
    start = prefix + _BETWEEN
    roles = []
    for name in data:
        if name.startswith(start):
            role, _, copy = name.removeprefix(start).rpartition(_BETWEEN)
            roles.append(role if role and copy.isdecimal() else name.removeprefix(start))
    return roles[:_MAX_CELLS]


_ROW_TOO_LONG = (
    f"В строке больше {MAX_ROW // 1000} тысяч знаков. Разделите её на несколько строк или оставьте "
    "в ней главное, а подробности приложите документом."
)


def _ensure_fits(name: str, role: str, text: str) -> None:
    header = header_of_role(role)
    if len(text) > MAX_CELL:
        raise RuleViolation(
            "row.cell_too_long",
            f"В ячейке «{header}» {len(text)} знаков, помещается {MAX_CELL}. Сократите её.",
            name,
        )
    if "\0" in text:
        raise RuleViolation(
            "row.bad_character",
            f"В ячейке «{header}» знак, которого не бывает в тексте. Наберите её заново.",
            name,
        )
