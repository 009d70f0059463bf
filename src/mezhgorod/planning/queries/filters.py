"""The one filter of rows that every view of a plan shares."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from mezhgorod.planning.models import EventParticipant, EventPlace, PlanItem
from mezhgorod.planning.queries.facts import TIMING_GROUPS
from mezhgorod.planning.rules import LASTING_KINDS, UNDATED_KINDS
from planbook.language import search_text

_MAX_LEMMAS = 12
_IN_EVERY_MONTH = LASTING_KINDS | UNDATED_KINDS


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What is asked for; an empty field asks for nothing.

    `month` is the first day of a month, `city` the slug of a municipality, `section` the position
    of a plan section, `timing` a key of `TIMING_GROUPS`, `text` words in any form.
    """

    month: date | None = None
    city: str = ""
    section: int | None = None
    kind: str = ""
    attendance: str = ""
    timing: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return self != EventFilter()


def apply_filter(items: QuerySet[PlanItem], wanted: EventFilter) -> QuerySet[PlanItem]:
    """Return the rows that satisfy every part of the filter."""
    if wanted.month is not None:
        items = items.filter(_touches(wanted.month))
    if wanted.section is not None:
        items = items.filter(section__position=wanted.section)
    if wanted.kind:
        items = items.filter(event__kind=wanted.kind)
    if wanted.attendance:
        items = items.filter(event__attendance_mode=wanted.attendance)
    if wanted.timing:
        group = TIMING_GROUPS.get(wanted.timing)
        items = items.filter(event__timing_kind__in=group.kinds) if group else items.none()
    if wanted.city:
        items = items.filter(_about_city(wanted.city))
    return _with_words(items, wanted.text)


def items_of_month(*, items: QuerySet[PlanItem], month: date) -> QuerySet[PlanItem]:
    """Return what the sheet of a month shows: rows of the month, lasting ones, undated ones."""
    return items.filter(_touches(month) | Q(event__timing_kind__in=_IN_EVERY_MONTH))


def _touches(month: date) -> Q:
    """Ask whether some possible day is in the month; lasting rows are of no month in particular."""
    last = month.replace(day=monthrange(month.year, month.month)[1])
    return (
        (Q(event__earliest__isnull=False) | Q(event__latest__isnull=False))
        & (Q(event__earliest__lte=last) | Q(event__earliest__isnull=True))
        & (Q(event__latest__gte=month) | Q(event__latest__isnull=True))
        & ~Q(event__timing_kind__in=LASTING_KINDS)
    )


def _about_city(slug: str) -> Q:
    places = EventPlace.objects.filter(event=OuterRef("event"), municipality__slug=slug)
    roles = EventParticipant.objects.filter(event=OuterRef("event"), municipality__slug=slug)
    return Q(Exists(places)) | Q(Exists(roles))


def _with_words(items: QuerySet[PlanItem], text: str) -> QuerySet[PlanItem]:
    """Keep rows that hold every asked word in some form."""
    lemmas = search_text(text).split()[:_MAX_LEMMAS]
    for lemma in lemmas:
        items = items.filter(event__search_text__contains=lemma)
    return items if lemmas or not text.strip() else items.none()
