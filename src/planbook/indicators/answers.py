"""What one city answers: values by cell, words by question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from planbook.indicators.values import CellValue


class Cell(NamedTuple):
    """A cell of a form: the code of its indicator and the copy of a repeated section, from 0."""

    code: str
    copy: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The filled form of one city.

    Attributes:
        city: who answers, as printed above the column.
        values: only cells that are filled; an absent cell is not answered yet.
        copies: names of the copies of every repeated section, by its code.
        texts: words by code of the question.
    """

    city: str
    values: Mapping[Cell, CellValue] = field(default_factory=dict)
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
