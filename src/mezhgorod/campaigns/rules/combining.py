"""The common text that is proposed for rows of several authors about one event. No queries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from planbook.dates import Period, parse_timing

Words = Sequence[Sequence[str]]
# One event has one name and one time: these are chosen, not put together.
_TIMES = frozenset({"timing", "place_timing"})
_CHOSEN = frozenset(
    {"title", "form", "level", "age", "unit", "direction", "document_kind", "budget"}
)
# «г. Вологда, г. Псков» are two; «г. Вологда, ул. Мира, 1» is one.
_ENTRY = re.compile(r"\s*(?:;|\n|,\s*(?=(?:г|гг|п|пос|пгт|с|ст|дер)\.\s))\s*")
_EVER = timedelta.max


def combined_cells(rows: Sequence[Words], *, period: Period) -> list[tuple[str, str]]:
    """Return cells for one row out of the cells of several, role by role.

    The longest name stays, of the times the most exact one, lists of places and people are united,
    other texts stand one under another. The first row goes first wherever nothing else decides.

    >>> ours = [("title", "Форум"), ("timing", "май"), ("place", "г. Вологда")]
    >>> theirs = [("title", "Форум городов"), ("timing", "25-26 мая"), ("place", "г. Псков")]
    >>> combined_cells([ours, theirs], period=Period.from_edtf("2026"))
    [('title', 'Форум городов'), ('timing', '25-26 мая'), ('place', 'г. Вологда, г. Псков')]
    """
    roles = dict.fromkeys(role for row in rows for role, _ in row)
    return [
        (role, _combined(role, [*_texts(rows, role)], period)) for role in roles if role != "number"
    ]


def _texts(rows: Sequence[Words], role: str) -> Iterator[str]:
    """Yield what different rows say under a role, each saying once."""
    seen = set()
    for row in rows:
        for name, text in row:
            key = _key(text)
            if name == role and key and key not in seen:
                seen.add(key)
                yield text.strip()


def _combined(role: str, texts: Sequence[str], period: Period) -> str:
    if not texts:
        return ""
    if role in _TIMES:
        return min(texts, key=lambda text: _days(text, period))
    if role in _CHOSEN:
        return max(texts, key=len)
    return _united(texts)


def _days(text: str, period: Period) -> timedelta:
    """Return how long a time may be: the shorter the more exact; one without days comes last."""
    timing = parse_timing(text, period=period)
    if timing.earliest is None or timing.latest is None:
        return _EVER
    return timing.latest - timing.earliest


def _united(texts: Sequence[str]) -> str:
    """Return lists as one list, every entry once, parted as they were."""
    if len(texts) == 1:
        return texts[0]
    entries = {_key(one): one for text in texts for one in _ENTRY.split(text) if _key(one)}
    joined = "".join(texts)
    if "\n" in joined:
        return "\n".join(entries.values())
    if ";" in joined or any("," in one for one in entries.values()):
        return "; ".join(entries.values())
    return ", ".join(entries.values())


def _key(text: str) -> str:
    return " ".join(text.split()).casefold().strip(" .,;")


def differing(before: Words, after: Words) -> list[tuple[str, str, str]]:
    """Return what two rows say differently: role, was, became; spaces make no difference.

    >>> differing([("title", "Форум"), ("timing", "май")], [("title", "Форум"), ("timing", "июнь")])
    [('timing', 'май', 'июнь')]
    """
    was, became = _by_role(before), _by_role(after)
    roles = [role for role in dict.fromkeys([*was, *became]) if role != "number"]
    return [
        (role, was.get(role, ""), became.get(role, ""))
        for role in roles
        if was.get(role, "").split() != became.get(role, "").split()
    ]


def _by_role(cells: Iterable[Sequence[str]]) -> dict[str, str]:
    return {str(one[0]): str(one[1]) for one in cells}
