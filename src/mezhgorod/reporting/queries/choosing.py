"""Which events a part of a report may be narrowed to."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.reporting.models import Report
from mezhgorod.reporting.queries.report_facts import period_of
from planbook.language import search_text
from planbook.text import fold_yo

_MOST_FOUND = 300
ChoosableEvent = tuple[int, str, str]


def events_to_choose(
    *, report: Report, chosen: Collection[int], words: str = ""
) -> list[ChoosableEvent]:
    """Return number, day and title of events in the order of days; at most two queries.

    Args:
        chosen: numbers of events that are offered in any case, if they are of the association.
        words: look for these in titles of all years; without them the events of the period.
    """
    own = HeldEvent.objects.filter(owner=report.owner_id)
    period = period_of(report)
    wanted = Q(pk__in=())
    if told := words.replace("\0", "").lower().split():
        wanted = Q(*(_says(word) for word in told))
    elif period is not None:
        dated = Q(earliest__lte=period.end, latest__gte=period.start)
        wanted = dated | Q(earliest__isnull=True)
    names = ("pk", "timing_text", "title")
    rows = own.order_by("earliest", "pk")
    kept = rows.filter(pk__in=chosen).values_list(*names)
    found = rows.exclude(pk__in=chosen).filter(wanted).values_list(*names)[:_MOST_FOUND]
    return [*kept, *found]


def _says(word: str) -> Q:
    """Return the condition that a title says a word, in any form or as it begins."""
    said = Q(search_text__contains=fold_yo(word))
    return said | Q(search_text__contains=search_text(word)) if search_text(word) else said
