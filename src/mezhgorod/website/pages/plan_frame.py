"""What all views of one plan share: finding it, its facts, tabs and filter form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from mezhgorod.evidence.rules import FindingSeverity, FindingState
from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import (
    TIMING_GROUPS,
    EventFilter,
    FilterChoices,
    filter_choices,
    plan_facts,
    plans_visible_to,
)
from mezhgorod.planning.rules import AttendanceMode
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.board.cycles import cycle_words
from mezhgorod.website.board.scale import month_name, months_of, year_scale
from mezhgorod.website.board.year import section_label
from mezhgorod.website.conditional import answer_conditionally
from mezhgorod.website.forms.event_filter import Select, filter_query, read_filter, select_field
from mezhgorod.website.plan_work import WorkTab, work_tabs

# view → words of its tab; the order is the order of the tabs
_TABS = {
    "plan": "Год",
    "plan_month": "Месяц",
    "plan_list": "Список",
    "plan_document": "Документ",
    "plan_findings": "Замечания",
    "plan_print": "Печать",
    "plan_files": "Скачать",
    "plan_subscribe": "Подписаться",
}


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan that may be shown, and how many open remarks and doubts among them there are."""

    plan: Plan
    finding_count: int
    doubt_count: int = 0


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    is_current: bool
    count: int = 0
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A number, the words after it, and the address that shows what was counted."""

    count: int
    forms: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class PlanFrame:
    """The part of the page around a view of a plan; the template knows it as `frame`."""

    plan: Plan
    wanted: EventFilter
    choices: FilterChoices
    facts: list[Fact]
    tabs: list[Tab]
    work_tabs: list[WorkTab]
    selects: list[Select]
    query: str
    here: str


def plan_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Give a view its plan instead of a slug: 404 when it may not be seen, 304 when unchanged."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponseBase:
        plans = plans_visible_to(actor=actor_of_request(request)).select_related(
            "owner", "document"
        )
        plan = get_object_or_404(plans, slug=slug)
        findings = _findings(plan)
        return answer_conditionally(
            request,
            parts=(plan.pk, plan.revision, plan.updated_at, *findings),
            updated_at=plan.updated_at,
            build=lambda: view(request, ShownPlan(plan, *findings[:2]), **kwargs),
        )

    return wrapped


def find_plan(request: HttpRequest, slug: str) -> ShownPlan:
    """Return the plan of a view that is always built anew; 404 when it may not be seen."""
    plans = plans_visible_to(actor=actor_of_request(request)).select_related("owner", "document")
    plan = get_object_or_404(plans, slug=slug)
    return ShownPlan(plan, *_findings(plan)[:2])


def _findings(plan: Plan) -> tuple[int, int, datetime | None]:
    """Return how many open remarks a document has, how many of them ask for a person, and when
    somebody decided last.
    """
    is_open = Q(state=FindingState.OPEN)
    counts = plan.document.findings.aggregate(
        every=Count("pk", filter=is_open),
        doubts=Count("pk", filter=is_open & ~Q(severity=FindingSeverity.INFO)),
        decided=Max("decided_at"),
    )
    return counts["every"], counts["doubts"], counts["decided"]


def plan_frame(request: HttpRequest, shown: ShownPlan, view_name: str) -> PlanFrame:
    """Read the filter of the address and build what stands around every view of a plan."""
    plan = shown.plan
    wanted = read_filter(request.GET)
    choices = filter_choices(plan=plan)
    return PlanFrame(
        plan=plan,
        wanted=wanted,
        choices=choices,
        facts=_facts(plan, choices, wanted),
        tabs=_tabs(shown, view_name, filter_query(wanted)),
        work_tabs=work_tabs(plan=plan, actor=actor_of_request(request), here=request.path),
        selects=_selects(plan, choices, wanted),
        query=filter_query(wanted),
        here=request.path,
    )


def render_plan(
    request: HttpRequest, template: str, frame: PlanFrame, **context: object
) -> HttpResponse:
    """Render a view of a plan; templates extend `website/plans/frame.html`."""
    return render(request, f"website/plans/{template}", {"frame": frame, **context})


def _tabs(shown: ShownPlan, current: str, query: str) -> list[Tab]:
    return [
        Tab(
            label=label,
            url=reverse(name, args=(shown.plan.slug,)) + query,
            is_current=name == current,
            count=shown.finding_count if name == "plan_findings" else 0,
            is_warning=shown.doubt_count > 0,
        )
        for name, label in _TABS.items()
    ]


def _facts(plan: Plan, choices: FilterChoices, wanted: EventFilter) -> list[Fact]:
    counts = plan_facts(plan=plan, city_count=len(choices.cities))
    home = reverse("plan", args=(plan.slug,))
    facts = [Fact(counts.item_count, "строка,строки,строк", home)]
    for key, number in counts.timing_counts:
        label = TIMING_GROUPS[key].label
        if key == "recurring" and len(counts.recurrence_rules) == 1:
            label = cycle_words(counts.recurrence_rules[0])
        query = filter_query(EventFilter(timing=key))
        facts.append(Fact(number, f"{label},{label},{label}", home + query, wanted.timing == key))
    if counts.city_count:
        by_city = reverse("plan_list", args=(plan.slug,)) + "?by=city"
        facts.append(Fact(counts.city_count, "город,города,городов", by_city))
    return facts


def _selects(plan: Plan, choices: FilterChoices, wanted: EventFilter) -> list[Select]:
    months = months_of(year_scale(plan.period_start, plan.period_end))
    sections = [(str(section.position), section_label(section)) for section in choices.sections]
    modes = [(mode, AttendanceMode(mode).label) for mode in choices.attendance_modes]
    timings = [(key, group.label) for key, group in TIMING_GROUPS.items()]
    chosen_section = "" if wanted.section is None else str(wanted.section)
    return [
        select_field("month", "Месяц", "Весь период", _month_pairs(months), _value(wanted.month)),
        select_field("city", "Город", "Все города", list(choices.cities), wanted.city),
        select_field("section", "Раздел", "Все разделы", sections, chosen_section),
        select_field("kind", "Вид", "Все виды", [(k, k) for k in choices.kinds], wanted.kind),
        select_field("attendance", "Формат", "Любой формат", modes, wanted.attendance),
        select_field("timing", "Точность срока", "Любой срок", timings, wanted.timing),
    ]


def _month_pairs(months: list[date]) -> list[tuple[str, str]]:
    return [(_value(month), month_name(month)) for month in months]


def _value(month: date | None) -> str:
    return f"{month:%Y-%m}" if month else ""
