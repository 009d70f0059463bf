"""What a draft still lacks, row by row, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mezhgorod.evidence.rules import FindingSeverity, FindingState
from mezhgorod.planning.models import (
    EventParticipant,
    EventPlace,
    ItemRemark,
    Plan,
    PlanItem,
    PlanSection,
)
from mezhgorod.planning.rules import AttendanceMode, EventRole
from mezhgorod.planning.rules.gaps import GapKind, RowFacts, row_gaps

_FIELDS = (
    "section_id", "position", "number", "event__uid", "event__title", "event__attendance_mode",
    "event__timing_kind", "event__timing_text", "event__earliest", "event__latest",
)  # fmt: skip


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
    sections = list(plan.sections.order_by("position"))
    rows: dict[int, list[PlanItem]] = {section.pk: [] for section in sections}
    for item in _rows(plan):
        rows[item.section_id].append(item)
    gaps: list[Gap] = []
    for index, section in enumerate(sections):
        if rows[section.pk]:
            gaps += _of_rows(plan, section, rows[section.pk])
        elif not _has_deeper(section, sections[index + 1 :]):
            gaps.append(Gap(GapKind.EMPTY_SECTION, None, section, GapKind.EMPTY_SECTION.label))
    return gaps


def _of_rows(plan: Plan, section: PlanSection, items: Sequence[PlanItem]) -> Iterator[Gap]:
    # One row with an organizer in a section makes no rule.
    named = sum(_said(item, "has_organizer") for item in items)
    needs_organizer = named * 2 >= len(items)
    for item in items:
        facts = RowFacts(
            timing_kind=item.event.timing_kind,
            earliest=item.event.earliest,
            latest=item.event.latest,
            has_place=_said(item, "has_place") or _is_remote(item),
            has_organizer=_said(item, "has_organizer"),
            needs_organizer=needs_organizer,
            has_open_remark=_said(item, "has_remark") or _said(item, "has_finding"),
        )
        for kind in row_gaps(facts, start=plan.period_start, end=plan.period_end):
            yield Gap(kind, item, section, _words(kind, item))


def _words(kind: GapKind, item: PlanItem) -> str:
    wording = " ".join(item.event.timing_text.split())
    is_about_time = kind in {GapKind.NO_DATE, GapKind.UNREAD_DATE, GapKind.OUT_OF_PERIOD}
    return f"{kind.label}: «{wording}»" if is_about_time and wording else kind.label


def _is_remote(item: PlanItem) -> bool:
    return item.event.attendance_mode == AttendanceMode.ONLINE


def _said(item: PlanItem, name: str) -> bool:
    value: Any = getattr(item, name)
    return bool(value)


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
        .select_related("event")
        .only(*_FIELDS)
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
