"""Since when and until when something holds, when the papers do not always say a day.

«В 2025 году завершаются полномочия» is a bound with a year and no day: it is kept in its official
words, with the first and the last day it may mean. A day that nobody wrote is never made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from mezhgorod.registry.rules.refusals import RuleViolation
from planbook.dates import Timing, TimingKind, parse_timing

MAX_BOUND_TEXT = 200
_OPEN_WORDS = frozenset({"", "бессрочно", "бессрочное", "без срока", "постоянно", "-", "–", "—"})
_LEADING = re.compile(r"^(?:с|со|до|по|не позднее|не позже)\s+(?=\S)", re.IGNORECASE)
# «с 2020 по 2025» is a term with two bounds and no bound itself.
_LONGEST = timedelta(days=366)
# «в 2025 году завершаются полномочия»: the date is said inside a sentence.
_DATE_INSIDE = re.compile(
    r"(?:\d{1,2}\.\d{1,2}\.\d{4}"
    r"|(?:\d{1,2}\s+)?(?:янв|февр|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)"
    r"[а-я]*\s+\d{4}"
    r"|(?:[IVX]{1,3}|[1-4])\s+(?:квартал|полугоди)[а-я]*\s+\d{4}"
    r"|\d{4})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bound:
    """When something begins or ends.

    Attributes:
        text: the wording of the paper, empty for «not said» and for «без срока».
        earliest, latest: the first and the last day the words may mean, None with no day at all.
    """

    text: str = ""
    earliest: date | None = None
    latest: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing is said: known from no day, or lasting with no end."""
        return self.latest is None

    @property
    def is_exact(self) -> bool:
        """Whether the words name one day."""
        return self.earliest is not None and self.earliest == self.latest


OPEN = Bound()


class Holding(Enum):
    """Whether something holds on a day, as far as its papers say."""

    NO = "no"
    PERHAPS = "perhaps"
    YES = "yes"

    @property
    def is_possible(self) -> bool:
        """Whether it may hold."""
        return self is not Holding.NO


def exact_bound(day: date) -> Bound:
    """Return the bound that is one day."""
    return Bound(day.strftime("%d.%m.%Y"), day, day)


def read_bound(text: str, *, field: str = "") -> Bound:
    """Read when something begins or ends: a day, a month, a year, or a sentence with one of them.

    Words that mean «without a term» and an empty text give an open bound. «до 31.12.2025» and
    «31.12.2025» are the same end.

    Raises:
        RuleViolation: nothing in the words says when, or they are too long.

    >>> read_bound("в 2025 году завершаются полномочия").latest.isoformat()
    '2025-12-31'
    """
    words = " ".join(text.replace("\x00", " ").split())
    if len(words) > MAX_BOUND_TEXT:
        message = f"Срок длиннее {MAX_BOUND_TEXT} знаков. Оставьте только дату или год."
        raise RuleViolation("bound.too_long", message, field)
    if words.casefold().strip(" .") in _OPEN_WORDS:
        return OPEN
    found = _dated(_LEADING.sub("", words))
    if found is None:
        inside = _DATE_INSIDE.findall(words)
        found = _dated(inside[0]) if len(inside) == 1 else None
    if found is None:
        message = (
            f"Не понятно, когда: «{words}». Укажите день, месяц или год, например 31.12.2025, "
            "сентябрь 2025 года, 2025 год."
        )
        raise RuleViolation("bound.unread", message, field)
    return Bound(words, *found)


def _dated(words: str) -> tuple[date, date] | None:
    timing = parse_timing(words)
    if timing.kind in (TimingKind.UNPARSED, TimingKind.RECURRING) or not _is_one(timing):
        return None
    latest = timing.latest
    earliest = timing.earliest or latest
    if earliest is None or latest is None or latest - earliest > _LONGEST:
        return None
    return earliest, latest


def _is_one(timing: Timing) -> bool:
    return len(timing.spans) == 1 and timing.has_year


def holding_on(*, since: Bound, until: Bound, day: date) -> Holding:
    """Return whether something that lasts from one bound to another holds on a day.

    Without a known beginning it holds from ever; a day inside a bound that is no exact day is
    «perhaps».

    >>> holding_on(since=read_bound("1999"), until=OPEN, day=date(1999, 5, 1)).value
    'perhaps'
    """
    if since.earliest and day < since.earliest:
        return Holding.NO
    if until.latest and day > until.latest:
        return Holding.NO
    is_begun = since.latest is None or day >= since.latest
    is_lasting = until.earliest is None or day <= until.earliest
    return Holding.YES if is_begun and is_lasting else Holding.PERHAPS


def surely_overlap(first: tuple[Bound, Bound], second: tuple[Bound, Bound]) -> bool:
    """Return whether two terms certainly share a day; terms that only may meet do not.

    >>> term = (read_bound("01.02.2020"), read_bound("01.02.2025"))
    >>> surely_overlap(term, (read_bound("02.02.2025"), OPEN))
    False
    """
    starts = [since.latest for since, _ in (first, second) if since.latest]
    ends = [until.earliest for _, until in (first, second) if until.earliest]
    return not starts or not ends or max(starts) <= min(ends)


def bound_words(bound: Bound) -> str:
    """Return the words of a bound for a sentence; one day is printed in figures."""
    if bound.is_exact and bound.latest:
        return bound.latest.strftime("%d.%m.%Y")
    return bound.text


def term_words(since: Bound, until: Bound) -> str:
    """Return a term in words: «с 01.02.2020 по 01.02.2025», empty when nothing is known.

    A wording that is a sentence stays one: «в 2025 году завершаются полномочия».

    >>> term_words(read_bound("1999"), OPEN)
    'с 1999'
    """
    parts = []
    if since.text:
        parts.append(_with("с", bound_words(since)))
    if until.text:
        parts.append(_with("по", bound_words(until)))
    return ", ".join(parts) if any(" " in part[3:] for part in parts) else " ".join(parts)


def _with(preposition: str, words: str) -> str:
    is_plain = words[:1].isdigit() and not _has_verb(words)
    return f"{preposition} {words}" if is_plain else words


def _has_verb(words: str) -> bool:
    return bool(re.search(r"[а-яё]{3,}(?:ется|ются|ает|ают|ится|ятся)\b", words.casefold()))
