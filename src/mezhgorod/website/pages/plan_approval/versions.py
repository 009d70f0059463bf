"""«Редакции»: every approved version, opened and downloaded for ever, compared with any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from mezhgorod.planning.models import Plan, PlanVersion
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.queries.changes import compare_editions
from mezhgorod.planning.queries.versions import (
    Edition,
    is_untouched,
    live_edition,
    version_draft,
    version_edition,
    versions_of,
)
from mezhgorod.planning.rules import AMEND_PLAN, SEE_DRAFT, SEE_HISTORY, AmendmentState
from mezhgorod.publication.amendment_documents import comparison_file
from mezhgorod.publication.versions import (
    VERSION_FORMATS,
    printed_version,
    version_file,
    version_words,
)
from mezhgorod.registry.rules import may, number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.layout_preview import ShownTable, shown_table
from mezhgorod.website.pages.downloads import FILE_KINDS
from mezhgorod.website.pages.plan_approval.frame import (
    for_readers,
    for_those_who,
    hand_out,
    has_one_of,
    show,
)
from planbook.documents.printed import PrintedDocument, PrintedParagraph, PrintedTable
from planbook.layouts import LayoutError
from planbook.matching import RowDiff, RowState
from planbook.matching.printing import change_lines

NOW_KEY = "now"
_MAX_ROWS = 1_000
_KINDS = [kind for kind in FILE_KINDS if kind.extension in VERSION_FORMATS]


@dataclass(frozen=True, slots=True)
class ListedVersion:
    """A version in the list: its words, and whether it is the first or the newest."""

    version: PlanVersion
    words: str
    is_first: bool
    is_newest: bool


@dataclass(frozen=True, slots=True)
class ShownDiff:
    """A row of a comparison: what became of it, its name, what it said and says."""

    state: str
    title: str
    heading: str
    lines: Sequence[tuple[str, str]]


@require_GET
@for_readers
def versions(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The versions of a plan, the changes on their way, and the comparison of any two."""
    found = list(versions_of(plan=plan))
    sees_drafts = has_one_of(request, plan, SEE_DRAFT)
    amendments = plan.amendments.filter(state=AmendmentState.OPEN) if sees_drafts else ()
    return show(
        request,
        plan,
        "versions.html",
        listed=[
            ListedVersion(one, version_words(one), one.number == 1, place == 0)
            for place, one in enumerate(found)
        ],
        open_amendments=amendments,
        choices=_choices(found),
        newest=str(found[0].number) if found else "",
        kinds=_KINDS,
        can_add=may(actor_of_request(request), AMEND_PLAN, plan_subject(plan)),
    )


@require_GET
@for_readers
def version(request: HttpRequest, plan: Plan, number: int) -> HttpResponse:
    """One version as it is printed, its approval, its files and whether it is untouched."""
    found = _version(plan, number)
    try:
        printed = printed_version(found, version_draft(found, limit=_MAX_ROWS + 1))
    except (LayoutError, KeyError, TypeError, ValueError):
        printed = None
    return show(
        request,
        plan,
        "version.html",
        version=found,
        words=version_words(found),
        blocks=_blocks(printed) if printed else (),
        is_landscape=bool(printed and printed.page.width > printed.page.height),
        is_cut=bool(printed and _count(printed) > _MAX_ROWS),
        is_untouched=is_untouched(found),
        sees_signed=has_one_of(request, plan, SEE_HISTORY),
        kinds=_KINDS,
    )


@require_GET
@for_readers
def version_download(request: HttpRequest, plan: Plan, number: int, extension: str) -> HttpResponse:
    """A version as a file, the same bytes every time."""
    found = _version(plan, number)
    return hand_out(lambda: version_file(version=found, extension=extension))


@require_GET
@for_those_who(SEE_HISTORY)
def signed_file(request: HttpRequest, plan: Plan, number: int) -> HttpResponse:
    """The signed document of a version; it bears signatures of people, so not for everybody."""
    found = _version(plan, number)
    if found.signed_file is None:
        raise Http404
    kept = found.signed_file
    response = FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.file_name)
    response["Content-Type"] = "application/octet-stream"
    return response  # type: ignore[return-value]


@require_GET
@for_readers
def compare(request: HttpRequest, plan: Plan) -> HttpResponse:
    """What any two editions of a plan differ in."""
    before, after = _chosen(request, plan)
    diff = compare_editions(before, after)
    rows = [_shown(one) for one in diff.rows if one.state is not RowState.UNCHANGED]
    return show(
        request,
        plan,
        "compare.html",
        before=before,
        after=after,
        rows=rows[:_MAX_ROWS],
        count=len(rows),
        unchanged=diff.count(RowState.UNCHANGED),
        choices=_choices(list(versions_of(plan=plan))),
    )


@require_GET
@for_readers
def compare_download(request: HttpRequest, plan: Plan, extension: str) -> HttpResponse:
    """The comparison of two editions as Word or PDF."""
    before, after = _chosen(request, plan)
    return hand_out(
        lambda: comparison_file(plan=plan, before=before, after=after, extension=extension)
    )


def _version(plan: Plan, number: int) -> PlanVersion:
    versions = PlanVersion.objects.select_related(
        "decision__body", "signed_file", "amendment", "plan"
    )
    return get_object_or_404(versions, plan=plan, number=number)


def _choices(found: Sequence[PlanVersion]) -> list[tuple[str, str]]:
    """Return what can be compared: «Как утверждён», «Как изменён», «Сейчас»."""
    named = [(str(one.number), version_words(one)) for one in reversed(found)]
    return [*named, (NOW_KEY, "Сейчас, с неутверждёнными изменениями")]


def _chosen(request: HttpRequest, plan: Plan) -> tuple[Edition, Edition]:
    numbers = list(versions_of(plan=plan).values_list("number", flat=True))
    last = str(numbers[0]) if numbers else NOW_KEY
    return (
        _edition(plan, request.GET.get("from") or last),
        _edition(plan, request.GET.get("to") or NOW_KEY),
    )


def _edition(plan: Plan, key: str) -> Edition:
    if key == NOW_KEY:
        return live_edition(plan=plan)
    try:
        return version_edition(_version(plan, number_of(key)))
    except (KeyError, TypeError, ValueError) as error:
        raise Http404 from error


def _shown(row: RowDiff) -> ShownDiff:
    placed = row.after or row.before
    number = placed.row.number if placed else ""
    title = f"{number}. {row.title}" if number else row.title
    heading = placed.section.heading if placed else ""
    return ShownDiff(row.state.value, title, heading, list(change_lines(row)))


def _count(printed: PrintedDocument) -> int:
    return sum(len(list(table.items())) for table in printed.tables())


def _blocks(printed: PrintedDocument) -> list[PrintedParagraph | ShownTable]:
    blocks: list[PrintedParagraph | ShownTable] = []
    for block in printed.blocks:
        if isinstance(block, PrintedTable):
            rows = block.rows[: block.header_count + _MAX_ROWS]
            blocks.append(shown_table(replace(block, rows=rows)))
        elif isinstance(block, PrintedParagraph):
            blocks.append(block)
    return blocks
