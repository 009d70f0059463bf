"""Which letter a party gets and what stands in it. Plain values, no queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planbook.dates import MONTH_GENITIVES
from planbook.language import plural


class LetterAbout(StrEnum):
    """Kinds of letters to parties, codes of `notices`."""

    INVITATION = "campaign.invitation"
    REMINDER = "campaign.reminder"
    OVERDUE = "campaign.overdue"
    DEADLINE = "campaign.deadline"


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What decides about a letter: the days, whether there was one before, rows begun."""

    due_on: date
    today: date
    is_written_to: bool
    draft_count: int

    @property
    def fields(self) -> dict[str, str]:
        """Values of the fields that depend on days and rows."""
        left = (self.due_on - self.today).days
        words = (
            f"{left} {plural(left, 'день', 'дня', 'дней')}" if left else "сегодня последний день"
        )
        rows = plural(self.draft_count, "строка", "строки", "строк")
        begun = f"Вы начали заполнять: {self.draft_count} {rows}, ещё не отправлены."
        return {
            "deadline": day_words(self.due_on),
            "days_left": words,
            "progress": begun if self.draft_count else "",
        }


def letter_about(facts: LetterFacts) -> LetterAbout:
    """Return what a party is written about now."""
    if facts.today > facts.due_on:
        return LetterAbout.OVERDUE
    return LetterAbout.REMINDER if facts.is_written_to else LetterAbout.INVITATION


def day_words(day: date) -> str:
    """Return a day as letters say it.

    >>> day_words(date(2025, 11, 15))
    '15 ноября 2025 года'
    """
    return f"{day.day} {MONTH_GENITIVES[day.month - 1]} {day.year} года"
