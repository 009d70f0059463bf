"""Rows of a plan in printed order, and which of very many are drawn at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db.models import (
    Case,
    DurationField,
    F,
    IntegerField,
    Prefetch,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncMonth

from mezhgorod.evidence.models import Finding
from mezhgorod.planning.models import EventParticipant, EventPlace, ItemCell, Plan, PlanItem
from mezhgorod.planning.rules import EventRole, TimingKind

# Whom a row names where it names no place: «МО, исполнительная дирекция».
HOST_ROLES = (EventRole.OPERATOR, EventRole.ORGANIZER)
EXACT_KINDS = (TimingKind.DAY, TimingKind.DAY_RANGE, TimingKind.DAYS)
# Kinds without a day of their own, in the order in which lists show them after all others.
_LATER = (
    TimingKind.ONGOING,
    TimingKind.RECURRING,
    TimingKind.UNSCHEDULED,
    TimingKind.UNPARSED,
)
_EVENT_FIELDS = (
    "uid", "title", "kind", "attendance_mode", "timing_text", "timing_kind", "timing_extent",
    "timing_status", "earliest", "latest", "is_approximate", "timing_data",
    "anniversary_years",
)  # fmt: skip
_ITEM_FIELDS = ("section_id", "position", "number", *(f"event__{name}" for name in _EVENT_FIELDS))


def items_of_plan(*, plan: Plan) -> QuerySet[PlanItem]:
    """Return the rows of a plan in printed order."""
    return PlanItem.objects.filter(section__plan=plan).order_by("section__position", "position")


def items_by_time(items: QuerySet[PlanItem]) -> QuerySet[PlanItem]:
    """Order rows by time as printed plans do: by first month, the finer before the vaguer, by day.

    Rows that last, recur, have no date or were not understood follow in that order, each as
    printed.
    """
    rank = Case(
        *(When(event__timing_kind=kind, then=Value(place)) for place, kind in enumerate(_LATER, 1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    first = Coalesce("event__earliest", "event__latest")
    length = Case(
        When(event__timing_kind__in=EXACT_KINDS, then=Value(timedelta(0))),
        default=F("event__latest") - F("event__earliest"),
        output_field=DurationField(),
    )
    return items.annotate(time_rank=rank).order_by(
        "time_rank",
        TruncMonth(first).asc(nulls_last=True),
        length.asc(nulls_last=True),
        first.asc(nulls_last=True),
        "section__position",
        "position",
    )


def shown_ids(
    *, items: QuerySet[PlanItem], limit: int, start: int = 0
) -> tuple[list[int], Counter[int]]:
    """Choose at most `limit` rows to draw, and count all rows of every section.

    Small sections are drawn whole; only the largest give rows away, all down to the same number,
    so that one long section never hides the others. `start` leaves out that many rows of every
    section, which were drawn before.
    """
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for item_id, section_id in items.values_list("pk", "section_id"):
        rows[section_id].append(item_id)
    counts = Counter({section_id: len(ids) for section_id, ids in rows.items()})
    waiting = [ids[start:] for ids in rows.values()]
    quota = _quota([len(ids) for ids in waiting], limit)
    return [item_id for ids in waiting for item_id in ids[:quota]], counts


def drawn_items(*, ids: Sequence[int]) -> QuerySet[PlanItem]:
    """Return the chosen rows with their events and places, in printed order."""
    items = PlanItem.objects.filter(pk__in=ids).order_by("section__position", "position")
    return with_places(items)


def with_places(items: QuerySet[PlanItem]) -> QuerySet[PlanItem]:
    """Add to rows what a drawn line needs: the event without its long texts, where, by whom."""
    places = EventPlace.objects.select_related("municipality").order_by("position")
    hosts = EventParticipant.objects.filter(role__in=HOST_ROLES).order_by("role", "position")
    return (
        items.select_related("event")
        .only(*_ITEM_FIELDS)
        .prefetch_related(
            Prefetch("event__places", queryset=places),
            Prefetch("event__participants", queryset=hosts),
        )
    )


def with_plans(items: QuerySet[PlanItem]) -> QuerySet[PlanItem]:
    """Add to drawn rows the plan they stand in and its owner, for lists over several plans."""
    return items.select_related("event", "section__plan__owner").only(
        *_ITEM_FIELDS,
        "section__position",
        "section__plan__slug",
        "section__plan__title",
        "section__plan__owner__name",
        "section__plan__owner__short_name",
    )


def with_cells(items: QuerySet[PlanItem]) -> QuerySet[PlanItem]:
    """Add to drawn rows the cells of the document in printed order."""
    cells = ItemCell.objects.order_by("position")
    return with_places(items).prefetch_related(Prefetch("cells", queryset=cells))


def findings_of_plan(*, plan: Plan) -> QuerySet[Finding]:
    """Return the remarks about the document of a plan, in its order, with their rows."""
    items = PlanItem.objects.filter(section__plan=plan).select_related("event")
    return (
        Finding.objects.filter(document=plan.document_id)
        .select_related("decided_by")
        .order_by("table", "row", "column", "pk")
        .prefetch_related(Prefetch("items", queryset=items))
    )


def _quota(sizes: Iterable[int], limit: int) -> int:
    """Return how many rows every section may show so that together they show at most `limit`."""
    left, quota = limit, 0
    ordered = sorted(sizes)
    for index, size in enumerate(ordered):
        share = left // (len(ordered) - index)
        if size > share:
            return max(share, 1)
        left -= size
        quota = size
    return quota
