"""«Строки»: the whole plan as one dense list that can be edited in place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mezhgorod.planning.actions.rows.bulk import MAX_AT_ONCE
from mezhgorod.planning.actions.rows.undoing import LastStep, last_step
from mezhgorod.planning.models import Plan, PlanItem, PlanSection
from mezhgorod.planning.queries import (
    drawn_items,
    items_of_plan,
    layout_choices,
    plan_skeleton,
    shown_ids,
)
from mezhgorod.planning.queries.gaps import Gap, gaps_of, gaps_of_row
from mezhgorod.planning.rules import PlanGrouping
from mezhgorod.planning.rules.bodies import is_of_body
from mezhgorod.planning.rules.gaps import GapKind
from mezhgorod.registry.rules import number_of
from mezhgorod.website.board.rows import Row, row_of
from mezhgorod.website.pages.plan_editing.doors import Desk, desk_of, editors
from mezhgorod.website.pages.plan_editing.opened import Opened
from mezhgorod.website.pages.plan_frame import find_plan, plan_frame
from mezhgorod.website.row_editor import RowSetting
from planbook.layouts.layout import Layout, NumberingStyle

# A plan of so many rows is drawn whole; a longer one part by part, so that each part comes quickly.
SHOWN_ROWS, PART_ROWS = 400, 150
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
    gaps: tuple[Gap, ...]
    opened: Opened | None = None

    @property
    def told_gaps(self) -> list[Gap]:
        """What a row lacks that nobody may publish it without; the doors tell the rest."""
        return [gap for gap in self.gaps if gap.kind in _GRAVE]


@dataclass(frozen=True, slots=True)
class ListedSection:
    """A section of the list; `start` is the number of its first row shown, `count` of all rows."""

    section: PlanSection
    colour: str
    rows: list[ListedRow]
    count: int
    start: int
    is_numbered: bool
    may_add: bool
    opened: Opened | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """A kind of gap with its number of rows, and the address that shows them."""

    label: str
    count: int
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything the list shows."""

    sections: list[ListedSection]
    doors: list[Door]
    step: LastStep | None
    next_query: str
    is_filtered: bool
    every: list[PlanSection] = field(default_factory=list)


@require_safe
@editors
def editing(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The rows of a plan; `?gap=` shows those that lack something, `?start=` the following ones."""
    return editing_page(request, plan)


def editing_page(
    request: HttpRequest, plan: Plan, opened: Opened | None = None, status: int = 200
) -> HttpResponse:
    """Show the list, with one row open where there is one."""
    desk = desk_of(request, plan)
    skeleton, _ = plan_skeleton(plan=plan)
    listing = listing_of(desk, request.GET, opened)
    context = {
        "frame": plan_frame(request, find_plan(request, plan.slug), "plan_editing"),
        "plan": plan,
        "desk": desk,
        "listing": listing,
        "every": listing.every,
        "setting": RowSetting.of_plan(skeleton),
        "columns": [(role, header) for role, header in skeleton.columns if role != "number"],
        "most": MAX_AT_ONCE,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "website/plan_editing/editing.html", context, status=status)


def listing_of(desk: Desk, params: QueryDict, opened: Opened | None) -> Listing:
    """Read the rows to show and everything that stands around them."""
    plan = desk.plan
    gaps = gaps_of(plan=plan)
    wanted = params.get("gap", "")
    items = items_of_plan(plan=plan)
    if wanted in GapKind.values:
        items = items.filter(pk__in=[g.item.pk for g in gaps if g.kind == wanted and g.item])
    start = number_of(params.get("start", ""))
    ids, counts = shown_ids(items=items, limit=SHOWN_ROWS, start=start)
    if counts.total() > SHOWN_ROWS:
        ids, counts = shown_ids(items=items, limit=PART_ROWS, start=start)
    if opened is not None and opened.item_id is not None and opened.item_id not in ids:
        ids.append(opened.item_id)
    every = list(plan.sections.order_by("position"))
    drawn = _drawn(desk, ids, gaps, opened)
    until = start + max((len(rows) for rows in drawn.values()), default=0)
    return Listing(
        sections=list(_sections(desk, every, drawn, counts, (start, wanted, opened))),
        doors=_doors(gaps, wanted),
        step=last_step(plan=plan),
        next_query=_next(wanted, until) if any(n > until for n in counts.values()) else "",
        is_filtered=bool(wanted),
        every=every,
    )


def listed_row(desk: Desk, pk: int, opened: Opened | None) -> ListedRow:
    """Return one row as the list shows it; 404 when it has gone."""
    gaps = gaps_of_row(plan=desk.plan, item_id=pk)
    for rows in _drawn(desk, [pk], gaps, opened).values():
        return rows[0]
    raise Http404


def _drawn(
    desk: Desk, ids: Sequence[int], gaps: Iterable[Gap], opened: Opened | None
) -> Mapping[int, list[ListedRow]]:
    of_row: defaultdict[int, list[Gap]] = defaultdict(list)
    for gap in gaps:
        if gap.item is not None:
            of_row[gap.item.pk].append(gap)
    pinned = set(PlanItem.objects.filter(pk__in=ids, is_pinned=True).values_list("pk", flat=True))
    own = _own(desk, ids)
    drawn: defaultdict[int, list[ListedRow]] = defaultdict(list)
    for item in drawn_items(ids=ids):
        rows = drawn[item.section_id]
        rows.append(
            ListedRow(
                row=row_of(item),
                place=len(rows) + 1,
                is_pinned=item.pk in pinned,
                may_change=desk.may_all or item.pk in own,
                gaps=tuple(of_row[item.pk]),
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
    counts: Counter[int],
    shown: tuple[int, str, Opened | None],
) -> Iterable[ListedSection]:
    start, wanted, opened = shown
    layout, number = _layout(desk.plan), 0
    for index, section in enumerate(every):
        rows = drawn.get(section.pk, [])
        style = _style(layout, section)
        first = 0 if style in _COUNTED_ANEW else number
        number += counts[section.pk] if style not in _COUNTED_ANEW else 0
        is_opened = opened is not None and opened.section_id == section.pk
        if (wanted or start) and not rows and not is_opened:
            continue
        is_own = any(
            is_of_body(one.name, row_body="", heading=section.heading) for one in desk.bodies
        )
        yield ListedSection(
            section=section,
            colour=f"c{index % 10 + 1}",
            rows=rows,
            count=counts[section.pk],
            start=first + start + 1,
            is_numbered=not wanted and style in _COUNTED | _COUNTED_ANEW,
            may_add=desk.may_all or is_own,
            opened=opened if is_opened else None,
        )


def _layout(plan: Plan) -> Layout:
    return layout_choices(plan=plan)[0].layout


def _style(layout: Layout, section: PlanSection) -> NumberingStyle:
    is_list = section.grouping == PlanGrouping.LIST
    return layout.numbering.list_style if is_list else layout.numbering.style


def _doors(gaps: Sequence[Gap], wanted: str) -> list[Door]:
    counts = Counter(gap.kind for gap in gaps if gap.item is not None)
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


def _next(wanted: str, start: int) -> str:
    query = QueryDict(mutable=True)
    if wanted:
        query["gap"] = wanted
    query["start"] = str(start)
    return f"?{query.urlencode()}"
