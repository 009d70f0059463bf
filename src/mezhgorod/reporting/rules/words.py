"""Words of reporting: how a report is read, written and approved. Plain values, no queries."""

from __future__ import annotations

from django.db import models


class ReadingState(models.TextChoices):
    """What a person decided about something read in a report."""

    WAITING = "waiting", "ждёт решения"
    CONFIRMED = "confirmed", "подтверждено"
    REFUSED = "refused", "отклонено"


class ReportKind(models.TextChoices):
    SPEECH = "speech", "отчётный доклад"
    DECISION = "decision", "решение об итогах"


class ReportState(models.TextChoices):
    """The way of a report (D3); numbers freeze before approval."""

    COLLECTING = "collecting", "сбор сведений"
    DRAFT = "draft", "черновик"
    FROZEN = "frozen", "числа заморожены"
    APPROVED = "approved", "утверждён"
    PUBLISHED = "published", "опубликован"


REPORT_TRANSITIONS: dict[ReportState, frozenset[ReportState]] = {
    ReportState.COLLECTING: frozenset({ReportState.DRAFT}),
    ReportState.DRAFT: frozenset({ReportState.COLLECTING, ReportState.FROZEN}),
    ReportState.FROZEN: frozenset({ReportState.DRAFT, ReportState.APPROVED}),
    ReportState.APPROVED: frozenset({ReportState.PUBLISHED, ReportState.DRAFT}),
    ReportState.PUBLISHED: frozenset({ReportState.DRAFT}),
}


class BlockKind(models.TextChoices):
    TEXT = "text", "свой текст"
    HEADING = "heading", "заголовок"
    EVENT = "event", "абзац о мероприятии"
    EVENTS = "events", "мероприятия раздела"
    EXCHANGES = "exchanges", "информационные обмены"
    SUPPORTED = "supported", "поддержанные мероприятия"
    AWARDS = "awards", "награждения"
    STANDINGS = "standings", "места и призы"
    DECISIONS = "decisions", "решения"
    STATISTICS = "statistics", "показатели года"
    COUNTERS = "counters", "сколько чего проведено"
    PLANS = "plans", "планы на следующий период"
