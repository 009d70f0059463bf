"""A report begins: from the shipped outline, from an earlier one, from one that was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mezhgorod.planning.rules.workflow import checked_words
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import (
    Actor,
    RuleViolation,
    Subject,
    digest,
    ensure_may,
    free_slug,
    slug_text,
)
from mezhgorod.reporting.actions.writing.blocks import count_change, locked_report
from mezhgorod.reporting.models import AnnualReport, Report, ReportBlock
from mezhgorod.reporting.queries.modelling import modelled_parts, modelled_salutation
from mezhgorod.reporting.queries.subjects import report_subject
from mezhgorod.reporting.rules import BlockKind, ReportKind, ReportState
from mezhgorod.reporting.rules.outline import OUTLINES
from mezhgorod.reporting.rules.rights import CHANGE_REPORT, COMPOSE_REPORT, SEE_REPORT
from planbook.dates import Period, PeriodError
from planbook.plans.plan_title import read_period

MAX_TITLE = 500
MAX_SALUTATION = 300
MAX_HEAD = 2_000
HEAD_FIELDS = ("title", "head", "salutation")
_HEAD_CHANGED = (
    "Пока вы правили заголовок, его изменил другой сотрудник. Ваш текст здесь цел: сравните и "
    "сохраните ещё раз, чтобы заменить чужой."
)


@dataclass(frozen=True, slots=True)
class NewReport:
    """What a new report begins with.

    Attributes:
        period: EDTF: «2024», «2024-41».
        head: the lines above the text, the title for none.
        earlier: a written report whose parts are taken over, without its events of the year.
        modelled_on: a report that was read: its paragraphs become parts.
    """

    owner: Organization
    title: str
    period: str
    kind: ReportKind = ReportKind.SPEECH
    head: str = ""
    salutation: str = ""
    earlier: Report | None = None
    modelled_on: AnnualReport | None = None


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What stands above the text; `title` is the one of lists, an empty `head` prints it."""

    title: str
    head: str = ""
    salutation: str = ""


@transaction.atomic
def start_report(*, new: NewReport, actor: Actor, now: datetime) -> Report:
    """Begin a report of an association for a period.

    Raises:
        RuleViolation: the person may not, the period is wrong, or what it begins from belongs to
            another organization.
    """
    ensure_may(actor, COMPOSE_REPORT, Subject(owner_id=new.owner.pk))
    _ensure_own(new, actor)
    head, salutation = new.head, new.salutation
    if new.modelled_on is not None:
        told_head, told_salutation = modelled_salutation(new.modelled_on)
        head, salutation = head or told_head, salutation or told_salutation
    elif new.earlier is not None:
        salutation = salutation or new.earlier.salutation
    report = Report(
        owner=new.owner,
        kind=ReportKind(new.kind),
        period_edtf=_period(new.period).edtf,
        modelled_on=new.modelled_on,
        state=ReportState.COLLECTING,
        created_at=now,
        updated_at=now,
    )
    _fill_head(report, ReportHead(new.title, head, salutation))
    report.slug = _slug(report)
    report.save()
    blocks = ReportBlock.objects.bulk_create(_parts(report, new))
    done = Done(
        "report.start",
        f"Начат отчёт «{report.title}»",
        new.owner.pk,
        after={"period": report.period_edtf, "parts": len(blocks)},
    )
    write_audit(subject=report, done=done, actor=actor, now=now)
    return report


@transaction.atomic
def change_report_head(
    *, report: Report, words: ReportHead, seen: str, actor: Actor, now: datetime
) -> Report:
    """Change the title, the lines above the text and the salutation.

    Args:
        seen: `head_mark` of the report as the person saw it.

    Raises:
        RuleViolation: the person may not, the report is frozen, the words do not fit, somebody has
            changed the head since (`report.head_changed`), or the title is published: lists show
            it to everybody at once.
    """
    report = locked_report(report)
    ensure_may(actor, CHANGE_REPORT, report_subject(report))
    before, mark = {name: getattr(report, name) for name in HEAD_FIELDS}, head_mark(report)
    _fill_head(report, words)
    after = {name: getattr(report, name) for name in before}
    if before == after:
        return report
    if mark != seen:
        raise RuleViolation("report.head_changed", _HEAD_CHANGED, "head")
    if report.published_at is not None and before["title"] != report.title:
        message = (
            "Отчёт опубликован под прежним названием, его видят все. Измените заголовок над "
            "текстом: он войдёт в новую редакцию."
        )
        raise RuleViolation("report.title_published", message, "title")
    report.save(update_fields=list(before))
    count_change(report, now)
    done = Done("report.head", "Изменён заголовок отчёта", report.owner_id, "", before, after)
    write_audit(subject=report, done=done, actor=actor, now=now)
    return report


def head_mark(report: Report) -> str:
    """Return what tells one wording of the head of a report from another."""
    return digest(*(getattr(report, name) for name in HEAD_FIELDS))


@transaction.atomic
def discard_report(*, report: Report, actor: Actor, now: datetime) -> None:
    """Delete a report that was never approved, with its parts and remarks.

    Raises:
        RuleViolation: the person may not, the report is frozen, or a version of it was approved.
    """
    report = locked_report(report)
    ensure_may(actor, CHANGE_REPORT, report_subject(report))
    if report.versions.exists():
        message = "У отчёта есть утверждённая редакция: такой отчёт хранится и не удаляется."
        raise RuleViolation("report.has_versions", message)
    parts = [
        {"kind": one.kind, "heading": one.heading, "template": one.template}
        for one in report.blocks.all()
    ]
    done = Done(
        "report.discard",
        f"Удалён черновик отчёта «{report.title}»",
        report.owner_id,
        before={"title": report.title, "period": report.period_edtf, "parts": parts},
    )
    write_audit(subject=report, done=done, actor=actor, now=now)
    report.delete()


def _ensure_own(new: NewReport, actor: Actor) -> None:
    for source in (new.earlier, new.modelled_on):
        if source is not None and source.owner_id != new.owner.pk:
            message = "Этот отчёт принадлежит другому объединению. Выберите отчёт своего."
            raise RuleViolation("report.foreign", message, "source")
    if new.earlier is not None:
        ensure_may(actor, SEE_REPORT, report_subject(new.earlier))


def _fill_head(report: Report, words: ReportHead) -> None:
    title = checked_words(
        words.title, field="title", what="название", limit=MAX_TITLE, is_needed=True
    )
    report.title = " ".join(title.split())
    report.head = checked_words(words.head, field="head", what="заголовок", limit=MAX_HEAD)
    report.salutation = checked_words(
        words.salutation, field="salutation", what="обращение", limit=MAX_SALUTATION
    )


_NO_PERIOD = (
    "«{}»: такого периода нет. Напишите, например: 2026 год, II полугодие 2026 года, "
    "III квартал 2026 года, май 2026 года."
)


def _period(text: str) -> Period:
    words = checked_words(text, field="period", what="период", limit=40, is_needed=True)
    try:
        return Period.from_edtf(words)
    except PeriodError as error:
        # Words as in a title: «II полугодие 2026 года».
        if (told := read_period(f"за {words}")) is not None:
            return told
        raise RuleViolation("report.period", _NO_PERIOD.format(words), "period") from error


def _slug(report: Report) -> str:
    owner = report.owner
    base = slug_text(f"{owner.short_name or owner.name} {report.title}")[:90].strip("-")
    seed = digest(report.title, report.period_edtf, str(report.created_at))
    candidates = (base, f"{base}-{report.period_edtf}".replace("/", "-"), f"{base}-{seed}")
    taken = set(Report.objects.filter(slug__in=candidates).values_list("slug", flat=True))
    return free_slug(candidates, taken)


def _parts(report: Report, new: NewReport) -> Iterator[ReportBlock]:
    if new.modelled_on is not None:
        parts = modelled_parts(new.modelled_on, report)
    elif new.earlier is not None:
        parts = _repeated(new.earlier)
    else:
        parts = (
            ReportBlock(
                kind=one.kind,
                heading=one.heading,
                template=one.template,
                is_hidden=one.is_hidden,
            )
            for one in OUTLINES[ReportKind(new.kind)]
        )
    for position, block in enumerate(parts, start=1):
        block.report, block.position = report, position
        yield block


def _repeated(earlier: Report) -> Iterator[ReportBlock]:
    """Take over the parts of an earlier report; its single events become one list of all."""
    has_events = False
    for block in earlier.blocks.all():
        if block.kind == BlockKind.EVENT or block.held_event_id:
            if not has_events:
                yield ReportBlock(kind=BlockKind.EVENTS)
            has_events = True
            continue
        has_events = has_events or block.kind == BlockKind.EVENTS
        yield ReportBlock(
            kind=block.kind,
            heading=block.heading,
            exchange_id=block.exchange_id,
            template=block.template,
            is_hidden=block.is_hidden,
        )
