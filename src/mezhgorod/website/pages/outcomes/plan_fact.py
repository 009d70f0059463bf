"""«План и факт»: what became of every row of a plan, shares, and the report as files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from mezhgorod.outcomes.queries import PlanAgainstFact, held_visible_to, plan_against_fact
from mezhgorod.outcomes.rules.fulfilment import Fulfilment, Shares
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.rules import SEE_DRAFT
from mezhgorod.publication.plan_fact import (
    FACT_EXTENSIONS,
    plan_fact_file,
    result_words,
    told_facts,
)
from mezhgorod.registry.rules import may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.handing_out import hand_out
from mezhgorod.website.pages.plan_frame import ShownPlan, find_plan, plan_frame, render_plan

_BY = {
    "section": "По разделам",
    "organizer": "По организаторам",
    "city": "По городам",
    "quarter": "По кварталам",
}
_FILES = (("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"))
_NOTHING_DUE = "Срок ни одной строки ещё не наступил: отчитываться пока не о чем."


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: which fulfilment, how many rows, where it begins and how wide it is."""

    fulfilment: Fulfilment
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the table of shares with its drawing."""

    label: str
    shares: Shares
    pieces: tuple[Piece, ...]

    @property
    def spoken(self) -> str:
        """The drawing in words."""
        return ", ".join(f"{one.fulfilment.label}: {one.count}" for one in self.pieces)


@never_cache
@require_GET
def plan_fact(request: HttpRequest, slug: str) -> HttpResponse:
    """A plan beside what was held, narrowed to one fulfilment by `?show=`."""
    shown = find_plan(request, slug)
    refused = _refused(request, shown)
    if refused is not None:
        return refused
    compared = _compared(request, shown)
    wanted = request.GET.get("show", "")
    by = request.GET.get("by", "")
    by = by if by in _BY else "section"
    facts = told_facts(compared.rows)
    rows = [row for row in compared.rows if wanted in {"", row.fulfilment.value}]
    return render_plan(
        request,
        "../outcomes/plan_fact.html",
        plan_frame(request, shown, "plan_fact"),
        compared=compared,
        total=_bar("Весь план", compared.total),
        bars=[_bar(label, shares) for label, shares in getattr(compared, f"by_{by}")],
        by=by,
        by_label=_BY[by],
        choices=list(_BY.items()),
        rows=[(row, result_words(row, facts) if row.held else "") for row in rows],
        show=wanted if wanted in Fulfilment.values else "",
        kinds=[(one, getattr(compared.total, one.value)) for one in Fulfilment],
        extensions=_FILES if compared.total.due else (),
    )


@never_cache
@require_GET
def plan_fact_download(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """The plan in its own columns with «Результат» after them."""
    shown = find_plan(request, slug)
    refused = _refused(request, shown)
    if refused is not None:
        return refused
    if extension not in FACT_EXTENSIONS:
        raise Http404
    compared = _compared(request, shown)
    if not compared.total.due:
        messages.info(request, _NOTHING_DUE)
        return redirect("plan_fact", slug)
    return hand_out(plan_fact_file(plan=shown.plan, compared=compared, extension=extension))


def _refused(request: HttpRequest, shown: ShownPlan) -> HttpResponse | None:
    """Return where a visitor is sent who may not compare; facts may not be for everybody yet."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not may(actor_of_request(request), SEE_DRAFT, plan_subject(shown.plan)):
        raise PermissionDenied
    return None


def _compared(request: HttpRequest, shown: ShownPlan) -> PlanAgainstFact:
    told = held_visible_to(actor=actor_of_request(request))
    return plan_against_fact(plan=shown.plan, today=timezone.localdate(), told=told)


def _bar(label: str, shares: Shares) -> Bar:
    return Bar(label, shares, tuple(_pieces(shares)))


def _pieces(shares: Shares) -> Iterator[Piece]:
    total, start = shares.total, 0.0
    for one in Fulfilment:
        count = getattr(shares, one.value)
        if count:
            width = 100 * count / total
            yield Piece(one, count, start, width)
            start += width
