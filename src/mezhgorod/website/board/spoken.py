"""A timing said aloud: what a screen reader reads instead of the drawing."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from mezhgorod.website.board.cycles import cycle_words
from mezhgorod.website.board.strokes import StrokeForm, TimingShape, form_of
from planbook.dates import MONTH_GENITIVES

_MEANING = {
    StrokeForm.BLOCK: "точные дни",
    StrokeForm.WITHIN: "день не назван, когда-то",
    StrokeForm.LINE: "всё это время",
}

# Said beside the wording in lists, where there is no axis; exact days need no word.
MEANING_IN_LISTS = {
    StrokeForm.WITHIN: "день не назван",
    StrokeForm.AMBIGUOUS: "день не назван",
    StrokeForm.LINE: "всё это время",
    StrokeForm.NONE: "даты ещё нет",
    StrokeForm.UNREAD: "срок не понят",
}


_WEEKDAYS = (
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
)  # fmt: skip


def weekday_words(shape: TimingShape) -> str:
    """Return the weekday of a timing of one exact day, «вторник»; nothing for any other."""
    if form_of(shape) is not StrokeForm.BLOCK or len(shape.spans) != 1:
        return ""
    start, end = shape.spans[0]
    return _WEEKDAYS[start.weekday()] if start and start == end else ""


def day_words(day: date) -> str:
    """Return «25 августа 2023 года»."""
    return f"{day.day} {MONTH_GENITIVES[day.month - 1]} {day.year} года"


def span_words(start: date | None, end: date | None) -> str:
    """Return a stretch of days in words, saying month and year once where they are the same."""
    if start is None or end is None:
        return f"до {day_words(end)}" if end else f"с {day_words(start)}" if start else ""
    if start == end:
        return day_words(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"с {start.day} по {day_words(end)}"
    if start.year == end.year:
        return f"с {start.day} {MONTH_GENITIVES[start.month - 1]} по {day_words(end)}"
    return f"с {day_words(start)} по {day_words(end)}"


@lru_cache(maxsize=16_384)
def spoken_timing(shape: TimingShape) -> str:
    """Return the official wording and what it means: «май-июнь: из текста не ясно, …»."""
    wording = " ".join(shape.wording.split())
    return f"{wording or 'срок не указан'}: {meaning_words(shape)}"


def meaning_words(shape: TimingShape) -> str:
    """Return only what the wording means: «день не назван, когда-то с 1 по 31 мая 2023 года»."""
    form = form_of(shape)
    match form:
        case StrokeForm.NONE:
            return "даты ещё нет"
        case StrokeForm.UNREAD:
            return "срок не понят, посмотрите документ"
        case StrokeForm.RAIL:
            return cycle_words(shape.rrule)
    days = ", ".join(span_words(start, end) for start, end in shape.spans)
    if form is StrokeForm.AMBIGUOUS:
        return f"{days}, всё это время или часть его (из текста не ясно)"
    is_one_day = len(shape.spans) == 1 and shape.spans[0][0] == shape.spans[0][1]
    meaning = "точный день" if is_one_day and form is StrokeForm.BLOCK else _MEANING[form]
    return f"{meaning} {days}".rstrip()
