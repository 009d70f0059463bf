"""A place cell cut into parts: what is named, one after another, before it is put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from planbook.places.cell import Cell
from planbook.places.entities import Part, PartKind, find_entities, locality_part
from planbook.places.gazetteer import Doubt, name_key, stored_forms
from planbook.places.localities import LocalityFound, known_locality
from planbook.places.mentions import mentions
from planbook.places.names import NameMatch, name_at
from planbook.places.pieces import Piece, cut_into_pieces
from planbook.places.regions import RegionsFound, find_regions
from planbook.places.vocabulary import TextKind, kind_of, named_after_spans, starts_with_head


@dataclass(frozen=True, slots=True)
class _Scene:
    """A cell with all names found in it, for cutting; `streets` are names of no settlement."""

    bare: str
    clean: str
    entities: tuple[Part, ...]
    streets: tuple[tuple[int, int], ...]


_CONNECTOR = re.compile(
    r"\s+|[,;/().:&+•·*]|-(?=\s)|(?<=\s)-|-(?=[А-ЯЁ])|(?<=[а-яё])\d(?!\w)"
    r"|\b(?:и|в|во|из|на|или|либо|а также|также|далее)\b"
    r"|\b(?:со)?организатор\w{0,3}|\bцентр\s+подключения"
    r"|\b(?:место|место проведения|город|города|районы?|регионы?)\s*:|\d{1,2}[.)](?=\s)"
    r"|\b(?:Россия|РФ|Российская Федерация)\b",
    re.IGNORECASE,
)
_ROUTE = re.compile(r"([А-ЯЁ][а-яё]+)-([А-ЯЁ][а-яё]+)(?![\w-])")
_PREFIX = re.compile(
    r"^(?:место\s+проведения\s*:?|на\s+базе|адрес\s*:|по\s+адресу\s*:?|место\s*:)\s*", re.I
)
_NOMINATIVE = re.compile(
    r"(?:ая|[иы]й)\s+(?:[а-яё]+[иы]й\s+|народная\s+)?(?:обл|край|респ|округ|район|р-н|автономн)"
    r"|ой\s+(?:край|район|округ)|^Республика|^[а-яё-]+(?:ая|[иы]й)$",
    re.IGNORECASE,
)
# «Волгоград Арена»: one name, not a town and a venue.
_PROPER_WORD = re.compile(r"[А-ЯЁ][а-яё]+")
# An unmarked name that is a common word as well counts alone in its piece from this size on.
_WORD_POPULATION = 12_000
_UNKNOWN_TOWN = re.compile(
    r"[А-ЯЁ][а-яё]{2,30}(?:-[А-ЯЁ][а-яё]{2,30})?"
    r"(?:ово|ево|ёво|ино|ыно|[бвгджзклмнпрт]ск|[ое]цк|град|поль|ичи|[сц]кое)(?![а-яё])"
)


def cut_into_parts(
    cell: Cell, spoken_for: tuple[tuple[int, int], ...]
) -> tuple[tuple[Part, ...], RegionsFound]:
    """Return the parts of a cell in order; spans in `spoken_for` say nothing of places."""
    bare, clean = _blank(cell.bare, spoken_for), _blank(cell.clean, spoken_for)
    regions = find_regions(bare)
    scene = _Scene(bare, clean, tuple(find_entities(bare, regions)), named_after_spans(bare))
    parts: list[Part] = []
    for piece in cut_into_pieces(bare, clean, regions.lists):
        parts += _read_piece(scene, piece)
    return tuple(parts), regions


def _blank(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _read_piece(scene: _Scene, piece: Piece) -> list[Part]:
    start, end = _trimmed(scene.bare, piece.start, piece.end)
    entities = [part for part in scene.entities if start <= part.start and part.end <= end]
    named = _only_names(scene.bare, start, end, entities)
    if named is None:
        named = _text_parts(scene, start, end, entities)
    if named and piece.starts_block:
        named[0] = replace(named[0], starts_block=True)
    return named


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without spaces, empty brackets and stray marks at its ends."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(" \n.,;:-•·*"))
    right = len(piece.rstrip(" \n,;:-"))
    inner = piece[left:right]
    if re.fullmatch(r"[\s().]*", inner):
        return start + left, start + left
    while inner.endswith(")") and inner.count("(") < inner.count(")"):
        inner = inner[:-1].rstrip()
    hollow = re.search(r"\s*\(\s*\)$", inner)
    inner = inner[: hollow.start()] if hollow else inner
    return start + left, start + left + len(inner)


def _only_names(bare: str, start: int, end: int, entities: list[Part]) -> list[Part] | None:
    """Return the parts of a piece that holds nothing but names of places, else None."""
    by_start = {part.start: part for part in entities}
    parts: list[Part] = []
    position = start
    while position < end:
        part = by_start.get(position)
        if part is None and bare[position].isalpha():
            part = _unmarked(bare, position, end, is_whole=position == start)
        if part is not None:
            parts.append(part)
            position = part.end
            continue
        connector = _CONNECTOR.match(bare, position, end)
        if connector is None:
            return None
        position = connector.end()
    return parts


def _unmarked(bare: str, position: int, end: int, *, is_whole: bool) -> Part | None:
    """Return a settlement without a marker that stands in a piece of names only.

    In small letters it must be all there is, and nothing else than a town.
    """
    match = name_at(bare, position) or _first_of_route(bare, position)
    if bare[position].islower():
        is_sure = match is not None and match.doubt is Doubt.NONE and match.end == end
        return (
            locality_part(known_locality(bare, match)) if match and is_whole and is_sure else None
        )
    if match is not None and match.end <= end and _stands_alone(match):
        return locality_part(known_locality(bare, match))
    unknown = _UNKNOWN_TOWN.match(bare, position, end)
    if unknown is None:
        return None
    found = LocalityFound(position, unknown.end(), unknown[0], is_known=False)
    return locality_part(found)


def _first_of_route(bare: str, position: int) -> NameMatch | None:
    """Return the first town of «Вологда-Череповец», which is no name in the table."""
    route = _ROUTE.match(bare, position)
    if route is None:
        return None
    first, second = name_at(bare[: route.end(1)], position), name_at(bare, route.start(2))
    is_route = first and second and first.doubt is second.doubt is Doubt.NONE
    return first if is_route else None


def _stands_alone(match: NameMatch) -> bool:
    if match.doubt is Doubt.NONE:
        return True
    return match.population >= _WORD_POPULATION


def _text_parts(scene: _Scene, start: int, end: int, entities: list[Part]) -> list[Part]:
    """Return a piece of text: names at its edges split off, names inside belong to it."""
    lead = _PREFIX.match(scene.bare[start:end])
    start += lead.end() if lead else 0
    before: list[Part] = []
    after: list[Part] = []
    inner = [part for part in entities if not _is_weak(part)]
    while inner and inner[0].start <= start and _splits_off(scene.bare, inner[0], end):
        before.append(inner[0])
        start = _skip(scene.bare, inner.pop(0).end, end)
    if not before:
        edge = _leading_name(scene.bare, start, end)
        if edge is not None:
            before.append(edge)
            start = _skip(scene.bare, edge.end, end)
    while inner and _is_trailing(scene.bare, inner[-1], end):
        part = inner.pop()
        after.insert(0, part)
        end = _trimmed(scene.bare, start, _before_bracket(scene.bare, part.start))[1]
    if not after:
        edge = _closing_name(scene.bare, start, end)
        if edge is not None:
            after.append(edge)
            end = _trimmed(scene.bare, start, edge.start)[1]
    start, end = _trimmed(scene.bare, start, end)
    if end <= start:
        return [*before, *after]
    return [*before, _text_part(scene, start, end, inner), *after]


def _is_weak(part: Part) -> bool:
    return part.kind is PartKind.REGION and part.text_kind is TextKind.UNKNOWN


def _splits_off(bare: str, part: Part, end: int) -> bool:
    """Tell whether a name that begins a piece is said of the whole and is not its adjective."""
    return part.end < end and not (part.locality and part.locality.is_inner_case)


def _skip(bare: str, position: int, end: int) -> int:
    while position < end and bare[position] in " \n.,:-(":
        position += 1
    return position + 2 if bare.startswith("и ", position) else position


def _before_bracket(bare: str, position: int) -> int:
    while position > 0 and bare[position - 1] in " \n(,-":
        position -= 1
    return position


def _leading_name(bare: str, start: int, end: int) -> Part | None:
    """Return an unmarked town that a venue follows: «Вологда ДК Льнянщиков»."""
    if not bare[start : start + 1].isupper():
        return None
    match = name_at(bare, start)
    if match is None or match.end >= end or match.doubt is not Doubt.NONE:
        return None
    rest = bare[match.end : end].lstrip(" \n.,:-")
    is_followed = rest[:1] in '«"(' or rest.startswith("и ") or starts_with_head(rest)
    if match.forms[0].case != 0 or not is_followed:
        return None
    if _PROPER_WORD.fullmatch(rest):
        return None
    return locality_part(known_locality(bare, match))


def _closing_name(bare: str, start: int, end: int) -> Part | None:
    """Return an unmarked town after a quoted name: «Стадион «Динамо» Вологда»."""
    opening = bare.rfind("»", start, end)
    position = _skip(bare, opening + 1, end)
    if opening < 0 or position >= end or not bare[position].isupper():
        return None
    match = name_at(bare, position)
    if match is None or match.end != end or match.doubt is not Doubt.NONE:
        return None
    return locality_part(known_locality(bare, match)) if match.forms[0].case == 0 else None


def _is_trailing(bare: str, part: Part, end: int) -> bool:
    """Tell whether a name that ends a piece is said beside it: nominative, or in brackets."""
    rest = bare[part.end : end].strip(" \n.)")
    if rest or part.country == "Россия":
        return False
    if part.kind is PartKind.LOCALITY and part.locality is not None:
        return not part.locality.is_inner_case or bare[: part.start].rstrip()[-1:] == "("
    return _is_nominative(bare[part.start : part.end])


def _is_nominative(surface: str) -> bool:
    return bool(_NOMINATIVE.search(surface)) or name_key(surface) in stored_forms()


def _text_part(scene: _Scene, start: int, end: int, inner: list[Part]) -> Part:
    locality = next((part.locality for part in inner if part.kind is PartKind.LOCALITY), None)
    district = next((part for part in inner if part.kind is PartKind.DISTRICT), None)
    regions = [part.region for part in inner if part.region]
    return Part(
        kind=PartKind.TEXT,
        start=start,
        end=end,
        locality=locality or (district and district.locality) or _mentioned(scene, start, end),
        district=district.district if district else "",
        region=regions[0] if len(regions) == 1 else "",
        country=next((part.country for part in inner if part.country), ""),
        text_kind=kind_of(scene.bare[start:end], scene.clean[start:end]),
    )


def _mentioned(scene: _Scene, start: int, end: int) -> LocalityFound | None:
    """Return the one unmarked settlement that a text names: «музеи Вологды»."""
    found = [
        mention
        for mention in mentions(scene.bare[start:end])
        if not _is_inside(start + mention.start, scene.streets)
    ]
    if len(found) != 1:
        return None
    only = found[0]
    return LocalityFound(start + only.start, start + only.end, only.nominative, is_inner_case=True)


def _is_inside(position: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= position < end for start, end in spans)
