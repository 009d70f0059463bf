"""What fields give to be printed: values with the facts they come from."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.narrative.sheets import Amount, FactRef, Name, PersonName


@dataclass(frozen=True, slots=True)
class Number:
    """A bare number; `is_roman` where it is usually written so (editions)."""

    number: int
    is_roman: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words in the nominative; `is_fixed` ones are never declined."""

    text: str
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event was attended: in_person, online or hybrid."""

    mode: str


Value = Name | Amount | PersonName | Number | Words | Mode


@dataclass(frozen=True, slots=True)
class Item:
    """A value and the fact behind it.

    `place` is its number from 0 as «№» counts; where it is not told it is the index of the fact.
    """

    value: Value
    fact: FactRef
    facts: tuple[FactRef, ...] = ()
    place: int | None = None

    @property
    def number(self) -> int:
        """Return the number that «№» asks for, from 1."""
        return (self.fact.index if self.place is None else self.place) + 1


@dataclass(frozen=True, slots=True)
class Values:
    """All values of a field; `is_open` lists end with «и другие»."""

    items: tuple[Item, ...]
    is_open: bool = False

    def chosen(self, first: int, last: int) -> Values:
        """Return values with numbers from `first` to `last`; 0 is no limit."""
        if not first:
            return self
        items = tuple(one for one in self.items if first <= one.number <= last)
        ends = bool(items) and items[-1] == self.items[-1]
        return Values(items, self.is_open and ends)
