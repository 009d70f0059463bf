"""Bounds of what people type in campaigns, and how it is tidied."""

from __future__ import annotations

from collections.abc import Iterable

from mezhgorod.registry.rules import RuleViolation

MAX_TITLE, MAX_NOTE, MAX_REMARK = 300, 5_000, 2_000
MAX_CELL, MAX_CELLS, MAX_HEADING = 5_000, 40, 500
MAX_ROLE = 200


def bounded_text(text: str, *, limit: int, name: str, field: str = "") -> str:
    """Return a typed text with single line ends and without marks no database keeps.

    Raises:
        RuleViolation: longer than `limit`.
    """
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if len(tidy) > limit:
        message = (
            f"{name}: {len(tidy)} знаков, а помещается {limit}. Сократите текст, "
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
        [role[:MAX_ROLE].replace("\x00", ""), _cell(role, text, headers)] for role, text in cells
    ]
    if len(kept) > MAX_CELLS:
        message = f"В строке {len(kept)} ячеек, а помещается {MAX_CELLS}. Уберите лишние столбцы."
        raise RuleViolation("campaign.too_many_cells", message)
    return kept


def _cell(role: str, text: str, headers: dict[str, str]) -> str:
    name = headers.get(role) or role
    return bounded_text(text, limit=MAX_CELL, name=f"Ячейка «{name}»", field=role)
