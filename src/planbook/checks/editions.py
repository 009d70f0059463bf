"""Rules of ordinal numbers: an edition that was held already, or one that is too far ahead."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from planbook.checks.rule import Remark, Scene
from planbook.checks.series import SeriesEdition
from planbook.findings import SourceRef
from planbook.plans import EventDraft, PlanDraft
from planbook.text import comparison_key, find_quoted, parse_roman

_ROMAN = re.compile(r"(?<![\w.-])[IVXLCХІ]{1,7}(?![\w-])(?!\s+(?:век|столети|тысячелети|этап))")
_MAX_NUMBERS = 8


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A number and the quoted name it belongs to, inside a title."""

    name: str
    number: int
    wording: str
    item: EventDraft


def stale_editions(scene: Scene) -> Iterator[Remark]:
    """Find numbers that the history of the series or an earlier plan has used up already."""
    for item, known in _known_series(scene):
        number = item.edition or 0
        if scene.year and number <= known.number and scene.year > known.year:
            yield Remark(
                f"«{item.edition_text}»: {known.series} № {known.number} прошёл в {known.year} "
                f"году{_next(known, scene)}.",
                title_source(item),
                item.title,
            )
    for one, before, year in _repeated(scene):
        if one.number <= before.number:
            yield Remark(
                f"«{one.wording}» — в плане на {year} год «{one.name}» уже имел № {before.number}.",
                title_source(one.item),
                one.item.title,
            )


def jumping_editions(scene: Scene) -> Iterator[Remark]:
    """Find numbers further ahead than the years that have passed allow."""
    for item, known in _known_series(scene):
        if scene.year is None or item.edition is None:
            continue
        latest = known.number + (scene.year - known.year) // known.step
        if item.edition > latest:
            yield Remark(
                f"«{item.edition_text}» — {known.series}: № {known.number} приходится на "
                f"{known.year} год, к {scene.year} году номер не больше {latest}.",
                title_source(item),
                item.title,
            )
    for one, before, year in _repeated(scene):
        allowed = before.number + (scene.year or year) - year + 1
        if one.number > allowed:
            yield Remark(
                f"«{one.wording}» — в плане на {year} год «{one.name}» имел № {before.number}, "
                f"к {scene.year} году номер не больше {allowed}.",
                title_source(one.item),
                one.item.title,
            )
    yield from _gaps_inside(scene)


def title_source(item: EventDraft) -> SourceRef:
    """Return the place of the cell with the title, else that of the row."""
    cell = item.cell("title")
    return cell.source if cell else item.source


def _gaps_inside(scene: Scene) -> Iterator[Remark]:
    """Find numbers of one name that stand in one plan more than one apart."""
    by_name: dict[str, list[_Numbered]] = defaultdict(list)
    for one in _numbered(scene.draft):
        by_name[comparison_key(one.name)].append(one)
    for group in by_name.values():
        first, last = min(group, key=_number), max(group, key=_number)
        if last.number - first.number > 1:
            yield Remark(
                f"«{last.name}» назван в плане и под № {first.number}, и под № {last.number}.",
                title_source(last.item),
                last.item.title,
            )


def _number(one: _Numbered) -> int:
    return one.number


def _known_series(scene: Scene) -> Iterator[tuple[EventDraft, SeriesEdition]]:
    """Yield the numbered rows with the edition of their series nearest in time."""
    if scene.year is None:
        return
    for item in scene.draft.items():
        if item.edition is None:
            continue
        title = item.title.lower()
        known = [one for one in scene.history if all(word in title for word in one.words)]
        if known:
            year = scene.year
            yield item, min(known, key=lambda one: abs(one.year - year))


def _next(known: SeriesEdition, scene: Scene) -> str:
    years_passed = (scene.year or known.year) - known.year
    if years_passed % known.step:
        return ""
    return f", в {scene.year} году ожидается № {known.number + years_passed // known.step}"


def _repeated(scene: Scene) -> Iterator[tuple[_Numbered, _Numbered, int]]:
    """Yield the numbers of this plan beside those of the same name in earlier plans."""
    for plan in scene.earlier:
        year = int(plan.period[:4]) if plan.period and plan.period[:4].isdigit() else None
        if year is None or scene.year is None or year >= scene.year:
            continue
        before = {comparison_key(one.name): one for one in _numbered(plan)}
        for one in _numbered(scene.draft):
            match = before.get(comparison_key(one.name))
            if match is not None:
                yield one, match, year


def _numbered(draft: PlanDraft) -> Iterator[_Numbered]:
    """Yield every Roman number that a quoted name follows before the next number."""
    for item in draft.items():
        if not _ROMAN.search(item.title):
            continue
        quoted = find_quoted(item.title)
        numbers = [
            found
            for found in islice(_ROMAN.finditer(item.title), _MAX_NUMBERS)
            if not any(name.start < found.start() < name.end for name in quoted)
        ]
        ends = [found.start() for found in numbers[1:]] + [len(item.title)]
        for found, end in zip(numbers, ends, strict=True):
            name = next((one for one in quoted if found.end() <= one.start < end), None)
            number = parse_roman(found[0])
            if name and number:
                yield _Numbered(name.inner, number, found[0], item)
