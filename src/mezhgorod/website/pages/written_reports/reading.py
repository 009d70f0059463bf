"""A report to read: text with pictures, findings, versions, files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET

from mezhgorod.publication.written_reports import PrintedReport, report_file, table_picture
from mezhgorod.registry.rules import number_of
from mezhgorod.reporting.models import Report, ReportVersion
from mezhgorod.reporting.queries.public_text import public_texts
from mezhgorod.reporting.queries.report_findings import (
    RULE_NAMES,
    ReportFinding,
    report_findings,
)
from mezhgorod.reporting.queries.writing import written_report
from mezhgorod.reporting.rules.changes import changes_from_list, text_changes
from mezhgorod.reporting.rules.report_tables import ReportTable
from mezhgorod.reporting.rules.rights import SEE_REPORT
from mezhgorod.website.forms.written_reports import ReportApprovalForm
from mezhgorod.website.handing_out import hand_out
from mezhgorod.website.pages.written_reports.frame import (
    ShownText,
    for_readers,
    for_those_who,
    held_url,
    may_anytime,
    show,
    shown_lines,
    shown_text,
    version_text,
)
from mezhgorod.website.pages.written_reports.paging import anchor_of, text_page

DRAFT_STAMP = "ЧЕРНОВИК"
_FEW = 5
# These parts have no place in the text.
_UNPRINTED = frozenset({"BLOCK-EMPTY", "BLOCK-FAULT"})


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table with its picture."""

    table: ReportTable
    picture: SafeString


@dataclass(frozen=True, slots=True)
class LinkedFinding:
    """A finding and where it leads: to the facts, to its place in the text, to the part."""

    finding: ReportFinding
    held_url: str
    text_url: str
    part_url: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one rule; few of them are shown at once."""

    name: str
    findings: list[LinkedFinding]
    is_open: bool


@require_GET
@for_readers
def report(request: HttpRequest, report: Report) -> HttpResponse:
    """The text as it stands for the visitor, with its pictures and tables."""
    shown = shown_text(request, report)
    if shown is None:
        raise Http404
    return _page(request, report, shown, "report.html")


@require_GET
@for_those_who(SEE_REPORT)
def findings(request: HttpRequest, report: Report) -> HttpResponse:
    """What to look at before numbers are frozen, each with a link to where it is put right."""
    written = written_report(report=report)
    found = report_findings(written)
    return show(
        request,
        report,
        "findings.html",
        open_count=sum(not one.is_decided for one in found),
        groups=_groups(report, [one for one in found if not one.is_decided]),
        decided=_linked(report, [one for one in found if one.is_decided]),
        form=ReportApprovalForm(report=report),
        here="findings",
    )


@require_GET
@for_readers
def versions(request: HttpRequest, report: Report) -> HttpResponse:
    """Every version with what it changed; the public sees published ones."""
    kept = list(_versions(request, report).select_related("decision__body").order_by("number"))
    if may_anytime(request, report, SEE_REPORT):
        changes = [changes_from_list(one.changes) for one in kept]
    else:
        # What changed is told between texts that hide private names.
        texts = public_texts(one.content for one in kept)
        changes = [(), *(text_changes(old, new) for old, new in pairwise(texts))]
    listed = list(zip(kept, changes, strict=True))[::-1]
    return show(request, report, "versions.html", versions=listed, here="versions")


@require_GET
@for_readers
def version(request: HttpRequest, report: Report, number: int) -> HttpResponse:
    """One version as it was frozen."""
    kept = get_object_or_404(_versions(request, report), number=number)
    is_public = not may_anytime(request, report, SEE_REPORT)
    return _page(request, report, version_text(kept, is_public=is_public), "report.html")


@require_GET
@for_readers
def download(request: HttpRequest, report: Report, extension: str) -> HttpResponse:
    """The report as Word or PDF, `?version=` for an earlier one."""
    wanted = number_of(request.GET.get("version", ""))
    if wanted:
        kept = get_object_or_404(_versions(request, report), number=wanted)
        is_public = not may_anytime(request, report, SEE_REPORT)
        shown: ShownText | None = version_text(kept, is_public=is_public)
    else:
        shown = shown_text(request, report)
    if shown is None:
        raise Http404
    is_draft = shown.version is None or shown.version.approved_at is None
    printed = PrintedReport(
        text=shown.text,
        tables=shown.tables,
        owner=report.owner.name,
        made_at=shown.version.frozen_at if shown.version else report.updated_at,
        stamp=DRAFT_STAMP if is_draft else "",
    )
    try:
        return hand_out(report_file(printed, extension=extension))
    except KeyError as error:
        raise Http404 from error


def _groups(report: Report, found: Sequence[ReportFinding]) -> list[FindingGroup]:
    """Return findings by their rule, rules with few of them first."""
    codes: dict[str, list[ReportFinding]] = {}
    for one in found:
        codes.setdefault(one.code, []).append(one)
    ordered = sorted(codes.items(), key=lambda pair: len(pair[1]))
    return [
        FindingGroup(RULE_NAMES.get(code, "Другое"), _linked(report, ones), len(ones) <= _FEW)
        for code, ones in ordered
    ]


def _linked(report: Report, found: Sequence[ReportFinding]) -> list[LinkedFinding]:
    """Return findings with their links; each address is made once, there may be hundreds."""
    held = {number: held_url(number) for number in {one.held_id for one in found} if number}
    text = reverse("written_report", args=(report.slug,))
    parts = {
        part: reverse("written_part", args=(report.slug, part))
        for part in {one.block_id for one in found}
        if part
    }
    return [
        LinkedFinding(
            one,
            held.get(one.held_id or 0, ""),
            f"{text}?part={one.block_id}#{anchor_of(one.block_id)}"
            if one.block_id and one.code not in _UNPRINTED
            else "",
            parts.get(one.block_id or 0, ""),
        )
        for one in found
    ]


def _page(request: HttpRequest, report: Report, shown: ShownText, template: str) -> HttpResponse:
    page = text_page(
        shown.text.lines,
        number=number_of(request.GET.get("page", "")),
        part=number_of(request.GET.get("part", "")),
        is_whole="all" in request.GET,
    )
    tables = [
        # What is drawn is made of our own signs, its words are escaped there.
        ShownTable(one, mark_safe(table_picture(one)))  # noqa: S308
        for one in shown.tables
        if (page.is_first if one.is_drawn else page.is_last)
    ]
    return show(
        request,
        report,
        template,
        title_lines=shown.text.title.splitlines(),
        salutation=shown.text.salutation,
        lines=shown_lines(request, report, page.lines, has_anchors=True),
        page=page,
        pictures=[one for one in tables if one.picture],
        tables=[one for one in tables if not one.picture],
        has_pictures=any(one.is_drawn for one in shown.tables),
        has_tables=any(not one.is_drawn for one in shown.tables),
        version=shown.version,
        here="text",
    )


def _versions(request: HttpRequest, report: Report) -> QuerySet[ReportVersion]:
    if may_anytime(request, report, SEE_REPORT):
        return report.versions.all()
    return report.versions.filter(published_at__isnull=False)
