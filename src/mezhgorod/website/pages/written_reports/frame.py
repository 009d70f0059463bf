"""What the pages of a written report share: finding it, its tabs, its words with links to facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, wraps
from html import escape
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.registry.rules import Right, may
from mezhgorod.reporting.models import Report, ReportVersion
from mezhgorod.reporting.queries.public_text import public_text
from mezhgorod.reporting.queries.subjects import report_subject
from mezhgorod.reporting.queries.versions import (
    newest_version,
    public_version,
    reports_visible_to,
)
from mezhgorod.reporting.queries.writing import WrittenReport, tables_of, written_report
from mezhgorod.reporting.rules import ReportState
from mezhgorod.reporting.rules.content import (
    HIDDEN_NAME,
    LineRole,
    WrittenFact,
    WrittenLine,
    WrittenSpan,
    WrittenText,
    content_from_dict,
)
from mezhgorod.reporting.rules.report_tables import ReportTable, tables_from_list
from mezhgorod.reporting.rules.rights import (
    APPROVE_REPORT,
    CHANGE_REPORT,
    COMPOSE_REPORT,
    CORRECT_REPORT,
    FREEZE_REPORT,
    PUBLISH_REPORT,
    REMARK_ON_REPORT,
    SEE_REPORT,
)
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.pages.written_reports.paging import anchor_of
from planbook.narrative import SheetKind, field_list

View = Callable[..., HttpResponse]
# Where on the page of an event each fact is kept.
_ANCHORS = {
    "hosts": "parties",
    "organisers": "parties",
    "participants": "parties",
    "participants_remote": "parties",
    "guests": "parties",
    "observers": "parties",
    "speakers_from": "parties",
    "experts_from": "parties",
    "counts": "counts",
    "timing": "time",
    "timing_text": "time",
    "mode": "time",
    "venue": "time",
    "agenda": "agenda",
    "standings": "standings",
    "trophies": "standings",
    "result": "result",
    "speakers": "talks",
    "moderators": "talks",
    "awards": "awards",
    "awarded_places": "awards",
    "decisions": "tasks",
}
OPEN_STATES = frozenset({ReportState.COLLECTING, ReportState.DRAFT})


@dataclass(frozen=True, slots=True)
class ShownText:
    """What somebody reads: the words, the tables, the version they are of, None for the draft."""

    text: WrittenText
    tables: tuple[ReportTable, ...]
    version: ReportVersion | None
    written: WrittenReport | None = None


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line on a page; words that come from facts are links to these.

    In the text of a report the first line of a part has its `anchor`.
    """

    role: str
    words: SafeString
    anchor: str = ""


def for_readers(view: View) -> View:
    """Give a view its report: 404 when the visitor may not read it."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        return view(request, find_report(request, slug), **kwargs)

    return never_cache(wrapped)


def for_those_who(*rights: Right) -> Callable[[View], View]:
    """Give a view its report if the visitor has one of the rights in whatever state it is."""

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(reverse("written_report", args=(slug,)))
            report = find_report(request, slug)
            if not any(may_anytime(request, report, one) for one in rights):
                raise PermissionDenied
            return view(request, report, **kwargs)

        return never_cache(wrapped)

    return decorator


def find_report(request: HttpRequest, slug: str) -> Report:
    """Return a report the visitor may read, 404 for others."""
    return get_object_or_404(reports_visible_to(actor=actor_of_request(request)), slug=slug)


def may_anytime(request: HttpRequest, report: Report, right: Right) -> bool:
    """Tell whether the visitor has a right on a report in some state of it."""
    actor = actor_of_request(request)
    bodies = {grant.body_id for grant in actor.grants} | {None}
    anytime = Right(right.code, right.label, right.roles)
    return any(may(actor, anytime, report_subject(report, body_id=body)) for body in bodies)


def may_now(request: HttpRequest, report: Report, right: Right) -> bool:
    """Tell whether the visitor has a right on a report as it is now."""
    actor = actor_of_request(request)
    bodies = {grant.body_id for grant in actor.grants} | {None}
    return any(may(actor, right, report_subject(report, body_id=body)) for body in bodies)


def shown_text(request: HttpRequest, report: Report) -> ShownText | None:
    """Return what the visitor reads: the draft, the frozen text, or what is published."""
    if not may_anytime(request, report, SEE_REPORT):
        version = public_version(report=report)
        if version is None:
            return None
        return version_text(version, is_public=True)
    if report.state in OPEN_STATES:
        written = written_report(report=report)
        return ShownText(written.text, tables_of(written), None, written)
    version = newest_version(report=report)
    return version_text(version) if version else None


def version_text(version: ReportVersion, *, is_public: bool = False) -> ShownText:
    """Return the frozen text of a version; for everybody without names that are hidden today."""
    text = public_text(version.content) if is_public else content_from_dict(version.content)
    return ShownText(text, tables_from_list(version.content.get("tables", ())), version)


def shown_lines(
    request: HttpRequest,
    report: Report,
    lines: Iterable[WrittenLine],
    *,
    has_anchors: bool = False,
) -> tuple[ShownLine, ...]:
    """Return lines with links from their facts to where these are kept."""
    kept = tuple(lines)
    held = (span.fact.held_id for line in kept for span in line.facts() if span.fact)
    numbers = {number for number in held if number is not None}
    is_reader = may_anytime(request, report, SEE_REPORT)
    sees = may_now(request, report, SEE_REPORT)
    if not is_reader:
        open_ones = HeldEvent.objects.filter(pk__in=numbers, published_at__isnull=False)
        numbers = set(open_ones.values_list("pk", flat=True))
    held_urls = {number: held_url(number) for number in numbers}

    def url_of(fact: WrittenFact) -> str:
        if base := held_urls.get(fact.held_id or 0):
            return f"{base}#{_ANCHORS.get(fact.field, 'about')}"
        return _exchange_url(fact.exchange_id) if fact.exchange_id and is_reader else ""

    parts = (None, *(line.block for line in kept))
    return tuple(
        ShownLine(
            line.role.value,
            _words(line, url_of, sees=sees),
            anchor_of(line.block) if has_anchors and line.block != before else "",
        )
        for before, line in zip(parts, kept, strict=False)
    )


def show(
    request: HttpRequest, report: Report, template: str, status: int = 200, **context: object
) -> HttpResponse:
    """Render a page of a report with its tabs."""
    rights = {
        "see": SEE_REPORT,
        "change": CHANGE_REPORT,
        "remark": REMARK_ON_REPORT,
        "freeze": FREEZE_REPORT,
        "approve": APPROVE_REPORT,
        "publish": PUBLISH_REPORT,
        "correct": CORRECT_REPORT,
        "compose": COMPOSE_REPORT,
    }
    can = {name: may_now(request, report, right) for name, right in rights.items()}
    shown = {"report": report, "can": can, "LineRole": LineRole, **context}
    return render(request, f"website/written_reports/{template}", shown, status=status)


def held_url(number: int, field: str = "") -> str:
    """Return where the facts of an event are kept, empty where that room is not installed."""
    try:
        url = reverse("held_event", args=(number,))
    except NoReverseMatch:
        return ""
    anchor = _ANCHORS.get(field, "about")
    return f"{url}#{anchor}" if field else url


def _words(line: WrittenLine, url_of: Callable[[WrittenFact], str], *, sees: bool) -> SafeString:
    """Return a line as HTML: a report has thousands of names, too many for a template."""
    # All that is not ours is escaped in _span.
    return mark_safe("".join(_span(one, url_of, sees=sees) for one in line.spans))  # noqa: S308


def _span(span: WrittenSpan, url_of: Callable[[WrittenFact], str], *, sees: bool) -> str:
    text = escape(span.text)
    if span.text == HIDDEN_NAME:
        return f'<span class="soft">{text}</span>'
    url = url_of(span.fact) if span.fact else ""
    title = escape(_field_titles().get(span.fact.field, "сведения")) if span.fact else ""
    if url:
        gap = " gap" if span.is_gap else ""
        return f'<a class="fact{gap}" href="{escape(url)}" title="{title}">{text}</a>'
    if span.is_gap:
        return f'<mark class="gap" title="Нет сведений">{text}</mark>'
    return f'<span class="fact" title="{title}">{text}</span>' if title and sees else text


def _exchange_url(number: int) -> str:
    return reverse("exchange", args=(number,))


@cache
def _field_titles() -> dict[str, str]:
    """Return in Russian what each attribute of a sheet is."""
    found: dict[str, str] = {}
    for kind in SheetKind:
        for one in field_list(kind):
            found.setdefault(one.attribute, one.what)
    return found
