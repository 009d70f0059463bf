"""Rules that compare rows: a missing organiser among neighbours, the same row twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from planbook.checks.editions import title_source
from planbook.checks.rule import Remark, Scene
from planbook.plans import Action, EventDraft, Grouping, SectionDraft
from planbook.text import comparison_key

_FEWEST_ROWS = 4
_WITH_ORGANIZER = 0.75
_NEIGHBOURS = 2
_NEAR = 0.9
_WINDOW = 4
_COMPARED = 500
_DIFFERING_WORDS = 2
_SHORT = 3
_WORD = re.compile(r"\w+")
# Digits, and Roman numerals in the lower case of comparison keys.
_NUMBER = re.compile(r"\d+|\b[ivxlcхі]+\b")

_RowKey = tuple[str, str, tuple[str, ...], tuple[str, ...], str]


def missing_organizers(scene: Scene) -> Iterator[Remark]:
    """Find a row without an organiser where its neighbours, and most of its section, have one.

    Rows that only attend somebody else's event are left out.
    """
    for section in scene.draft.sections:
        named = [bool(item.organizers) for item in section.items]
        if len(named) < _FEWEST_ROWS or sum(named) < _WITH_ORGANIZER * len(named):
            continue
        for at, item in enumerate(section.items):
            around = [*named[max(at - _NEIGHBOURS, 0) : at], *named[at + 1 : at + 1 + _NEIGHBOURS]]
            if not named[at] and all(around) and item.action is not Action.ATTEND:
                yield Remark(
                    f"Организатор не назван, а в соседних строках раздела назван "
                    f"({sum(named)} из {len(named)}).",
                    title_source(item),
                    item.title,
                )


def duplicate_rows(scene: Scene) -> Iterator[Remark]:
    """Find rows with the same title, time, place, partners and contents as one above."""
    first: dict[tuple[str, _RowKey], EventDraft] = {}
    for section, item in _rows(scene):
        key = (comparison_key(item.title), _key(section, item))
        if key in first:
            yield Remark(
                f"Повторяет строку {row_name(first[key])}: те же название, срок и место.",
                item.source,
                item.title,
            )
        else:
            first[key] = item


def near_duplicates(scene: Scene) -> Iterator[Remark]:
    """Find rows of one time and place whose titles differ in a few letters.

    Rows are put into blocks by time and place first and compared with their neighbours in the order
    of the alphabet only, read forwards and backwards: the time grows with the number of rows.
    """
    blocks: dict[_RowKey, dict[str, EventDraft]] = defaultdict(dict)
    for section, item in _rows(scene):
        blocks[_key(section, item)].setdefault(comparison_key(item.title), item)
    for block in blocks.values():
        # Most blocks hold one row; nothing is near to itself.
        for title, other in _close_pairs(list(block)):
            yield Remark(
                f"Почти повторяет строку {row_name(block[other])}: срок и место те же, "
                "названия различаются несколькими буквами.",
                title_source(block[title]),
                block[title].title,
            )


def row_name(item: EventDraft) -> str:
    """Return how a person finds a row: by its number, else by its row in the table.

    >>> from planbook.dates import Unscheduled
    >>> from planbook.findings import SourceRef
    >>> row_name(EventDraft("Форум", Unscheduled(), (), SourceRef(row=7), number="5"))
    '№ 5'
    """
    return f"№ {item.number}" if item.number else f"таблицы {item.source.row}"


def _rows(scene: Scene) -> Iterator[tuple[SectionDraft, EventDraft]]:
    for section in scene.draft.sections:
        for item in section.items:
            if item.title and section.grouping is not Grouping.LIST:
                yield section, item


def _key(section: SectionDraft, item: EventDraft) -> _RowKey:
    """Return what two rows must share before their titles are compared."""
    places = tuple(sorted(place.locality or place.text for place in item.places))
    partners = tuple(sorted(place.region or place.text for place in item.partners))
    when = item.timing.edtf or item.timing.text
    # A title that only points to the heading («Заседание») means different events under each.
    heading = section.heading if len(item.title) < len("Заседание правления") else ""
    return (when, item.timing.rrule, places, partners, heading)


def _close_pairs(titles: Sequence[str]) -> list[tuple[str, str]]:
    """Return pairs of near titles, the later one first, in the order of the later ones.

    Titles with different numbers belong to different events, however much alike they are.
    """
    by_numbers: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for title in titles:
        by_numbers[tuple(_NUMBER.findall(title))].append(title)
    at = {title: index for index, title in enumerate(titles)}
    pairs = set()
    for group in by_numbers.values():
        for ordered in (sorted(group), sorted(group, key=lambda title: title[::-1])):
            for index, title in enumerate(ordered):
                for other in ordered[index + 1 : index + 1 + _WINDOW]:
                    if _is_near(title[:_COMPARED], other[:_COMPARED]):
                        pairs.add((max(at[title], at[other]), min(at[title], at[other])))
    return [(titles[later], titles[earlier]) for later, earlier in sorted(pairs)]


def _is_near(title: str, other: str) -> bool:
    """Tell whether titles differ in letters of a word or two, not in whole words.

    «Дню города» and «Дню семьи» are other events, «ремесленников» and «ремеслеников» are not.
    """
    if Levenshtein.normalized_similarity(title, other, score_cutoff=_NEAR) < _NEAR:
        return False
    words, others = _WORD.findall(title), _WORD.findall(other)
    if len(words) != len(others):
        return False
    differing = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(differing) <= _DIFFERING_WORDS and all(_is_slip(*pair) for pair in differing)


def _is_slip(word: str, other: str) -> bool:
    shortest = min(len(word), len(other))
    return shortest > _SHORT and Levenshtein.distance(word, other) <= max(1, shortest // 5)
