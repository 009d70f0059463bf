"""In which layouts a plan can be printed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from mezhgorod.planning.models import Plan, PlanLayout
from mezhgorod.registry.models import Organization, OrganizationLogo
from planbook.layouts import LAYOUT_NAMES, Layout, LayoutError, layout_from_dict, layout_named

SOURCE_KEY = "source"
OWN_PREFIX = "own-"


@dataclass(frozen=True, slots=True)
class LayoutChoice:
    """A layout to choose: `key` for addresses, `title` for people."""

    key: str
    title: str
    layout: Layout


def layout_choices(*, plan: Plan) -> list[LayoutChoice]:
    """Return the layouts of a plan, the one it is printed in by default first.

    That is the layout its owner chose, else the one of its document, else a general one. A stored
    layout that this version of the program cannot read any more is left out.
    """
    own = [own_choice(one) for one in plan.owner.layouts.all()]
    source = _read(SOURCE_KEY, "Как в исходном документе", plan.source_layout)
    choices = [one for one in (source, *own) if one is not None]
    choices += [_shipped(name) for name in LAYOUT_NAMES]
    preferred = f"{OWN_PREFIX}{plan.layout_id}"
    return sorted(choices, key=lambda choice: choice.key != preferred)


def layout_owners() -> QuerySet[Organization]:
    """Return who has plans or layouts, each with both, in a fixed number of queries."""
    plans = Plan.objects.defer("source_layout").order_by("-period_start", "title")
    of_owner = {"owner": OuterRef("pk")}
    return (
        Organization.objects.filter(
            Exists(Plan.objects.filter(**of_owner)) | Exists(PlanLayout.objects.filter(**of_owner))
        )
        .annotate(has_logo=Exists(OrganizationLogo.objects.filter(organization=OuterRef("pk"))))
        .order_by("name")
        .prefetch_related(
            Prefetch("plans", queryset=plans),
            Prefetch("layouts", queryset=PlanLayout.objects.defer("data").order_by("title")),
        )
    )


def own_choice(stored: PlanLayout) -> LayoutChoice | None:
    """Return a stored layout as a choice, None when its form is no longer known."""
    return _read(f"{OWN_PREFIX}{stored.pk}", stored.title, stored.data)


def _shipped(name: str) -> LayoutChoice:
    layout = layout_named(name)
    return LayoutChoice(name, layout.title, layout)


def _read(key: str, title: str, data: object) -> LayoutChoice | None:
    if not isinstance(data, dict):
        return None
    try:
        return LayoutChoice(key, title, layout_from_dict(data))
    except LayoutError:
        return None
