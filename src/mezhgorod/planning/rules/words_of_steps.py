"""How the history calls what was done. Values only."""

from __future__ import annotations

_LONGEST = 90


def named_row(title: str) -> str:
    """Return a title in quotes, cut at a word when it is long.

    >>> named_row("Форум молодых предпринимателей")
    '«Форум молодых предпринимателей»'
    """
    words = " ".join(title.split()) or "без названия"
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,.;:—-«") + "…"
    return f"«{words}»" if "«" not in words else words


def named_section(heading: str) -> str:
    """Return a heading in quotes, cut at a word when it is long.

    >>> named_section("")
    'без заголовка'
    """
    return named_row(heading) if heading.strip() else "без заголовка"
