"""What a row clashes with while it is typed: only of plans that its author may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Q, QuerySet, Value, When

from mezhgorod.planning.models import EventParticipant, EventPlace, Plan, PlanItem
from mezhgorod.planning.queries.radar_rows import radar_rows, visible_items
from mezhgorod.planning.rules import EventRole, PlaceRole
from mezhgorod.registry.rules import Actor
from planbook.dates import Period
from planbook.dates.span import last_day
from planbook.places import AttendanceMode
from planbook.plans import EventDraft, SectionDraft
from planbook.radar import Certainty, ClashKind, Hint, RadarRow, hints_of

# Rows read for one typed row, those of one name in other plans.
_MOST_NEAR, _MOST_NAMED = 300, 20
# Hints shown of it, and of each kind: a full city must not hide a holiday.
_SHOWN, _OF_KIND = 6, 2


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row as it is typed, and where it would stand.

    Attributes:
        owner_id: whose plan it is meant for.
        period_edtf: the period of that plan.
        plan_id: the plan, None while there is none.
        item_id: the stored row that is being edited, which does not clash with itself.
    """

    row: EventDraft
    owner_id: int
    period_edtf: str
    plan_id: int | None = None
    item_id: int | None = None


@dataclass(frozen=True, slots=True)
class RowHint:
    """One thing to mind; `plan_title` says where the other row stands if in another plan."""

    message: str
    is_certain: bool
    plan_title: str = ""


@dataclass(frozen=True, slots=True)
class RowHints:
    """The gravest hints, and how many more there are."""

    shown: tuple[RowHint, ...] = ()
    hidden_count: int = 0

    @property
    def spoken(self) -> str:
        """The short of it for a screen reader: how many, and the gravest in full."""
        if not self.shown:
            return ""
        count = len(self.shown) + self.hidden_count
        return f"подсказок о сроке и месте: {count}; {self.shown[0].message}"


def radar_of_row(
    *, typed: TypedRow, actor: Actor, today: date, beside: Sequence[RadarRow] = ()
) -> RowHints:
    """Find what to mind about one row; meant to be asked at every pause of typing.

    Only rows of plans that somebody may see are read, and of those the rows of the same months
    that share a city, an organ, people or a name.

    Args:
        beside: further rows of the author that stand in no plan yet.
    """
    row = _radar_row(typed)
    ids = _near_ids(row, typed, actor)
    others = radar_rows(PlanItem.objects.filter(pk__in=ids)) if ids else []
    found = hints_of(row, (*others, *beside), today=today)
    gravest = _gravest(found)
    titles = _titles(gravest, typed)
    shown = tuple(
        RowHint(
            one.message,
            one.certainty is Certainty.CERTAIN,
            titles.get(one.other.plan, "") if one.other else "",
        )
        for one in gravest
    )
    return RowHints(shown, len(found) - len(shown))


def _gravest(found: Sequence[Hint]) -> list[Hint]:
    counts: Counter[ClashKind] = Counter()
    shown: list[Hint] = []
    for one in found:
        counts[one.kind] += 1
        if counts[one.kind] <= _OF_KIND and len(shown) < _SHOWN:
            shown.append(one)
    return shown


def _radar_row(typed: TypedRow) -> RadarRow:
    return RadarRow.of(
        typed.row,
        SectionDraft("", (typed.row,)),
        key=typed.item_id or 0,
        plan=typed.plan_id or 0,
        owner=typed.owner_id,
        period=Period.from_edtf(typed.period_edtf),
    )


def _near_ids(row: RadarRow, typed: TypedRow, actor: Actor) -> set[int]:
    if not row.is_event:
        return set()
    items = visible_items(actor)
    if typed.item_id is not None:
        items = items.exclude(event__items=typed.item_id)
    ids: set[int] = set()
    if row.days is not None:
        first, last = (date.fromordinal(day) for day in (row.days.first, row.days.last))
        ids.update(_sharing(items, row, first, last)[:_MOST_NEAR])
    if row.own_name:
        named = items.filter(_of_name(row)).exclude(section__plan__owner=typed.owner_id)
        ids.update(named.order_by("pk").values_list("pk", flat=True)[:_MOST_NAMED])
    return ids


def _of_name(row: RadarRow) -> Q:
    period = Q(section__plan__period_start__lte=row.until, section__plan__period_end__gte=row.since)
    return period & Q(event__own_name=row.own_name)


def _sharing(
    items: QuerySet[PlanItem], row: RadarRow, first: date, last: date
) -> QuerySet[PlanItem, int]:
    """Return the rows of the same months that share something, those of the same days first."""
    near = Q(
        event__earliest__lte=last.replace(day=last_day(last.year, last.month).day),
        event__latest__gte=first.replace(day=1),
    )
    shared = Q(pk__in=())
    if row.is_hosted and row.mode is not AttendanceMode.ONLINE and row.cities:
        places = EventPlace.objects.filter(
            municipality__name__in=row.cities, role=PlaceRole.VENUE, organization=""
        )
        shared |= Q(event__in=places.values("event_id"))
    if row.body:
        shared |= Q(event__body=row.body, section__plan__owner=row.owner)
    if row.audience_key:
        shared |= Q(event__audience_text=row.audience)
    if row.people:
        busy = EventParticipant.objects.filter(role=EventRole.RESPONSIBLE, text__in=row.people)
        shared |= Q(event__in=busy.values("event_id"))
    same = Q(event__earliest__lte=last, event__latest__gte=first)
    order = Case(When(same, then=Value(0)), default=Value(1))
    return items.filter(near & shared).order_by(order, "pk").values_list("pk", flat=True)


def _titles(shown: Sequence[Hint], typed: TypedRow) -> dict[Hashable, str]:
    """Return what the other plans of hints are called."""
    plans = {one.other.plan for one in shown if one.other}
    ids = [one for one in plans if isinstance(one, int) and one not in (typed.plan_id, 0)]
    named = Plan.objects.filter(pk__in=ids).values_list("pk", "title") if ids else ()
    return dict(named)
