"""Rounds of an exchange: planned for a year, listed; how cities answered over them; versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mezhgorod.exchanges import actions
from mezhgorod.exchanges.actions import RoundDraft
from mezhgorod.exchanges.actions.opening import DAYS_TO_ANSWER, MAX_DAYS
from mezhgorod.exchanges.models import ComparisonVersion, Exchange
from mezhgorod.exchanges.queries import (
    discipline_of,
    exchange_subject,
    participants_of,
    table_of,
)
from mezhgorod.exchanges.queries.exchanges import rounds_with_counts
from mezhgorod.exchanges.queries.forms import form_in_use
from mezhgorod.exchanges.rules import RUN_ROUND, RoundState
from mezhgorod.exchanges.rules.differences import TableChanges, table_changes
from mezhgorod.exchanges.rules.periods import period_words, periods_of_year
from mezhgorod.registry.rules import Actor, RuleViolation, may, number_of
from mezhgorod.website.pages.exchange_rounds.doors import (
    Opened,
    for_readers,
    for_watchers,
    tell_refusal,
)
from planbook.indicators import CellValue, ComparisonTable, FormError, cell_text
from planbook.language import plural

_SHOWN_CELLS = 200


@require_http_methods(["GET", "POST"])
@for_watchers
def rounds(request: HttpRequest, exchange: Exchange, actor: Actor) -> HttpResponse:
    """The rounds of an exchange and the form that plans those of a year."""
    can_run = may(actor, RUN_ROUND, exchange_subject(exchange))
    today = timezone.localdate()
    if request.method == "POST":
        if not can_run:
            raise PermissionDenied
        return _plan(request, exchange, actor)
    counted = _counted_year(exchange) or today.year
    periods = periods_of_year(exchange.periodicity, today.year)
    context = {
        "exchange": exchange,
        "can_run": can_run,
        "rounds": rounds_with_counts(exchange=exchange, actor=actor),
        "has_form": form_in_use(exchange) is not None,
        "year": today.year,
        "days": DAYS_TO_ANSWER,
        "max_days": MAX_DAYS,
        "periods": [period_words(one.edtf) for one in periods],
        "counted_year": counted,
        "participant_count": len(
            participants_of(exchange=exchange, start=date(counted, 1, 1), end=date(counted, 12, 31))
        ),
    }
    return render(request, "website/exchanges/rounds/rounds.html", context)


@require_GET
@for_watchers
def discipline(request: HttpRequest, exchange: Exchange, actor: Actor) -> HttpResponse:
    """How every city answered over the rounds, of one year by `?year=`."""
    year = number_of(request.GET.get("year", ""))
    is_year = year is not None and 1990 <= year <= 2100
    today = timezone.localdate()
    span = (
        {"since": today.replace(year, 1, 1), "until": today.replace(year, 12, 31)}
        if is_year and year
        else {}
    )
    found = discipline_of(exchanges=[exchange], today=today, **span)
    starts = exchange.rounds.order_by("-period_start").values_list("period_start", flat=True)
    context = {
        "exchange": exchange,
        "discipline": found,
        "years": list(dict.fromkeys(day.year for day in starts)),
        "year": year if is_year else None,
    }
    return render(request, "website/exchanges/rounds/discipline.html", context)


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version of a table with what it changed; None for the first one or a damaged one."""

    version: ComparisonVersion
    changes: TableChanges | None
    cells: tuple[tuple[str, str, str, str], ...]
    more: int = 0


@require_GET
@for_readers
def versions(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Every version of the table of a round with the reason and the cells it changed."""
    kept = list(opened.found.tables.select_related("made_by").order_by("number"))
    tables = [_table(one) for one in kept]
    shown = [
        _version(one, tables[place - 1] if place else None, tables[place])
        for place, one in enumerate(kept)
    ]
    context = {
        "opened": opened,
        "found": opened.found,
        "exchange": opened.found.exchange,
        "versions": shown[::-1],
    }
    return render(request, "website/exchanges/rounds/versions.html", context)


def _counted_year(exchange: Exchange) -> int | None:
    """The year of the latest round that cities were asked in: this year may have none yet."""
    asked = exchange.rounds.exclude(state=RoundState.PREPARING).order_by("-period_start")
    start = asked.values_list("period_start", flat=True).first()
    return start.year if start else None


def _plan(request: HttpRequest, exchange: Exchange, actor: Actor) -> HttpResponse:
    draft = RoundDraft(
        number_of(request.POST.get("days_to_answer", "")) or 0, request.POST.get("note", "")
    )
    by: dict[str, Any] = {
        "exchange": exchange,
        "draft": draft,
        "actor": actor,
        "now": timezone.now(),
    }
    try:
        if request.POST.get("do") == "one":
            made = [actions.plan_round(period_edtf=request.POST.get("period", ""), **by)]
        else:
            year = number_of(request.POST.get("year", "")) or 0
            made = actions.plan_rounds(year=year, **by)
    except RuleViolation as refusal:
        tell_refusal(request, refusal)
        return redirect("exchange_rounds", pk=exchange.pk)
    count = len(made)
    words = plural(count, "раунд намечен", "раунда намечены", "раундов намечено")
    told = f"{count} {words}." if made else "Все раунды этого года уже намечены."
    messages.success(request, told)
    return redirect("exchange_rounds", pk=exchange.pk)


def _table(version: ComparisonVersion) -> ComparisonTable | None:
    try:
        return table_of(version)
    except FormError:
        return None


def _version(
    version: ComparisonVersion, before: ComparisonTable | None, after: ComparisonTable | None
) -> ShownVersion:
    if before is None or after is None:
        return ShownVersion(version, None, ())
    changes = table_changes(before, after)
    lines = {row.line.indicator.code: row.line.indicator for row in after.rows}

    def words(code: str, value: CellValue | None) -> str:
        return cell_text(value, lines[code]) if value else "пусто"

    cells = tuple(
        (one.city, one.name, words(one.cell.code, one.before), words(one.cell.code, one.after))
        for one in changes.cells[:_SHOWN_CELLS]
    )
    return ShownVersion(version, changes, cells, max(len(changes.cells) - _SHOWN_CELLS, 0))
