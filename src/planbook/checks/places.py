"""Rules of places: hosts, regions that do not fit, short and unofficial names, unknown cities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from planbook.anniversaries import city_key
from planbook.checks.pieces import PARAGRAPH, TextPiece
from planbook.checks.rule import Remark, Scene
from planbook.checks.spelling import slips
from planbook.findings import Repair, SourceRef
from planbook.places import AttendanceMode, Place, mentions
from planbook.places.gazetteer import settlements_named
from planbook.places.other_names import other_names
from planbook.places.subjects import subjects
from planbook.plans import EventDraft

_PLACE_ROLES = ("place", "place_timing")
_REGION_ROLES = ("place", "partners")
_REMOTE = (AttendanceMode.ONLINE, AttendanceMode.HYBRID)
_ROUTE = re.compile(r"\s[-–—]\s|[а-яё][-–—][А-ЯЁ][а-яё]+-")
_SMALL_REPUBLIC = re.compile(r"(?<![\w-])[А-ЯЁ][А-ЯЁа-яё-]+[сц]кая (республика)(?![а-яё])")
# «г. Название»: not the year («2023 г. Собрание») and not an initial.
_CITY_MARK = re.compile(
    r"(?<!\d\s)(?<!\w)г\.\s?([А-ЯЁ][а-яё]{2,30}(?:[ -][А-ЯЁ][а-яё]{2,30})?)(?![\w-])"
)


def ambiguous_hosts(scene: Scene) -> Iterator[Remark]:
    """Find events with two bare host cities and no word of a video conference.

    Venues of their own, an organization, a route («Вологда – Череповец») or three cities and more
    say what is meant.
    """
    for item in scene.draft.items():
        names = tuple(dict.fromkeys(place.locality for place in item.places if place.locality))
        text = _cell_text(item, _PLACE_ROLES)
        is_remote = item.attendance_mode in _REMOTE
        if len(names) != 2 or is_remote or item.operators or len(item.occasions) > 1:
            continue
        is_bare = not any(place.venue or place.organization for place in item.places)
        if is_bare and min(map(len, names)) > 2 and not _ROUTE.search(text):
            yield Remark(
                f"Названы два города: {' и '.join(names)}; пометки «ВКС» нет.",
                place_source(item),
                text,
            )


def foreign_regions(scene: Scene) -> Iterator[Remark]:
    """Find places that lie in none of the partner regions of the row, and not at home.

    The home region is that of the owner of the plan; without one nothing can be said.
    """
    home = _home_region(scene.draft.owner)
    if not home:
        return
    for item in scene.draft.items():
        partners = {place.region for place in item.partners if place.region}
        hosts = {place.region for place in item.places if place.region and place.locality}
        if partners and hosts and not hosts & (partners | {home}):
            place = next(place for place in item.places if place.region in hosts)
            yield Remark(
                f"Место — {_located(place)}, а в столбце субъектов назван другой субъект: "
                f"{', '.join(sorted(partners))}.",
                place_source(item),
                _cell_text(item, _PLACE_ROLES),
            )


def short_city_names(scene: Scene) -> Iterator[Remark]:
    """Find abbreviated names of cities: «Вел. Новгород»."""
    for item in scene.draft.items():
        for place in item.places:
            short = _short_name(place)
            if short:
                yield Remark(
                    f"«{short}» — сокращение, полное название — {place.locality}.",
                    place_source(item),
                    short,
                    _repair_in(item, _PLACE_ROLES, short, place.locality),
                )


def unofficial_regions(scene: Scene) -> Iterator[Remark]:
    """Find federal subjects not called as the Constitution calls them."""
    for piece in scene.pieces:
        if piece.role not in _REGION_ROLES:
            continue
        for found in slips(_SMALL_REPUBLIC, piece.text):
            yield Remark(
                f"В названии «{found[0]}» слово «Республика» пишут с прописной буквы.",
                piece.source,
                found[0],
                piece.mended(*found.span(1), "Республика"),
            )
        yield from _incomplete_names(piece)


def unknown_cities(scene: Scene) -> Iterator[Remark]:
    """Find «г. Название» where no settlement of this name is known."""
    for piece in scene.pieces:
        found = [one for one in slips(_CITY_MARK, piece.text) if not _is_known(one[1])]
        if not found or (piece.role in _PLACE_ROLES and _is_told(piece)):
            continue
        starts = {mention.start for mention in mentions(piece.text)}
        for one in found:
            if one.start(1) not in starts:
                yield Remark(
                    f"Населённого пункта «{one[1]}» нет в справочнике.", piece.source, one[0]
                )


def unregistered_cities(scene: Scene) -> Iterator[Remark]:
    """Find cities that are named and not in the register given; each is told once."""
    if scene.registry is None:
        return
    told: set[str] = set()
    for name, surface, source in _named_cities(scene):
        key = city_key(name)
        if key not in scene.registry and key not in told:
            told.add(key)
            yield Remark(f"Города {name} нет в реестре.", source, surface)


def place_source(item: EventDraft) -> SourceRef:
    """Return the place of the cell that says where, else that of the row."""
    cell = next((cell for cell in item.cells if cell.role in _PLACE_ROLES), None)
    return cell.source if cell else item.source


def _named_cities(scene: Scene) -> Iterator[tuple[str, str, SourceRef]]:
    """Yield the cities of place cells and those mentioned in titles and paragraphs."""
    for item in scene.draft.items():
        for place in item.places:
            if place.locality:
                yield place.locality, place.text, place_source(item)
    for piece in scene.pieces:
        if piece.role in ("title", PARAGRAPH):
            for mention in mentions(piece.text):
                yield mention.nominative, mention.surface, piece.source


def _home_region(owner: str | None) -> str:
    names = {subject.name for subject in subjects()}
    return owner if owner in names else ""


def _located(place: Place) -> str:
    if place.locality == place.region:
        return f"{place.locality} (отдельный субъект РФ)"
    return f"{place.locality} ({place.region})"


def _short_name(place: Place) -> str:
    words = " ".join(place.text.split())
    if not place.locality or place.locality in words or "." not in words:
        return ""
    return words if any(other.name == words for other in other_names(place.locality)) else ""


@cache
def _full_names() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return for each subject with a name of two parts the pattern of its first part alone."""
    found = []
    for subject in subjects():
        for name in (subject.name, *subject.short_forms):
            first, dash, second = name.partition(" - ")
            if dash and len(first) > len("Республика"):
                rest = rf"(?!\s*[-–—]?\s*{second})"
                found.append((re.compile(rf"(?<![\w-]){first}(?!\w){rest}"), f"{first} – {second}"))
    return tuple(found)


def _incomplete_names(piece: TextPiece) -> Iterator[Remark]:
    for pattern, full in _full_names():
        for found in slips(pattern, piece.text):
            yield Remark(
                f"Официальное название — «{full}».",
                piece.source,
                found[0],
                piece.mended(*found.span(), full),
            )


def _is_known(name: str) -> bool:
    return bool(settlements_named(name))


def _is_told(piece: TextPiece) -> bool:
    codes = {finding.code for finding in piece.item.findings} if piece.item else set()
    return bool(codes & {"place.unknown_locality", "place.ambiguous_locality", "place.unread"})


def _cell_text(item: EventDraft, roles: tuple[str, ...]) -> str:
    return next((cell.text for cell in item.cells if cell.role in roles), "")


def _repair_in(item: EventDraft, roles: tuple[str, ...], before: str, after: str) -> Repair | None:
    for cell in item.cells:
        if cell.role in roles and cell.text.count(before) == 1:
            return Repair(cell.role, before, after)
    return None
