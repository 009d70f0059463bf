"""What else a settlement is called: abbreviations, and names of other times with their dates."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from planbook.places.gazetteer import settlement_name_on, settlements_named
from planbook.places.subjects import table_rows


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name beside the present one; the days are inclusive, None means «no end known»."""

    name: str
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None


def present_name(name: str) -> str:
    """Return the name a settlement bears now; an unknown name is returned as it is.

    A name that another settlement bears today stays: «Куйбышев» is also a town by itself.

    >>> present_name("Нур-Султан"), present_name("Куйбышев")
    ('Астана', 'Куйбышев')
    """
    latest = settlement_name_on(name, datetime.date.max)
    is_borne = any(one.name == name and one.population for one in settlements_named(name))
    return name if is_borne else latest


def other_names(name: str) -> tuple[OtherName, ...]:
    """Return the other names of the settlement that bears `name` now.

    >>> [one.name for one in other_names("Великий Новгород")][-1]
    'Новгород'
    >>> other_names("Астана")[-1].valid_until.isoformat()
    '2022-09-16'
    """
    return (*_aliases().get(name, ()), *_former_names(name))


@cache
def _aliases() -> dict[str, tuple[OtherName, ...]]:
    found: dict[str, list[OtherName]] = defaultdict(list)
    for row in table_rows("aliases.csv"):
        found[row["name"]].append(OtherName(row["alias"]))
    return {name: tuple(group) for name, group in found.items()}


def _former_names(name: str) -> tuple[OtherName, ...]:
    """Follow the renamings back from the present name; a name borne twice is told once."""
    found: dict[str, OtherName] = {}
    current, until = name, datetime.date.max
    while (change := _change_to(current, until)) is not None:
        old, changed_on = change
        before = _change_to(old, changed_on)
        if old != name:
            last_day = changed_on - datetime.timedelta(days=1)
            found[old] = OtherName(old, before[1] if before else None, last_day)
        current, until = old, changed_on
    return tuple(reversed(found.values()))


@cache
def _change_to(name: str, before: datetime.date) -> tuple[str, datetime.date] | None:
    """Return the last renaming that gave the name before a day: the old name and the day."""
    changes = [
        (row["old"], datetime.date.fromisoformat(row["on"]))
        for row in table_rows("renamings.csv")
        if row["new"] == name
    ]
    return max((one for one in changes if one[1] < before), key=lambda one: one[1], default=None)
