"""The filter of rows in the address.

`?q=слова&month=2023-09&city=vologda&section=2&kind=…&attendance=online&timing=exact`

Every view of a plan reads it with `read_filter` and links on with `filter_query`. What cannot be
understood asks for nothing: an old or mistyped address still shows the plan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from mezhgorod.planning.queries import TIMING_GROUPS, EventFilter
from mezhgorod.planning.rules import AttendanceMode
from mezhgorod.registry.rules import count_in, number_of
from planbook.dates.span import MAX_YEAR, MIN_YEAR

_MONTH = re.compile(r"\d{4}-\d{2}")
_LONGEST_TEXT = 200


def read_filter(params: QueryDict) -> EventFilter:
    """Read the filter of an address."""
    attendance = params.get("attendance", "")
    timing = params.get("timing", "")
    return EventFilter(
        month=read_month(params.get("month", "")),
        city=read_words(params, "city"),
        section=count_in(params.get("section", "")),
        kind=read_words(params, "kind"),
        attendance=attendance if attendance in AttendanceMode.values else "",
        timing=timing if timing in TIMING_GROUPS else "",
        text=read_words(params, "q"),
    )


def read_words(params: QueryDict, name: str) -> str:
    """Read words of bounded length; NUL, which PostgreSQL refuses in a text, parts them."""
    return " ".join(params.get(name, "")[:_LONGEST_TEXT].replace("\0", " ").split())


def filter_query(wanted: EventFilter, **extra: object) -> str:
    """Return the filter as the end of an address, «?…», or nothing when it asks for nothing."""
    given = filter_pairs(wanted, **extra)
    return f"?{urlencode(given)}" if given else ""


def filter_pairs(wanted: EventFilter, **extra: object) -> dict[str, object]:
    """Return the filter as names and values of the fields of a form, empty ones left out."""
    fields = {
        "q": wanted.text,
        "month": f"{wanted.month:%Y-%m}" if wanted.month else "",
        "city": wanted.city,
        "section": "" if wanted.section is None else wanted.section,
        "kind": wanted.kind,
        "attendance": wanted.attendance,
        "timing": wanted.timing,
        **extra,
    }
    return {name: value for name, value in fields.items() if value not in ("", None)}


def read_month(text: str) -> date | None:
    """Read «2023-09» as its first day; None when it is no month."""
    return read_day(f"{text}-01") if _MONTH.fullmatch(text) else None


def read_day(text: str) -> date | None:
    """Read «2023-09-15»; None when it is no day or of a year no plan is made for."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if MIN_YEAR <= day.year <= MAX_YEAR else None


def read_start(params: QueryDict) -> int:
    """Read how many rows the visitor has seen already: `?start=500`."""
    return number_of(params.get("start", ""))


@dataclass(frozen=True, slots=True)
class Choice:
    """One <option>: its value, its words, whether it is chosen."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Select:
    """One <select> of the filter form; the first choice has no value and asks for nothing."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def is_set(self) -> bool:
        return any(choice.is_chosen for choice in self.choices[1:])


def select_field(
    name: str, label: str, any_label: str, pairs: list[tuple[str, str]], chosen: str
) -> Select:
    """Return a drop-down; a chosen value that is not among the pairs is shown as it is."""
    if chosen and chosen not in dict(pairs):
        pairs = [*pairs, (chosen, chosen)]
    every = [("", any_label), *pairs]
    return Select(name, label, tuple(Choice(value, text, value == chosen) for value, text in every))
