"""A long plan is shown page by page; a row, a section or a new row opens the page it stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.registry.rules import number_of
from mezhgorod.website.pages.plan_editing.opened import Opened

# A plan of so many rows is drawn whole; a longer one page by page.
SHOWN_ROWS, PAGE_ROWS = 400, 150
# What an address says of the rows shown; the rest of it says what is open.
KEPT = ("gap", "q", "page")


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one page: `counts` are of whole sections, `before` of earlier pages."""

    ids: tuple[int, ...]
    counts: Counter[int]
    before: Counter[int]
    begins: Mapping[int, int]
    number: int
    page_count: int
    total: int

    @property
    def first(self) -> int:
        """The place of the first row shown among all rows, from 1."""
        return (self.number - 1) * PAGE_ROWS + 1

    @property
    def last(self) -> int:
        """The place of the last row shown among all rows."""
        return self.first + len(self.ids) - 1

    def shows(self, section_id: int) -> bool:
        """Return whether a section without rows belongs on this page."""
        return not self.counts[section_id] and self.begins[section_id] == self.number


def part_of(
    pairs: Sequence[tuple[int, int]],
    sections: Sequence[PlanSection],
    params: QueryDict,
    opened: Opened | None,
) -> Part:
    """Choose the page to show.

    Args:
        pairs: row and section of every row that is asked for, in printed order.
    """
    counts = Counter(section_id for _, section_id in pairs)
    size = len(pairs) if len(pairs) <= SHOWN_ROWS else PAGE_ROWS
    page_count = max(-(-len(pairs) // size), 1) if size else 1
    offsets = _offsets(sections, counts)
    index = _asked(pairs, offsets, counts, params, opened)
    number = min(index // size + 1 if size else 1, page_count)
    start = (number - 1) * size
    return Part(
        ids=tuple(pk for pk, _ in pairs[start : start + size]),
        counts=counts,
        before=Counter(section_id for _, section_id in pairs[:start]),
        begins={pk: min(at // size + 1, page_count) if size else 1 for pk, at in offsets.items()},
        number=number,
        page_count=page_count,
        total=len(pairs),
    )


def is_long(plan: Plan) -> bool:
    """Return whether a plan is shown page by page."""
    return PlanItem.objects.filter(section__plan=plan).count() > SHOWN_ROWS


def kept_query(params: QueryDict, **more: object) -> str:
    """Return the query of an address with what says which rows are shown, and more."""
    query = QueryDict(mutable=True)
    for name in KEPT:
        if said := params.get(name, ""):
            query[name] = said
    for name, value in more.items():
        query[name] = str(value)
    return f"?{query.urlencode()}" if query else ""


def _offsets(sections: Iterable[PlanSection], counts: Counter[int]) -> dict[int, int]:
    offsets, place = {}, 0
    for section in sections:
        offsets[section.pk] = place
        place += counts[section.pk]
    return offsets


def _asked(
    pairs: Sequence[tuple[int, int]],
    offsets: Mapping[int, int],
    counts: Counter[int],
    params: QueryDict,
    opened: Opened | None,
) -> int:
    """Return the index of a row on the page that is asked for."""
    row = opened.item_id if opened else number_of(params.get("row", ""))
    if row is not None:
        found = next((at for at, (pk, _) in enumerate(pairs) if pk == row), None)
        if found is not None:
            return found
    if opened is not None and opened.section_id in offsets:
        last = max(counts[opened.section_id] - 1, 0)
        at = last if opened.at is None else min(max(opened.at - 1, 0), last)
        return offsets[opened.section_id] + at
    section = number_of(params.get("section", ""))
    if section in offsets:
        return offsets[section]
    page = number_of(params.get("page", "")) or 1
    return (max(page, 1) - 1) * (PAGE_ROWS if len(pairs) > SHOWN_ROWS else 0)
