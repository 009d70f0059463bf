"""How an event is called where its row alone does not say enough. Plain values, no queries."""

from __future__ import annotations

from planbook.language import years

_CITY_DAYS = frozenset({"юбилей города", "день города"})


def title_words(*, title: str, kind: str, age: int | None) -> str:
    """Return the title in one line; a row that prints only a city says what is kept and its age.

    >>> title_words(title="Астрахань", kind="юбилей города", age=465)
    'Астрахань: 465 лет, юбилей города'
    """
    words = " ".join(title.split())
    day = kind if kind in _CITY_DAYS and kind not in words.lower() else ""
    said = ", ".join(filter(None, (years(age) if age else "", day)))
    return f"{words}: {said}" if said else words
