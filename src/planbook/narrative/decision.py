"""The text of a decision on the results of a period, with counters."""

from __future__ import annotations

from planbook.narrative.rendering import render
from planbook.narrative.sheets import ReportSheet, Span
from planbook.narrative.shipped import template_of


def decision_spans(report: ReportSheet) -> tuple[Span, ...]:
    """Return the sentence with counters; exchanges count as events, every number has its facts.

    >>> from planbook.narrative.sheets import EventSheet, ExchangeLine, Name
    >>> cities = ("Шуя", "Тверь")
    >>> events = tuple(EventSheet(city, "Собрание", hosts=(Name(city),)) for city in cities)
    >>> report = ReportSheet("r", "Союз", "2026", events, (ExchangeLine("О ценах"),))
    >>> "".join(span.text for span in decision_spans(report))
    'За 2026 год проведено 3 мероприятия: 2 собрания и 1 информационный обмен, в 2 городах.'
    """
    return render(template_of("decision_counters"), report).spans
