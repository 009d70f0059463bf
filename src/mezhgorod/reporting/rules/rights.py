"""What may be done with written reports, by whom, in which states of the report."""

from __future__ import annotations

from mezhgorod.registry.rules import Reach, Right, Role
from mezhgorod.reporting.rules.words import ReportState

_MAKERS = {Role.DIRECTORATE: Reach.OWNER, Role.REGIONAL_COORDINATOR: Reach.OWNER}
_READERS = {**_MAKERS, Role.APPROVER: Reach.OWNER, Role.AUDITOR: Reach.OWNER}
_OPEN = frozenset({ReportState.COLLECTING, ReportState.DRAFT})

SEE_REPORT = Right("report.see", "читать неопубликованный отчёт", _READERS)
COMPOSE_REPORT = Right(
    "report.compose",
    "начинать отчёты и вести шаблоны абзацев",
    _MAKERS,
    refusal="Отчёты составляет дирекция. Войдите под её учётной записью.",
)
CHANGE_REPORT = Right("report.change", "менять текст отчёта", _MAKERS, states=_OPEN)
REMARK_ON_REPORT = Right(
    "report.remark",
    "оставлять замечания к отчёту",
    {**_MAKERS, Role.APPROVER: Reach.OWNER},
    states=frozenset({*_OPEN, ReportState.FROZEN}),
)
FREEZE_REPORT = Right(
    "report.freeze",
    "замораживать числа отчёта и возвращать его в черновик",
    _MAKERS,
    states=frozenset({ReportState.DRAFT, ReportState.FROZEN}),
)
APPROVE_REPORT = Right(
    "report.approve",
    "утверждать отчёт",
    {**_MAKERS, Role.APPROVER: Reach.MANDATE},
    states=frozenset({ReportState.FROZEN}),
)
PUBLISH_REPORT = Right(
    "report.publish", "публиковать отчёт", _MAKERS, states=frozenset({ReportState.APPROVED})
)
CORRECT_REPORT = Right(
    "report.correct",
    "исправлять утверждённый отчёт новой редакцией",
    _MAKERS,
    states=frozenset({ReportState.APPROVED, ReportState.PUBLISHED}),
)

REPORTING_RIGHTS = (
    SEE_REPORT,
    COMPOSE_REPORT,
    CHANGE_REPORT,
    REMARK_ON_REPORT,
    FREEZE_REPORT,
    APPROVE_REPORT,
    PUBLISH_REPORT,
    CORRECT_REPORT,
)
