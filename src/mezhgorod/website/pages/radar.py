"""«Накладки и пробелы»: what clashes in a plan, and what its rows still lack."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.queries.radar import PlanRadar, radar_items, radar_of_plan
from mezhgorod.planning.rules import SEE_DRAFT
from mezhgorod.registry.rules import may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.pages.plan_frame import find_plan, plan_frame
from planbook.dates.holidays import calendars_of
from planbook.radar import Certainty, Clash, ClashKind

# Of each kind the worst are shown; the rest stands on pages of its own.
SHOWN, PER_PAGE, DOORS = 10, 50, 5
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
# What two rows share may be for certain or not; of the others every one is a fact.
_FUZZY = frozenset({ClashKind.PEOPLE, ClashKind.BODY, ClashKind.AUDIENCE, ClashKind.CITY})


@dataclass(frozen=True, slots=True)
class Door:
    """A way to a row: the event with its time as written, the row in its plan."""

    title: str
    when: str
    event_url: str
    row_url: str
    plan_title: str


@dataclass(frozen=True, slots=True)
class ShownClash:
    """One clash with the doors to its rows; of very many rows only the first have one.

    `message` says what they share, or what one row lacks; titles and times stand at the doors.
    """

    message: str
    is_certain: bool
    doors: tuple[Door, ...]
    hidden_count: int


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Clashes of one kind, counted; `certain_count` is None where all are certain."""

    kind: str
    heading: str
    count: int
    certain_count: int | None
    clashes: tuple[ShownClash, ...]

    @property
    def hidden_count(self) -> int:
        """How many are not shown."""
        return self.count - len(self.clashes)


@never_cache
@require_safe
def plan_radar(request: HttpRequest, slug: str) -> HttpResponse:
    """Show clashes and gaps of a plan by kind; `?kind=` shows one kind whole, page by page."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    shown = find_plan(request, slug)
    actor = actor_of_request(request)
    if not may(actor, SEE_DRAFT, plan_subject(shown.plan)):
        raise PermissionDenied
    radar = radar_of_plan(plan=shown.plan, actor=actor, today=timezone.localdate())
    by_kind = _by_kind(radar)
    kind = next((one for one in by_kind if one == request.GET.get("kind")), None)
    page = None
    if kind is not None:
        page = Paginator(by_kind[kind], PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "frame": plan_frame(request, shown, "plan_radar"),
        "radar": radar,
        "groups": _groups(shown.plan, by_kind, None if page is None else (str(kind), page)),
        "counts": [(kind, _HEADINGS[kind], len(found)) for kind, found in by_kind.items()],
        "kind": kind,
        "page": page,
        "calendars": calendars_of(
            range(shown.plan.period_start.year, shown.plan.period_end.year + 1)
        ),
    }
    return render(request, "website/radar/plan.html", context)


def _by_kind(radar: PlanRadar) -> dict[ClashKind, list[Clash]]:
    found: defaultdict[ClashKind, list[Clash]] = defaultdict(list)
    for one in radar.clashes:
        found[one.kind].append(one)
    return {kind: found[kind] for kind in _HEADINGS if found[kind]}


def _groups(
    plan: Plan,
    by_kind: Mapping[ClashKind, list[Clash]],
    opened: tuple[str, Page[Clash]] | None,
) -> list[ShownGroup]:
    chosen = {kind: found[:SHOWN] for kind, found in by_kind.items()}
    if opened is not None:
        chosen = {ClashKind(opened[0]): list(opened[1].object_list)}
    items = radar_items(keys=_named(one for found in chosen.values() for one in found))
    return [
        ShownGroup(
            kind.value,
            _HEADINGS[kind],
            len(by_kind[kind]),
            _certain(by_kind[kind]) if kind in _FUZZY else None,
            tuple(_shown(plan, items, one) for one in found),
        )
        for kind, found in chosen.items()
    ]


def _certain(found: Iterable[Clash]) -> int:
    return Counter(one.certainty for one in found)[Certainty.CERTAIN]


def _named(found: Iterable[Clash]) -> Iterable[object]:
    return (key for one in found for key in one.keys[:DOORS])


def _shown(plan: Plan, items: Mapping[int, PlanItem], one: Clash) -> ShownClash:
    keys = [key for key in one.keys[:DOORS] if isinstance(key, int)]
    doors = tuple(_door(plan, items[key]) for key in keys if key in items)
    is_certain = one.certainty is Certainty.CERTAIN
    return ShownClash(one.brief, is_certain, doors, len(one.keys) - len(keys))


def _door(plan: Plan, item: PlanItem) -> Door:
    stands_in = item.section.plan
    return Door(
        title=" ".join(item.event.title.split()),
        when=" ".join(item.event.timing_text.split()),
        event_url=reverse("event", args=(item.event.uid,)),
        row_url=f"{reverse('plan_document', args=(stands_in.slug,))}#row-{item.pk}",
        plan_title="" if stands_in.pk == plan.pk else stands_in.title,
    )
