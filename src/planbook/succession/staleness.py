"""Rows that nobody should carry over unread: they were about their own year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planbook.dates import Period, TimingKind
from planbook.matching import RowIdentity, match_rows, placed_rows
from planbook.plans import EventDraft, PlanDraft
from planbook.succession.wording import period_name

_ANNIVERSARY = re.compile(
    r"\b(?P<age>\d{1,4})\s*-\s*(?:ти)?лети\w*|(?<![-–\d])(?<!до )(?<!от )(?<!старше )"
    r"\b(?P<years>\d{2,4})\s+лет\b|\bюбиле\w+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.–-])(?P<year>(?:19|20)\d{2})(?![\d–-])(?:\s*год|\b)")
# Years further back are history: «основан в 1918 году».
_YEARS_BACK = 3
_LASTING = frozenset({TimingKind.RECURRING, TimingKind.ONGOING, TimingKind.UNSCHEDULED})


def anniversary_in(title: str) -> str:
    """Return the anniversary that a title names: «85-летию», «25 лет»; empty without one.

    >>> anniversary_in("Круглый стол к 85-летию премьеры песни"), anniversary_in("Форум")
    ('85-летию', '')
    """
    found = _ANNIVERSARY.search(title)
    return " ".join(found[0].split()) if found else ""


def stale_reason(row: EventDraft, source: Period) -> str:
    """Return why a row belongs to its own year only, empty when nothing says so.

    >>> from planbook.dates import Unscheduled
    >>> from planbook.findings import SourceRef
    >>> row = EventDraft("Конференция по итогам 2022 года", Unscheduled(), (), SourceRef())
    >>> stale_reason(row, Period.from_edtf("2023"))
    'в названии стоит 2022 год: он прошёл до этого плана'
    """
    if named := anniversary_in(row.title):
        return f"названа годовщина «{named}»: она была в {source.start.year} году"
    for found in _YEAR.finditer(row.title):
        year = int(found["year"])
        if source.start.year - _YEARS_BACK <= year < source.start.year:
            return f"в названии стоит {year} год: он прошёл до этого плана"
    return ""


def repeated_rows(plan: PlanDraft, earlier: Sequence[PlanDraft]) -> frozenset[int]:
    """Return the rows that earlier plans of the owner had too, by their places in the plan."""
    rows = [RowIdentity.of(one.row, one.section) for one in placed_rows(plan)]
    found: set[int] = set()
    for older in earlier:
        before = [RowIdentity.of(one.row, one.section) for one in placed_rows(older)]
        found.update(match.after for match in match_rows(before, rows))
    return frozenset(found)


def single_reason(row: EventDraft, earlier: Sequence[PlanDraft]) -> str:
    """Return why a row that no earlier plan had is taken for a single event, empty if it is not.

    Series, meetings of bodies, exchanges and lasting work come again anyway.
    """
    comes_again = row.edition is not None or row.body or row.operators or row.age is not None
    if comes_again or not earlier or row.timing.kind in _LASTING:
        return ""
    periods = [Period.from_edtf(plan.period) for plan in earlier if plan.period]
    names = ", ".join(period_name(period) for period in periods)
    return f"в прежних планах ({names}) такой строки не было" if names else ""
