"""Rows of information exchanges: who collects the answers, who asked for them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planbook.places import parse_places
from planbook.plans.nominative import nominative_name
from planbook.plans.wording import BLANK, one_line, read_outline

_PARTS = re.compile(r"\s*[,;\n]+\s*")
# Words before the one who asked, and the case that follows them.
_INITIATIVES = (
    (re.compile(r"в рамках подготовки\s+"), "ablt"),
    (re.compile(r"по (?:инициативе|запросу|поручению|предложению)\s+"), "gent"),
)
_MAX_WORDS = 14
_WORD = re.compile(r"\S+")


def read_operators(cells: Iterable[str]) -> tuple[str, ...]:
    """Return who runs an exchange: cities by their full names, bodies as printed.

    >>> read_operators(["МО, исполнительная дирекция"])
    ('МО', 'исполнительная дирекция')
    """
    pieces = [piece for cell in cells for piece in _PARTS.split(cell.strip()) if piece]
    return tuple(_operator(one_line(piece)) for piece in pieces)


def read_initiator(title: str) -> str | None:
    """Return the body on whose initiative a row stands in the plan, in the nominative.

    >>> read_initiator("В рамках подготовки Комитетом ГД по туризму «круглого стола».")
    'Комитет ГД по туризму'
    """
    shape = read_outline(title).shape
    for pattern, case in _INITIATIVES:
        found = pattern.search(shape)
        if found is None:
            continue
        end = re.search(rf"[{BLANK}.;]", shape[found.end() :])
        stop = found.end() + end.start() if end else len(title)
        name = nominative_name(_WORD.findall(title[found.end() : stop])[:_MAX_WORDS], case)
        if name is not None:
            return name
    return None


def _operator(piece: str) -> str:
    places = parse_places(piece).places
    if len(places) == 1 and places[0].locality and not places[0].organization:
        return places[0].locality
    return piece
