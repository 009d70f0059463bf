"""The rows an export is made of, with everything they need, in a fixed number of queries."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from mezhgorod.planning.models import (
    Event,
    EventParticipant,
    EventPlace,
    ItemCell,
    Plan,
    PlanItem,
    PlanSection,
)
from mezhgorod.planning.queries.changes import told_changes
from mezhgorod.planning.queries.cities import items_of_city
from mezhgorod.planning.queries.visibility import plans_visible_to
from mezhgorod.publication.change_words import TOLD
from mezhgorod.registry.models import Municipality
from mezhgorod.registry.rules import Actor


def rows_of_plan(plan: Plan) -> QuerySet[PlanItem]:
    """Return the rows of a plan in printed order."""
    return _with_event(PlanItem.objects.filter(section__plan=plan))


def rows_of_section(section: PlanSection) -> QuerySet[PlanItem]:
    """Return the rows of one section in printed order."""
    return _with_event(PlanItem.objects.filter(section=section))


def rows_of_city(municipality: Municipality, *, actor: Actor) -> QuerySet[PlanItem]:
    """Return the rows of every readable plan that concern a city, newest plan first."""
    concerned = items_of_city(municipality=municipality, actor=actor).order_by().values("pk")
    return _with_event(PlanItem.objects.filter(pk__in=concerned)).order_by(
        "-section__plan__period_start", "section__plan", "position"
    )


def rows_of_event(event: Event, *, actor: Actor) -> QuerySet[PlanItem]:
    """Return the rows of readable plans that are about an event, newest plan first."""
    rows = PlanItem.objects.filter(event=event, section__plan__in=plans_visible_to(actor=actor))
    return _with_event(rows).order_by("-section__plan__period_start", "section__plan", "position")


def with_cells(rows: QuerySet[PlanItem]) -> QuerySet[PlanItem]:
    """Add the verbatim cells and the findings, which a calendar does not need."""
    cells = ItemCell.objects.order_by("position")
    return rows.prefetch_related(Prefetch("cells", queryset=cells), "findings")


def _with_event(rows: QuerySet[PlanItem]) -> QuerySet[PlanItem]:
    places = EventPlace.objects.select_related("municipality__region", "region")
    people = EventParticipant.objects.select_related("municipality__region", "region")
    return (
        rows.select_related("event__series", "section__plan__owner")
        .prefetch_related(None)
        .prefetch_related(
            Prefetch("event__places", queryset=places.order_by("position")),
            Prefetch("event__participants", queryset=people.order_by("role", "position")),
            Prefetch("changes", queryset=told_changes(), to_attr=TOLD),
        )
        .order_by("position")
    )
