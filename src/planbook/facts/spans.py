"""A place as the words of a sentence name it, and a list of places."""

from __future__ import annotations

from dataclasses import dataclass

CITY, DISTRICT, REGION, UNKNOWN = "city", "district", "region", "unknown"


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A place in the nominative; `region` where the words name it beside a district."""

    start: int
    end: int
    name: str
    kind: str
    region: str = ""
    until: int = 0
    is_people: bool = False

    @property
    def value(self) -> str:
        """The place as a fact names it: a district with its region in brackets."""
        return f"{self.name} ({self.region})" if self.region else self.name


@dataclass(frozen=True, slots=True)
class PlaceList:
    """Places that stand in one list, in the order of the text."""

    places: tuple[PlaceSpan, ...]
    is_open: bool = False

    @property
    def start(self) -> int:
        """Where the first name begins."""
        return self.places[0].start

    @property
    def end(self) -> int:
        """Where the last name ends, its region included."""
        return max(self.places[-1].end, self.places[-1].until)

    def of_kind(self, *kinds: str) -> tuple[PlaceSpan, ...]:
        """Return the places of some kinds, each name once."""
        seen = {one.value: one for one in reversed(self.places) if one.kind in kinds}
        return tuple(one for one in self.places if seen.get(one.value) is one)


# Names that reports keep as they write them.
_SAID_SO = {"Алматы": "Алматы"}


def called(name: str, surface: str) -> str:
    """Return the name a report calls a city by.

    >>> called("Ростов", "Ростова Великого"), called("Тула", "Туле")
    ('Ростов Великий', 'Тула')
    """
    if name == "Ростов" and "Велик" in surface:
        return "Ростов Великий"
    return _SAID_SO.get(surface, name)
