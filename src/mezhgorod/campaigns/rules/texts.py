"""Bounds of what people type in campaigns, and how it is tidied."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mezhgorod.planning.rules.typed import MAX_CELL, MAX_CELLS
from mezhgorod.planning.rules.typed import MAX_TITLE as MAX_ROW_TITLE
from mezhgorod.registry.rules import RuleViolation

MAX_TITLE, MAX_NOTE, MAX_REMARK = 300, 5_000, 2_000
MAX_HEADING, MAX_ROLE = 500, 200
_TITLE = "title"
# Marks of writing direction turn what stands after them around, signs without width make two equal
# words unequal, half characters are refused by every database. None of them is typed on purpose.
_UNSEEN = re.compile(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff]"
)


def bounded_text(text: str, *, limit: int, name: str, field: str = "") -> str:
    """Return a typed text with single line ends, without outer spaces and unseen signs.

    Raises:
        RuleViolation: longer than `limit`, or with a NUL character.
    """
    if "\x00" in text:
        message = f"{name}: в тексте есть недопустимый знак с кодом 0. Наберите это место заново."
        raise RuleViolation("campaign.bad_character", message, field)
    tidy = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(tidy) > limit:
        message = (
            f"{name}: {len(tidy)} знаков, помещается {limit}. Сократите текст, "
            "подробности приложите отдельным файлом."
        )
        raise RuleViolation("campaign.too_long", message, field)
    return tidy


def bounded_cells(cells: Iterable[tuple[str, str]], *, headers: dict[str, str]) -> list[list[str]]:
    """Return cells as they are stored.

    Raises:
        RuleViolation: a cell is too long, or there are too many.
    """
    kept = [
        [bounded_text(role, limit=MAX_ROLE, name="Столбец"), _cell(role, text, headers)]
        for role, text in cells
    ]
    if len(kept) > MAX_CELLS:
        message = f"В строке {len(kept)} ячеек, а помещается {MAX_CELLS}. Уберите лишние столбцы."
        raise RuleViolation("campaign.too_many_cells", message)
    return kept


def _cell(role: str, text: str, headers: dict[str, str]) -> str:
    name = headers.get(role) or role
    limit = MAX_ROW_TITLE if role == _TITLE else MAX_CELL
    return bounded_text(text, limit=limit, name=f"Ячейка «{name}»", field=role)
