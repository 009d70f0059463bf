"""A paragraph that was read becomes a phrase that prints the same words from facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planbook.narrative.sheets import Sheet


@dataclass(frozen=True, slots=True)
class BoundFact:
    """A fact read in a paragraph.

    Attributes:
        field: kind of the fact as reading names it: «host», «participants», «standing» …
        values: the list behind it, pairs as «name|city»; may be empty for bare numbers.
        number: a count, an ordinal, a place or a year.
        start, end: offsets of its words in the paragraph; both 0 where they are not known.
        event: title of the event where it is another one than that of the sheet, else empty.
    """

    field: str
    values: tuple[str, ...] = ()
    number: int | None = None
    start: int = 0
    end: int = 0
    event: str = ""


@dataclass(frozen=True, slots=True)
class Binding:
    """A bound paragraph.

    Attributes:
        template: prints exactly the paragraph from the sheet it was bound to.
        bound: indices of facts whose words are all fields now.
        left: indices of facts with words that stayed as hand text, wholly or in part.
    """

    template: str
    bound: tuple[int, ...] = ()
    left: tuple[int, ...] = ()


def bind(text: str, facts: Sequence[BoundFact], sheet: Sheet) -> Binding:
    """Replace words of facts by fields that print exactly the same words from `sheet`.

    Words that no field prints stay as they are; `render(binding.template, sheet).text == text`.
    """
    raise NotImplementedError
