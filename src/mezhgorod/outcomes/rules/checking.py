"""What a held event may say of itself: bounds of texts and numbers, choices, the time it was held.

Values only, no queries.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.db import models

from mezhgorod.outcomes.rules.drafts import HeldValues
from mezhgorod.outcomes.rules.words import HostCounted, Outcome, UnionRole
from mezhgorod.planning.rules import AttendanceMode, EventInvolvement
from mezhgorod.registry.rules import RuleViolation
from planbook.dates import Period, Timing, TimingKind, from_edtf, parse_timing

MAX_NUMBER = 100_000_000
MAX_EDITION = 999
FIRST_YEAR, LAST_YEAR = 1900, 2199
_LIMITS = {
    "title": (2_000, "Название"),
    "kind": (100, "Вид"),
    "topic": (4_000, "Тема"),
    "parent_text": (2_000, "В рамках чего"),
    "venue": (2_000, "Площадка"),
    "result": (20_000, "Итог"),
    "reason": (4_000, "Причина"),
    "quorum_rule": (300, "Правило кворума"),
}
_CHOICES: dict[str, type[models.TextChoices]] = {
    "outcome": Outcome,
    "attendance_mode": AttendanceMode,
    "involvement": EventInvolvement,
    "union_role": UnionRole,
    "host_counted": HostCounted,
}
_NUMBERS = {
    "edition": (MAX_EDITION, "Который по счёту"),
    "members_total": (MAX_NUMBER, "Членов всего"),
    "members_present": (MAX_NUMBER, "Членов присутствовало"),
    "quorum_needed": (MAX_NUMBER, "Нужно для кворума"),
}
_LINKS = ("event_id", "series_id", "body_id", "parent_id")
_UNKNOWN = "Недопустимое значение «{value}». Выберите одно из предложенных."


def checked_values(values: HeldValues) -> dict[str, Any]:
    """Return the columns that values mean, time apart.

    Raises:
        RuleViolation: a text is too long or empty, a number out of bounds, a choice unknown.
    """
    given = cast("dict[str, Any]", dict(values))
    checked: dict[str, Any] = {}
    for name, value in given.items():
        if name in _LIMITS:
            limit, label = _LIMITS[name]
            checked[name] = checked_text(value, limit=limit, field=name, label=label)
        elif name in _CHOICES:
            checked[name] = _choice(name, value)
        elif name in _NUMBERS:
            limit, label = _NUMBERS[name]
            checked[name] = checked_number(value, limit=limit, field=name, label=label)
        elif name in _LINKS:
            checked[name] = value
        elif name == "is_list_open":
            checked[name] = bool(value)
    if "title" in checked:
        checked["title"] = " ".join(checked["title"].split())
        if not checked["title"]:
            raise RuleViolation("held.no_title", "Напишите, что прошло: название.", "title")
    return checked


def checked_text(text: str, *, limit: int, field: str, label: str) -> str:
    """Return a text with plain line breaks that fits its column.

    Raises:
        RuleViolation: it is too long or holds a NUL character.
    """
    if "\0" in text:
        message = f"{label}: недопустимый знак с кодом 0. Наберите это место заново."
        raise RuleViolation(f"{field}.nul", message, field)
    words = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(words) > limit:
        message = f"{label}: {len(words)} знаков, помещается {limit}. Сократите текст."
        raise RuleViolation(f"{field}.too_long", message, field)
    return words


def checked_line(text: str, *, limit: int, field: str, label: str) -> str:
    """Return a text on one line that fits its column.

    Raises:
        RuleViolation: it is too long or holds a NUL character.
    """
    return " ".join(checked_text(text, limit=limit, field=field, label=label).split())


def checked_number(
    number: int | None, *, limit: int = MAX_NUMBER, field: str, label: str, least: int = 0
) -> int | None:
    """Return a number inside its bounds, None where none is told.

    Raises:
        RuleViolation: it is out of bounds.
    """
    if number is not None and not least <= number <= limit:
        message = f"{label}: число {number}, а может быть от {least} до {limit}."
        raise RuleViolation(f"{field}.out_of_bounds", message, field)
    return number


def ensure_few(items: Iterable[object], *, limit: int, field: str, what: str) -> None:
    """Refuse more lines than a list of an event holds.

    Args:
        what: the lines in the genitive plural: «городов».

    Raises:
        RuleViolation: there are more than `limit`.
    """
    count = sum(1 for _ in items)
    if count > limit:
        message = f"Слишком много {what}: {count}, помещается {limit}. Разделите список."
        raise RuleViolation(f"{field}.too_many", message, field)


def held_timing(*, text: str, edtf: str = "", year: int) -> Timing | None:
    """Return the time words or EDTF mean, None for none; words win, EDTF completes them.

    Raises:
        RuleViolation: neither is understood, or the year is out of bounds.

    >>> held_timing(text="12-14 апреля", year=2024).edtf
    '2024-04-12/2024-04-14'
    """
    words = checked_text(text, limit=2_000, field="timing_text", label="Когда прошло")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"Год {year}: может быть от {FIRST_YEAR} до {LAST_YEAR}."
        raise RuleViolation("timing.year", message, "timing_text")
    if edtf:
        try:
            return from_edtf(edtf)
        except ValueError as wrong:
            raise RuleViolation("timing.unread", _unread(edtf), "timing_text") from wrong
    if not words:
        return None
    timing = parse_timing(words, period=Period.from_edtf(str(year)))
    if timing.kind is TimingKind.UNPARSED or timing.earliest is None:
        raise RuleViolation("timing.unread", _unread(words), "timing_text")
    return timing


def ensure_meeting(total: int | None, present: int | None) -> None:
    """Refuse more members present than there are.

    Raises:
        RuleViolation: they do not fit.
    """
    if total is not None and present is not None and present > total:
        message = f"Присутствовало {present}, а членов всего {total}. Проверьте оба числа."
        raise RuleViolation("held.members", message, "members_present")


def _unread(words: str) -> str:
    return f"Срок «{words[:80]}» не понят. Напишите, например, «12 апреля 2024» или «в январе»."


def _choice(name: str, value: str) -> str:
    if value and value not in _CHOICES[name].values:
        raise RuleViolation(f"{name}.unknown", _UNKNOWN.format(value=str(value)[:40]), name)
    return value
