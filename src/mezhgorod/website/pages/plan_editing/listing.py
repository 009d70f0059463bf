"""«Строки»: the whole plan as one dense list that can be edited in place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mezhgorod.planning.actions.rows.bulk import MAX_AT_ONCE
from mezhgorod.planning.actions.rows.undoing import StepWords, last_words
from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.planning.queries import (
    EventFilter,
    apply_filter,
    drawn_items,
    items_of_plan,
    layout_choices,
    plan_skeleton,
)
from mezhgorod.planning.queries.gaps import gap_kinds, gaps_of_row
from mezhgorod.planning.rules import PlanGrouping
from mezhgorod.planning.rules.bodies import is_of_body
from mezhgorod.planning.rules.gaps import GapKind
from mezhgorod.website.board.rows import Row, row_of
from mezhgorod.website.pages.plan_editing.doors import Desk, desk_of, editors
from mezhgorod.website.pages.plan_editing.hints import with_hints
from mezhgorod.website.pages.plan_editing.opened import Opened
from mezhgorod.website.pages.plan_editing.paging import Part, kept_query, part_of
from mezhgorod.website.pages.plan_frame import find_plan, plan_frame
from mezhgorod.website.row_editor import RowSetting
from planbook.layouts.layout import Layout, NumberingStyle

_MAX_ASKED = 200
_COUNTED = frozenset({NumberingStyle.CONTINUOUS, NumberingStyle.RESTART})
_GRAVE = frozenset({GapKind.NO_DATE, GapKind.UNREAD_DATE, GapKind.OUT_OF_PERIOD, GapKind.NO_PLACE})
_COUNTED_ANEW = frozenset({NumberingStyle.RESTART, NumberingStyle.HIERARCHICAL})


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of the list: its words, what it lacks, whether the visitor may change it."""

    row: Row
    place: int
    is_pinned: bool
    may_change: bool
    gaps: tuple[GapKind, ...]
    opened: Opened | None = None

    @property
    def told_gaps(self) -> list[GapKind]:
        """What a row lacks that nobody may publish it without; the doors tell the rest."""
        return [gap for gap in self.gaps if gap in _GRAVE]


@dataclass(frozen=True, slots=True)
class ListedSection:
    """A section of the list; `start` is the number of its first row shown, `count` of all rows.

    `before` is how many of its rows stand on earlier pages.
    """

    section: PlanSection
    colour: str
    rows: list[ListedRow]
    count: int
    before: int
    start: int
    is_numbered: bool
    may_add: bool
    opened: Opened | None = None

    @property
    def last(self) -> int:
        """The place of the last row shown among the rows of the section."""
        return self.before + len(self.rows)


@dataclass(frozen=True, slots=True)
class Door:
    """A kind of gap with its number of rows, and the address that shows them."""

    label: str
    count: int
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything the list shows; `earlier` and `later` are addresses of the pages around."""

    sections: list[ListedSection]
    doors: list[Door]
    step: StepWords | None
    part: Part
    text: str
    is_filtered: bool
    earlier: str
    later: str
    every: list[PlanSection]


@require_safe
@editors
def editing(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The rows of a plan; `?gap=` shows those that lack something, `?q=` those with words.

    A long plan is shown page by page: `?page=`, or the page of a `?row=` or a `?section=`.
    """
    return editing_page(request, plan)


def editing_page(
    request: HttpRequest, plan: Plan, opened: Opened | None = None, status: int = 200
) -> HttpResponse:
    """Show the list, with one row open where there is one."""
    desk = desk_of(request, plan)
    skeleton, _ = plan_skeleton(plan=plan)
    listing = listing_of(desk, request.GET, with_hints(request, plan, opened))
    context = {
        "frame": plan_frame(request, find_plan(request, plan.slug), "plan_editing"),
        "plan": plan,
        "desk": desk,
        "listing": listing,
        "every": listing.every,
        "setting": RowSetting.of_plan(skeleton),
        "understand_url": reverse("plan_row_understand", args=(plan.slug,)),
        "columns": [(role, header) for role, header in skeleton.columns if role != "number"],
        "most": MAX_AT_ONCE,
        "query": kept_query(request.GET),
    }
    return render(request, "website/plan_editing/editing.html", context, status=status)


def listing_of(desk: Desk, params: QueryDict, opened: Opened | None) -> Listing:
    """Read the rows to show and everything that stands around them."""
    plan = desk.plan
    gaps = gap_kinds(plan=plan)
    wanted, text = params.get("gap", ""), params.get("q", "").replace("\0", "")[:_MAX_ASKED].strip()
    every = list(plan.sections.order_by("position"))
    part = part_of(_pairs(plan, gaps, wanted, text), every, params, opened)
    drawn = _drawn(desk, _with_opened(part.ids, opened), gaps, (part.before, opened))
    is_filtered = wanted in GapKind.values or bool(text)
    return Listing(
        sections=list(_sections(desk, every, drawn, (part, is_filtered, opened))),
        doors=_doors(gaps, wanted),
        step=last_words(plan=plan),
        part=part,
        text=text,
        is_filtered=is_filtered,
        earlier=kept_query(params, page=part.number - 1) if part.number > 1 else "",
        later=kept_query(params, page=part.number + 1) if part.number < part.page_count else "",
        every=every,
    )


def _pairs(
    plan: Plan, gaps: Mapping[int, Sequence[GapKind]], wanted: str, text: str
) -> list[tuple[int, int]]:
    items = apply_filter(items_of_plan(plan=plan), EventFilter(text=text))
    pairs = list(items.values_list("pk", "section_id"))
    if wanted in GapKind.values:
        return [pair for pair in pairs if wanted in gaps.get(pair[0], ())]
    return pairs


def _with_opened(ids: Sequence[int], opened: Opened | None) -> list[int]:
    """Return the rows to draw; an open row is drawn though a filter leaves it out."""
    pk = opened.item_id if opened else None
    return [*ids] if pk is None or pk in ids else [*ids, pk]


def listed_row(desk: Desk, pk: int, opened: Opened | None) -> ListedRow:
    """Return one row as the list shows it; 404 when it has gone."""
    gaps = {pk: [gap.kind for gap in gaps_of_row(plan=desk.plan, item_id=pk)]}
    for rows in _drawn(desk, [pk], gaps, (Counter(), opened)).values():
        return rows[0]
    raise Http404


def _drawn(
    desk: Desk,
    ids: Sequence[int],
    gaps: Mapping[int, Sequence[GapKind]],
    shown: tuple[Counter[int], Opened | None],
) -> Mapping[int, list[ListedRow]]:
    before, opened = shown
    pinned = set(PlanItem.objects.filter(pk__in=ids, is_pinned=True).values_list("pk", flat=True))
    own = _own(desk, ids)
    drawn: defaultdict[int, list[ListedRow]] = defaultdict(list)
    for item in drawn_items(ids=ids):
        rows = drawn[item.section_id]
        rows.append(
            ListedRow(
                row=row_of(item),
                place=before[item.section_id] + len(rows) + 1,
                is_pinned=item.pk in pinned,
                may_change=desk.may_all or item.pk in own,
                gaps=tuple(gaps.get(item.pk, ())),
                opened=opened if opened and opened.item_id == item.pk else None,
            )
        )
    return drawn


def _own(desk: Desk, ids: Sequence[int]) -> set[int]:
    """Return which of the rows belong to the committees of a coordinator."""
    if not desk.bodies:
        return set()
    rows = PlanItem.objects.filter(pk__in=ids)
    return {
        pk
        for pk, body, heading in rows.values_list("pk", "event__body", "section__heading")
        if any(is_of_body(one.name, row_body=body, heading=heading) for one in desk.bodies)
    }


def _sections(
    desk: Desk,
    every: Sequence[PlanSection],
    drawn: Mapping[int, list[ListedRow]],
    shown: tuple[Part, bool, Opened | None],
) -> Iterable[ListedSection]:
    part, is_filtered, opened = shown
    layout, number = _layout(desk.plan), 0
    for index, section in enumerate(every):
        rows = drawn.get(section.pk, [])
        style = _style(layout, section)
        first = 0 if style in _COUNTED_ANEW else number
        number += part.counts[section.pk] if style not in _COUNTED_ANEW else 0
        is_opened = opened is not None and opened.section_id == section.pk
        if not rows and not is_opened and (is_filtered or not part.shows(section.pk)):
            continue
        is_own = any(
            is_of_body(one.name, row_body="", heading=section.heading) for one in desk.bodies
        )
        yield ListedSection(
            section=section,
            colour=f"c{index % 10 + 1}",
            rows=rows,
            count=part.counts[section.pk],
            before=part.before[section.pk],
            start=first + part.before[section.pk] + 1,
            is_numbered=not is_filtered and style in _COUNTED | _COUNTED_ANEW,
            may_add=desk.may_all or is_own,
            opened=opened if is_opened else None,
        )


def _layout(plan: Plan) -> Layout:
    return layout_choices(plan=plan)[0].layout


def _style(layout: Layout, section: PlanSection) -> NumberingStyle:
    is_list = section.grouping == PlanGrouping.LIST
    return layout.numbering.list_style if is_list else layout.numbering.style


def _doors(gaps: Mapping[int, Sequence[GapKind]], wanted: str) -> list[Door]:
    counts = Counter(kind for kinds in gaps.values() for kind in kinds)
    return [
        Door(
            label=kind.label,
            count=counts[kind],
            query="?" if wanted == kind else f"?gap={kind}",
            is_current=wanted == kind,
        )
        for kind in GapKind
        if counts[kind]
    ]
