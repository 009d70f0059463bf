"""«Накладки и пробелы»: what clashes in a plan, and what its rows still lack."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.queries.radar import PlanRadar, radar_of_plan
from mezhgorod.planning.rules import SEE_DRAFT
from mezhgorod.registry.rules import may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.pages.plan_frame import find_plan, plan_frame
from planbook.radar import Certainty, Clash, ClashKind

SHOWN, DOORS = 50, 10
_HEADINGS = {
    ClashKind.PEOPLE: "Одни и те же ответственные",
    ClashKind.BODY: "Один орган или секция",
    ClashKind.AUDIENCE: "Одни и те же участники",
    ClashKind.CITY: "Один город в одни дни",
    ClashKind.HOST_LOAD: "Много мероприятий у одного города",
    ClashKind.HOLIDAY: "Праздники",
    ClashKind.WEEKEND: "Нерабочие дни",
    ClashKind.UNDATED: "Нет даты, а срок близко",
    ClashKind.TWIN: "Похоже на строку другого плана",
}


@dataclass(frozen=True, slots=True)
class Door:
    """A way to a row: the event, the row in its plan."""

    title: str
    event_url: str
    row_url: str
    plan_title: str


@dataclass(frozen=True, slots=True)
class ShownClash:
    """One clash with the doors to its rows; of very many rows only the first have one."""

    message: str
    is_certain: bool
    doors: tuple[Door, ...]
    hidden_count: int


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """All clashes of one kind; of very many only the first are shown."""

    heading: str
    count: int
    clashes: tuple[ShownClash, ...]

    @property
    def hidden_count(self) -> int:
        """How many are not shown."""
        return self.count - len(self.clashes)


@never_cache
@require_safe
def plan_radar(request: HttpRequest, slug: str) -> HttpResponse:
    """Show clashes and gaps of a plan, by kind, with doors to the rows."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    shown = find_plan(request, slug)
    actor = actor_of_request(request)
    if not may(actor, SEE_DRAFT, plan_subject(shown.plan)):
        raise PermissionDenied
    radar = radar_of_plan(plan=shown.plan, actor=actor, today=timezone.localdate())
    context = {
        "frame": plan_frame(request, shown, "plan_radar"),
        "radar": radar,
        "groups": _groups(shown.plan, radar),
        "certain_count": sum(one.certainty is Certainty.CERTAIN for one in radar.clashes),
    }
    return render(request, "website/radar/plan.html", context)


def _groups(plan: Plan, radar: PlanRadar) -> list[ShownGroup]:
    by_kind: dict[ClashKind, list[Clash]] = defaultdict(list)
    for one in radar.clashes:
        by_kind[one.kind].append(one)
    return [
        ShownGroup(
            heading,
            len(by_kind[kind]),
            tuple(_shown(plan, radar, one) for one in by_kind[kind][:SHOWN]),
        )
        for kind, heading in _HEADINGS.items()
        if by_kind[kind]
    ]


def _shown(plan: Plan, radar: PlanRadar, one: Clash) -> ShownClash:
    keys = [key for key in one.keys if isinstance(key, int)]
    doors = tuple(_door(plan, radar.items[key]) for key in keys[:DOORS])
    is_certain = one.certainty is Certainty.CERTAIN
    return ShownClash(one.message, is_certain, doors, len(keys) - len(doors))


def _door(plan: Plan, item: PlanItem) -> Door:
    stands_in = item.section.plan
    return Door(
        title=" ".join(item.event.title.split()),
        event_url=reverse("event", args=(item.event.uid,)),
        row_url=f"{reverse('plan_document', args=(stands_in.slug,))}#row-{item.pk}",
        plan_title="" if stands_in.pk == plan.pk else stands_in.title,
    )
