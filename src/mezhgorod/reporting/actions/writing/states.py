"""A report goes its way: draft, numbers frozen, approved, published, corrected by a new version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mezhgorod.planning.rules.workflow import MAX_NUMBER, checked_words
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Body, Decision
from mezhgorod.registry.rules import Actor, DecisionKind, RuleViolation, ensure_may
from mezhgorod.reporting.actions.writing.blocks import count_change, locked_report
from mezhgorod.reporting.models import Report, ReportVersion
from mezhgorod.reporting.queries.subjects import report_subject
from mezhgorod.reporting.queries.versions import approved_version, newest_version
from mezhgorod.reporting.queries.writing import frozen_content, written_report
from mezhgorod.reporting.rules import REPORT_TRANSITIONS, ReportState
from mezhgorod.reporting.rules.changes import changes_to_list, text_changes
from mezhgorod.reporting.rules.content import checksum, content_from_dict
from mezhgorod.reporting.rules.rights import (
    APPROVE_REPORT,
    CHANGE_REPORT,
    CORRECT_REPORT,
    FREEZE_REPORT,
    PUBLISH_REPORT,
)

# So much of a paragraph tells which one it is.
_TOLD = 80
_EMPTY = "В отчёте нет ни одного абзаца. Добавьте части и заморозьте числа потом."
_CHANGED = "Отчёт изменился, пока вы его смотрели. Посмотрите его ещё раз: ничего не записано."

_NO_BODY_TOLD = (
    "Не сказано, какой орган и когда утвердил отчёт. Укажите орган и дату или отметьте, что "
    "отчёт утверждается без решения органа."
)


@dataclass(frozen=True, slots=True)
class ReportApproval:
    """How a report was approved: by a body on a day, or plainly without one.

    Attributes:
        is_without_body: the person has accepted that no body has decided; no decision is recorded.
    """

    body: Body | None = None
    decided_on: date | None = None
    number: str = ""
    text: str = ""
    is_without_body: bool = False


@transaction.atomic
def begin_draft(*, report: Report, actor: Actor, now: datetime) -> Report:
    """Say that facts are collected and the text is being written.

    Raises:
        RuleViolation: the person may not, or the report is past it.
    """
    report = locked_report(report)
    ensure_may(actor, CHANGE_REPORT, report_subject(report))
    if report.state != ReportState.DRAFT:
        _move(report, ReportState.DRAFT, actor, now, "стал черновиком")
    return report


@transaction.atomic
def freeze_report(
    *, report: Report, seen: int, reason: str = "", actor: Actor, now: datetime
) -> ReportVersion:
    """Keep the text with its numbers as they are now; facts may change after that.

    Args:
        seen: the sequence of the report as the person saw it.
        reason: why an approved report is corrected, needed for its second and later versions.

    Raises:
        RuleViolation: the person may not, the report has changed since or says nothing.
    """
    report = locked_report(report)
    ensure_may(actor, FREEZE_REPORT, report_subject(report))
    newest = newest_version(report=report)
    if report.state == ReportState.FROZEN and newest is not None:
        return newest
    _ensure_seen(report, seen)
    before = approved_version(report=report)
    words = checked_words(
        reason, field="reason", what="причину исправления", is_needed=before is not None
    )
    written = written_report(report=report)
    text = written.text
    if not text.lines:
        raise RuleViolation("report.empty", _EMPTY)
    content = frozen_content(written)
    changes = text_changes(content_from_dict(before.content), text) if before is not None else ()
    if before is not None and not changes:
        message = "Текст тот же, что в утверждённой редакции: новая не нужна."
        raise RuleViolation("report.same", message)
    number = newest.number + 1 if newest else 1
    version = ReportVersion.objects.create(
        report=report,
        number=number,
        content=content,
        sha256=checksum(content),
        changes=changes_to_list(changes),
        reason=words,
        frozen_at=now,
        frozen_by_id=actor.user_id,
    )
    _move(report, ReportState.FROZEN, actor, now, f"числа заморожены, редакция {number}")
    return version


@transaction.atomic
def unfreeze_report(*, report: Report, actor: Actor, now: datetime) -> Report:
    """Go back to the draft: the frozen text that nobody has approved is given up.

    Raises:
        RuleViolation: the person may not.
    """
    report = locked_report(report)
    ensure_may(actor, FREEZE_REPORT, report_subject(report))
    if report.state == ReportState.FROZEN:
        ReportVersion.objects.filter(report=report, approved_at__isnull=True).delete()
        _move(report, ReportState.DRAFT, actor, now, "возвращён в черновик")
    return report


@transaction.atomic
def approve_report(
    *, report: Report, approval: ReportApproval, seen: int, actor: Actor, now: datetime
) -> ReportVersion:
    """Approve the frozen text; the decision of a body goes into the directory.

    Args:
        seen: the sequence of the report as the person saw it.

    Raises:
        RuleViolation: the person may not, the text was frozen anew since, the body belongs to
            another organization, or there is none and nobody has accepted that
            (`approval.no_body_told`).
    """
    report = locked_report(report)
    body_id = approval.body.pk if approval.body else None
    ensure_may(actor, APPROVE_REPORT, report_subject(report, body_id=body_id))
    _ensure_seen(report, seen)
    version = newest_version(report=report)
    if version is None or version.approved_at is not None:
        raise RuleViolation("report.changed", _CHANGED)
    version.decision = _decision(report, approval)
    version.approved_at = now
    version.save(update_fields=["decision", "approved_at"])
    _move(report, ReportState.APPROVED, actor, now, f"утверждён, редакция {version.number}")
    return version


@transaction.atomic
def publish_report(
    *, report: Report, has_gaps: bool = False, actor: Actor, now: datetime
) -> ReportVersion:
    """Show the approved version to everybody.

    Args:
        has_gaps: the person has seen that some paragraphs say «…» and wants them so.

    Raises:
        RuleViolation: the person may not, nothing is approved, or paragraphs with «…» were not
            accepted (`report.gaps`, the message names them).
    """
    report = locked_report(report)
    ensure_may(actor, PUBLISH_REPORT, report_subject(report))
    version = approved_version(report=report)
    if version is None:
        raise RuleViolation("report.changed", _CHANGED)
    gaps = content_from_dict(version.content).gaps()
    if gaps and not has_gaps:
        named = "; ".join(f"абзац {number}: «{line.text[:_TOLD]}»" for number, line in gaps)
        message = f"Не хватает сведений, вместо них напечатано «…»: {named}."
        raise RuleViolation("report.gaps", message)
    version.published_at = now
    version.save(update_fields=["published_at"])
    report.published_at = report.published_at or now
    report.save(update_fields=["published_at"])
    _move(report, ReportState.PUBLISHED, actor, now, f"опубликован, редакция {version.number}")
    return version


@transaction.atomic
def correct_report(*, report: Report, actor: Actor, now: datetime) -> Report:
    """Open an approved report for a new version; the approved one stays as it is.

    Raises:
        RuleViolation: the person may not, or the report is not approved.
    """
    report = locked_report(report)
    ensure_may(actor, CORRECT_REPORT, report_subject(report))
    _move(report, ReportState.DRAFT, actor, now, "исправляется новой редакцией")
    return report


def _move(report: Report, wanted: ReportState, actor: Actor, now: datetime, words: str) -> None:
    if wanted not in REPORT_TRANSITIONS[ReportState(report.state)]:
        message = (
            f"Отчёт в состоянии «{report.get_state_display()}», перевести его сразу в состояние "
            f"«{wanted.label}» нельзя. Обновите страницу."
        )
        raise RuleViolation("report.no_transition", message)
    before, report.state = report.state, wanted
    report.save(update_fields=["state"])
    count_change(report, now)
    done = Done(
        f"report.{wanted.value}",
        f"Отчёт «{report.title}»: {words}",
        report.owner_id,
        before={"state": before},
        after={"state": wanted.value},
    )
    write_audit(subject=report, done=done, actor=actor, now=now)


def _ensure_seen(report: Report, seen: int) -> None:
    if report.sequence != seen:
        raise RuleViolation("report.changed", _CHANGED)


def _decision(report: Report, approval: ReportApproval) -> Decision | None:
    number = checked_words(approval.number, field="number", what="номер решения", limit=MAX_NUMBER)
    text = checked_words(approval.text, field="text", what="решение")
    if approval.body is None:
        if approval.decided_on is not None or number:
            message = "Укажите, какой орган утвердил отчёт."
            raise RuleViolation("approval.no_body", message, "body")
        if not approval.is_without_body:
            raise RuleViolation("approval.no_body_told", _NO_BODY_TOLD, "is_without_body")
        return None
    if approval.is_without_body:
        message = "Указан орган и отмечено, что отчёт утверждается без органа. Оставьте одно."
        raise RuleViolation("approval.body_and_none", message, "is_without_body")
    if approval.body.owner_id != report.owner_id:
        message = "Этот орган принадлежит другой организации. Выберите орган владельца отчёта."
        raise RuleViolation("approval.body_of_another", message, "body")
    if approval.decided_on is None:
        raise RuleViolation("approval.no_date", "Укажите дату решения.", "decided_on")
    return Decision.objects.create(
        body=approval.body,
        kind=DecisionKind.APPROVAL,
        decided_on=approval.decided_on,
        number=number,
        text=text or f"Утвердить отчёт «{report.title}».",
    )
