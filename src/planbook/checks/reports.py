"""Rules of narrative text: stated and listed counts, variants of one name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from planbook.checks.pieces import TextPiece
from planbook.checks.rule import Remark, Scene
from planbook.findings import SourceRef
from planbook.language import search_text
from planbook.places import mentions
from planbook.places.districts import find_districts
from planbook.places.seats import seat_among
from planbook.text import comparison_key

_STATED = re.compile(
    r"(?:из|от)\s+(\d{1,3})(?:-\w{1,3})?\s+"
    r"(?:муниципальн\w+\s+образовани\w+|город\w*|муниципалитет\w*)[^():;.]{0,80}[(:]"
    r"([^.;)]{5,2000})"
)
_OPEN_END = re.compile(r"\b(?:и\s+други\w+|и\s+др\b|и\s+ины\w+)")
_BODY = re.compile(r"[Сс]екци[а-яё]{1,3}(?:\s+[А-ЯЁ]{2,10})?\s+[«\"]([^«»\"]{3,80})[»\"]")


def stated_counts(scene: Scene) -> Iterator[Remark]:
    """Find a stated number of cities beside a list that has another number of them."""
    for piece, stated, listed, is_open, words in _lists(scene):
        if stated != listed and not is_open:
            yield Remark(f"Сказано {stated}, перечислено {listed}.", piece.source, words)


def open_lists(scene: Scene) -> Iterator[Remark]:
    """Find a list that ends «и другие» and names fewer cities than are stated."""
    for piece, stated, listed, is_open, words in _lists(scene):
        if stated != listed and is_open:
            yield Remark(f"Сказано {stated}, перечислено {listed} «и другие».", piece.source, words)


def name_variants(scene: Scene) -> Iterator[Remark]:
    """Find names of sections that differ in case endings only: «Образования», «Образование»."""
    spellings: dict[str, dict[str, tuple[SourceRef, int]]] = defaultdict(dict)
    for piece in scene.pieces:
        for found in _BODY.finditer(piece.text):
            name = " ".join(found[1].split())
            same = spellings[search_text(name)]
            source, count = same.get(name, (piece.source, 0))
            same[name] = (source, count + 1)
    for same in spellings.values():
        keys = {comparison_key(name) for name in same}
        if len(keys) < 2:
            continue
        # The usual spelling is the commonest one; of two equal ones that in the nominative.
        usual, *others = sorted(
            same, key=lambda name: (-same[name][1], search_text(name) != comparison_key(name))
        )
        for name in others:
            yield Remark(
                f"Секция названа «{name}», в другом месте — «{usual}».", same[name][0], name
            )


def city_and_district(scene: Scene) -> Iterator[Remark]:
    """Find a city and a district of its name in one text: «Боровичи», «Боровичский район»."""
    cities = [one.nominative for piece in scene.pieces for one in mentions(piece.text)]
    told = set()
    for piece in scene.pieces:
        for district in find_districts(piece.text):
            city = seat_among(district.name, cities)
            if city and (city, district.name) not in told:
                told.add((city, district.name))
                yield Remark(
                    f"Названы и «{city}», и «{district.name}».",
                    piece.source,
                    piece.text[district.start : district.end],
                )


def _lists(scene: Scene) -> Iterator[tuple[TextPiece, int, int, bool, str]]:
    for piece in scene.pieces:
        for found in _STATED.finditer(piece.text):
            names = {mention.nominative for mention in mentions(found[2])}
            listed = len(names) + len(find_districts(found[2]))
            if listed > 1:
                is_open = _OPEN_END.search(found[2]) is not None
                yield piece, int(found[1]), listed, is_open, found[0]
