"""The editor: parts of a report with their facts, each changed on a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mezhgorod.registry.rules import RuleViolation, number_of
from mezhgorod.reporting.actions.writing import (
    ReportHead,
    add_block,
    change_block,
    change_report_head,
    complete_report,
    discard_report,
    head_mark,
    move_block,
    remove_block,
    undo_block_step,
)
from mezhgorod.reporting.models import Report, ReportBlock
from mezhgorod.reporting.queries.block_steps import next_step_back
from mezhgorod.reporting.queries.writing import (
    WrittenBlock,
    facts_for,
    phrases_of,
    written_block,
    written_report,
)
from mezhgorod.reporting.rules import BlockKind
from mezhgorod.reporting.rules.block_words import sheet_kind_of
from mezhgorod.reporting.rules.rights import CHANGE_REPORT
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.written_reports import BlockForm, HeadForm
from mezhgorod.website.pages.written_reports.frame import (
    OPEN_STATES,
    for_those_who,
    held_url,
    show,
    shown_lines,
)
from mezhgorod.website.pages.written_reports.paging import (
    PARTS_ON_PAGE,
    anchor_of,
    page_of_part,
)
from planbook.narrative import field_list, option_list

# A part about all events of a year shows so many of them; the text of the report shows all.
_SHOWN_EVENTS = 10


@require_GET
@for_those_who(CHANGE_REPORT)
def edit(request: HttpRequest, report: Report) -> HttpResponse:
    """All parts in order with what they print now."""
    if report.state not in OPEN_STATES:
        return redirect("written_report", report.slug)
    return _edit_page(request, report, HeadForm(report=report))


def _edit_page(request: HttpRequest, report: Report, head: HeadForm) -> HttpResponse:
    paginator = Paginator(list(report.blocks.all()), PARTS_ON_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    written = written_report(report=report, blocks=list(page.object_list), most=_SHOWN_EVENTS)
    parts = [(one, _lines(request, report, one), _fact_url(one.block)) for one in written.blocks]
    return show(
        request,
        report,
        "edit.html",
        parts=parts,
        page=page,
        has_events=bool(written.facts.sheet.events or written.facts.sheet.exchanges),
        status=422 if head.errors else 200,
        head_form=head,
        head_mark=head_mark(report),
        step=next_step_back(report=report),
        here="edit",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(CHANGE_REPORT)
def part_new(request: HttpRequest, report: Report) -> HttpResponse:
    """Add a part; `?before=` tells before which one."""
    before = number_of(request.GET.get("before", "")) or None
    form = BlockForm(request.POST or None, report=report)
    if request.method == "POST" and request.POST.get("do") == "save" and form.is_valid():
        try:
            block = add_block(
                report=report,
                words=form.words,
                position=before,
                actor=actor_of_request(request),
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.refuse(refusal)
        else:
            return _back(report, block)
    return _form_page(request, report, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(CHANGE_REPORT)
def part(request: HttpRequest, report: Report, pk: int) -> HttpResponse:
    """Change one part as text with fields, beside what it prints."""
    block = get_object_or_404(report.blocks.select_related("report"), pk=pk)
    taken = _ready_words(report, block) if "take" in request.GET else ""
    form = BlockForm(request.POST or None, report=report, block=block, template=taken)
    if request.method == "POST" and request.POST.get("do") == "save" and form.is_valid():
        try:
            change_block(
                block=block,
                words=form.words,
                seen=number_of(request.POST.get("seen", "")),
                actor=actor_of_request(request),
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.refuse(refusal)
            block.refresh_from_db()
        else:
            return _back(report, block)
    return _form_page(request, report, form, block)


@require_POST
@for_those_who(CHANGE_REPORT)
def part_do(request: HttpRequest, report: Report, pk: int) -> HttpResponse:
    """Move a part up or down, or remove it."""
    block = get_object_or_404(report.blocks, pk=pk)
    address = _address(report, block)
    verb, actor, now = request.POST.get("do", ""), actor_of_request(request), timezone.now()
    try:
        if verb == "remove":
            remove_block(block=block, actor=actor, now=now)
            messages.info(request, "Часть убрана. Шаг можно отменить.")
            return redirect(address)
        move_block(block=block, by=-1 if verb == "up" else 1, actor=actor, now=now)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    return _back(report, block)


@require_POST
@for_those_who(CHANGE_REPORT)
def change(request: HttpRequest, report: Report) -> HttpResponse:
    """Take a step back, bring in new events, delete a draft, or change the head."""
    if request.POST.get("do") == "head":
        return _head_sent(request, report)
    verb, actor, now = request.POST.get("do", ""), actor_of_request(request), timezone.now()
    try:
        if verb == "undo":
            step = number_of(request.POST.get("step", ""))
            entry = undo_block_step(report=report, step=step, actor=actor, now=now)
            messages.info(request, entry.summary + ".")
        elif verb == "complete":
            added = complete_report(report=report, actor=actor, now=now)
            messages.info(request, _added_words(len(added)))
        elif verb == "discard":
            discard_report(report=report, actor=actor, now=now)
            messages.info(request, f"Черновик «{report.title}» удалён.")
            return redirect("written_reports")
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    return redirect("written_report_edit", report.slug)


def _head_sent(request: HttpRequest, report: Report) -> HttpResponse:
    """Keep the head; what was typed stands in the form while something is wrong with it."""
    form = HeadForm(request.POST, report=report)
    if form.is_valid():
        try:
            change_report_head(
                report=report,
                words=ReportHead(**form.cleaned_data),
                seen=request.POST.get("seen", ""),
                actor=actor_of_request(request),
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.refuse(refusal)
            report.refresh_from_db()
        else:
            messages.info(request, "Заголовок сохранён.")
            return redirect("written_report_edit", report.slug)
    return _edit_page(request, report, form)


def _added_words(count: int) -> str:
    if not count:
        return "Все мероприятия периода уже есть в отчёте."
    return f"Добавлено абзацев о мероприятиях: {count}. Ваш текст не изменился."


def _form_page(
    request: HttpRequest, report: Report, form: BlockForm, block: ReportBlock | None
) -> HttpResponse:
    shown = _tried(report, form, block)
    context: Mapping[str, Any] = {
        "shown": shown,
        "lines": _lines(request, report, shown) if shown else (),
        "fact_url": _fact_url(shown.block) if shown else "",
    }
    if request.headers.get("HX-Request"):
        page = {"report": report, **context}
        return render(request, "website/written_reports/part_preview.html", page)
    kind = BlockKind(shown.block.kind if shown else BlockKind.TEXT)
    return show(
        request,
        report,
        "part.html",
        status=422 if form.is_bound and form.errors else 200,
        form=form,
        edited=block,
        fields=field_list(sheet_kind_of(kind)),
        field_options=option_list(),
        here="edit",
        **context,
    )


def _tried(report: Report, form: BlockForm, block: ReportBlock | None) -> WrittenBlock | None:
    """Print the part as the form has it; None while the form is wrong."""
    tried = ReportBlock(pk=block.pk if block else None, report=report)
    if form.is_bound:
        if not form.is_valid():
            return None
        words = form.words
        tried.kind, tried.heading, tried.template = words.kind, words.heading, words.template
        tried.held_event_id = words.held_event.pk if words.held_event else None
        tried.exchange_id = words.exchange.pk if words.exchange else None
        tried.options = dict(words.options)
    elif block is not None:
        tried = block
    else:
        return None
    return written_block(tried, facts_for(report, [tried]), phrases_of(report.owner_id))


def _ready_words(report: Report, block: ReportBlock) -> str:
    """Return the ready phrase a part is printed from, to be changed as one's own text."""
    facts = facts_for(report, [block])
    return written_block(block, facts, phrases_of(report.owner_id)).template


def _lines(request: HttpRequest, report: Report, one: WrittenBlock) -> Any:
    return shown_lines(request, report, one.lines)


def _fact_url(block: ReportBlock) -> str:
    return held_url(block.held_event_id) if block.held_event_id else ""


def _back(report: Report, block: ReportBlock) -> HttpResponse:
    return redirect(f"{_address(report, block)}#{anchor_of(block.pk)}")


def _address(report: Report, block: ReportBlock) -> str:
    """Return the page of the editor on which a part stands now."""
    position = report.blocks.filter(pk=block.pk).values("position")
    page = page_of_part(report.blocks.filter(position__lt=Subquery(position)).count())
    address = reverse("written_report_edit", args=(report.slug,))
    return f"{address}?page={page}" if page > 1 else address
