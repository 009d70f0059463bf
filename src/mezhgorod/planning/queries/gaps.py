"""What a draft still lacks, row by row, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import router
from django.db.models import Exists, OuterRef, Q, QuerySet

from mezhgorod.evidence.rules import FindingSeverity, FindingState
from mezhgorod.planning.models import (
    Event,
    EventParticipant,
    EventPlace,
    ItemRemark,
    Plan,
    PlanItem,
    PlanSection,
)
from mezhgorod.planning.rules import AttendanceMode, EventRole
from mezhgorod.planning.rules.gaps import GapKind, RowFacts, row_gaps

# In the order in which the models name them: so `from_db` takes their values.
_OF_ITEM = ("id", "section_id", "event_id", "position", "number")
_OF_EVENT = (
    "id", "uid", "title", "attendance_mode", "timing_text", "timing_kind", "earliest", "latest",
)  # fmt: skip
_OF_FACTS = (
    "pk", "section_id", "event__attendance_mode", "event__timing_kind", "event__earliest",
    "event__latest",
)  # fmt: skip
_SAID = ("has_place", "has_organizer", "has_finding", "has_remark")
_ORGANIZED = ("has_organizer",)
_HAS_ORGANIZER = len(_OF_FACTS) + 1


class _Row(NamedTuple):
    """What is read of a row: plain values, for a plan may have ten thousand of them."""

    item: tuple[Any, ...]
    event: Mapping[str, Any]
    has_place: bool
    has_organizer: bool
    is_remarked: bool

    def stored(self) -> PlanItem:
        """Return the row as an object; what was not read is read when somebody asks for it."""
        using = router.db_for_read(PlanItem)
        item = PlanItem.from_db(using, _OF_ITEM, self.item)
        item.event = Event.from_db(using, _OF_EVENT, list(self.event.values()))
        return item


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a plan lacks: of a row, or of a section without rows (`item` is None).

    `words` say what is lacking, with the wording that was not understood where there is one.
    """

    kind: GapKind
    item: PlanItem | None
    section: PlanSection
    words: str


def gaps_of(*, plan: Plan) -> list[Gap]:
    """Return what the rows of a plan lack, in printed order, in a fixed number of queries."""
    return _gaps(plan, _rows(plan))


def gap_kinds(*, plan: Plan) -> dict[int, tuple[GapKind, ...]]:
    """Return what every row of a plan lacks by the id of the row; rows that lack nothing are not
    in it.

    The same as `gaps_of` without words and without objects: two queries for any number of rows.
    """
    values = _rows(plan).order_by().values_list(*_OF_FACTS, *_SAID)
    rows: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for one in values:
        rows[one[1]].append(one)
    found: dict[int, tuple[GapKind, ...]] = {}
    for listed in rows.values():
        needs_organizer = _is_usual(sum(one[_HAS_ORGANIZER] for one in listed), len(listed))
        for one in listed:
            kinds = _kinds(plan, one, needs_organizer)
            if kinds:
                found[one[0]] = kinds
    return found


def _kinds(plan: Plan, row: tuple[Any, ...], needs_organizer: bool) -> tuple[GapKind, ...]:
    mode, timing_kind, earliest, latest, has_place, has_organizer, finding, remark = row[2:]
    facts = RowFacts(
        timing_kind=timing_kind,
        earliest=earliest,
        latest=latest,
        has_place=has_place or mode == AttendanceMode.ONLINE,
        has_organizer=has_organizer,
        needs_organizer=needs_organizer,
        has_open_remark=finding or remark,
    )
    return row_gaps(facts, start=plan.period_start, end=plan.period_end)


def _is_usual(organized: int, count: int) -> bool:
    """Return whether most rows of a section name an organizer; one row makes no rule."""
    return organized * 2 >= count


def gaps_of_row(*, plan: Plan, item_id: int) -> list[Gap]:
    """Return what one row lacks; of the rest of its section only what is usual there is read."""
    items = _rows(plan).order_by()
    rows = list(_read(items.filter(pk=item_id)))
    if not rows:
        return []
    section = plan.sections.get(pk=rows[0].item[1])
    usual = list(items.filter(section=section).values_list(*_ORGANIZED, flat=True))
    needed = _is_usual(sum(usual), len(usual))
    return list(_of_rows(plan, section, rows, needs_organizer=needed))


def _gaps(plan: Plan, items: QuerySet[PlanItem]) -> list[Gap]:
    sections = list(plan.sections.order_by("position"))
    rows: dict[int, list[_Row]] = {section.pk: [] for section in sections}
    for one in _read(items):
        rows[one.item[1]].append(one)
    gaps: list[Gap] = []
    for index, section in enumerate(sections):
        if rows[section.pk]:
            organized = sum(row.has_organizer for row in rows[section.pk])
            needed = _is_usual(organized, len(rows[section.pk]))
            gaps += _of_rows(plan, section, rows[section.pk], needs_organizer=needed)
        elif not _has_deeper(section, sections[index + 1 :]):
            gaps.append(Gap(GapKind.EMPTY_SECTION, None, section, GapKind.EMPTY_SECTION.label))
    return gaps


def _read(items: QuerySet[PlanItem]) -> Iterator[_Row]:
    of_event = [f"event__{name}" for name in _OF_EVENT]
    first, second = len(_OF_ITEM), len(_OF_ITEM) + len(_OF_EVENT)
    for values in items.values_list(*_OF_ITEM, *of_event, *_SAID):
        event = dict(zip(_OF_EVENT, values[first:second], strict=True))
        has_place, has_organizer, has_finding, has_remark = values[second:]
        yield _Row(
            item=values[:first],
            event=event,
            has_place=has_place or event["attendance_mode"] == AttendanceMode.ONLINE,
            has_organizer=has_organizer,
            is_remarked=has_finding or has_remark,
        )


def _of_rows(
    plan: Plan, section: PlanSection, rows: Sequence[_Row], *, needs_organizer: bool
) -> Iterator[Gap]:
    for row in rows:
        facts = RowFacts(
            timing_kind=row.event["timing_kind"],
            earliest=row.event["earliest"],
            latest=row.event["latest"],
            has_place=row.has_place,
            has_organizer=row.has_organizer,
            needs_organizer=needs_organizer,
            has_open_remark=row.is_remarked,
        )
        kinds = row_gaps(facts, start=plan.period_start, end=plan.period_end)
        if kinds:
            item = row.stored()
            yield from (Gap(kind, item, section, _words(kind, item)) for kind in kinds)


def _words(kind: GapKind, item: PlanItem) -> str:
    wording = " ".join(item.event.timing_text.split())
    is_about_time = kind in {GapKind.NO_DATE, GapKind.UNREAD_DATE, GapKind.OUT_OF_PERIOD}
    return f"{kind.label}: «{wording}»" if is_about_time and wording else kind.label


def _has_deeper(section: PlanSection, following: Sequence[PlanSection]) -> bool:
    """A heading over other headings needs no rows of its own."""
    return bool(following) and following[0].level > section.level


def _rows(plan: Plan) -> QuerySet[PlanItem]:
    of_event = {"event": OuterRef("event_id")}
    named = Q(municipality__isnull=False) | Q(region__isnull=False) | ~Q(venue="")
    people = EventParticipant.objects.filter(**of_event)
    # Where no column names organizers, the column of places does: «МО, исполнительная дирекция».
    has_column = plan.columns.filter(role="organizers").exists()
    hosts = [EventRole.OPERATOR] if has_column else [EventRole.OPERATOR, EventRole.ORGANIZER]
    findings = PlanItem.findings.through.objects.filter(
        planitem=OuterRef("pk"), finding__state=FindingState.OPEN
    ).exclude(finding__severity=FindingSeverity.INFO)
    remarks = ItemRemark.objects.filter(item=OuterRef("pk"), closed_at__isnull=True)
    return (
        PlanItem.objects.filter(section__plan=plan)
        .annotate(
            has_place=Exists(EventPlace.objects.filter(named | ~Q(organization=""), **of_event))
            | Exists(people.filter(role__in=hosts)),
            has_organizer=Exists(people.filter(role__in=_ORGANIZERS)),
            has_finding=Exists(findings),
            has_remark=Exists(remarks),
        )
        .order_by("section__position", "position")
    )


_ORGANIZERS = (EventRole.ORGANIZER, EventRole.RESPONSIBLE)
