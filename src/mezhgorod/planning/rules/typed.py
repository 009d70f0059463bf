"""What a person may type into the cells of a row. Values only, no queries."""

from __future__ import annotations

from collections.abc import Sequence

from mezhgorod.registry.rules import RuleViolation

# The words of a row by the roles of its columns, in their order.
Cells = Sequence[tuple[str, str]]

MAX_CELL, MAX_TITLE, MAX_CELLS = 20_000, 2_000, 50
MAX_ROWS_AT_ONCE = 5_000
_TITLE = "title"

_NO_TITLE = "Напишите название мероприятия: строка без названия в план не ставится."
_TOO_LONG = (
    "В ячейке «{words}…» {length} знаков, в строку плана помещается {limit}. "
    "Сократите текст или перенесите подробности в примечание."
)
_NUL = "В тексте есть недопустимый знак с кодом 0. Наберите это место заново."
_TOO_MANY = "Строк {count}, а за один раз можно вставить {limit}. Разделите таблицу на части."


def checked_cells(cells: Cells) -> tuple[tuple[str, str], ...]:
    """Return the cells of a row with plain line breaks and without outer spaces.

    Raises:
        RuleViolation: a row without a title, a cell that is too long or holds a NUL character;
            its `field` is the role of the cell.

    >>> checked_cells([("title", " Форум молодёжи "), ("timing", "май")])
    (('title', 'Форум молодёжи'), ('timing', 'май'))
    """
    if len(cells) > MAX_CELLS:
        message = f"В строке {len(cells)} ячеек, в плане не бывает больше {MAX_CELLS}."
        raise RuleViolation("row.too_many_cells", message)
    checked = tuple((role, _checked(role, text)) for role, text in cells)
    if not any(text for role, text in checked if role == _TITLE):
        raise RuleViolation("row.no_title", _NO_TITLE, _TITLE)
    return checked


def ensure_few_rows(count: int) -> None:
    """Refuse more rows than one step may add.

    Raises:
        RuleViolation: there are more than `MAX_ROWS_AT_ONCE`.
    """
    if count > MAX_ROWS_AT_ONCE:
        message = _TOO_MANY.format(count=count, limit=MAX_ROWS_AT_ONCE)
        raise RuleViolation("row.too_many", message)


def checked_line(text: str, *, limit: int, field: str, what: str) -> str:
    """Return a text on one line that fits its column.

    Raises:
        RuleViolation: the text is empty, too long or holds a NUL character.
    """
    _refuse_nul(text, field)
    words = " ".join(text.split())
    if not words:
        raise RuleViolation(f"{field}.empty", f"Напишите {what}.", field)
    if len(words) > limit:
        message = f"Слишком длинно: {len(words)} знаков из {limit}. Сократите {what}."
        raise RuleViolation(f"{field}.too_long", message, field)
    return words


def _checked(role: str, text: str) -> str:
    _refuse_nul(text, role)
    words = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    limit = MAX_TITLE if role == _TITLE else MAX_CELL
    if len(words) > limit:
        message = _TOO_LONG.format(words=words[:40], length=len(words), limit=limit)
        raise RuleViolation("row.too_long", message, role)
    return words


def _refuse_nul(text: str, field: str) -> None:
    if "\0" in text:
        raise RuleViolation("row.nul", _NUL, field)
