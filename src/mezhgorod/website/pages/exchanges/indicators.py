"""The directory of indicators: found by words, each with its versions and who asks it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from mezhgorod.exchanges.actions.indicators import save_indicator
from mezhgorod.exchanges.models import IndicatorVersion
from mezhgorod.exchanges.queries.exchanges import exchanges_visible_to
from mezhgorod.exchanges.queries.indicators import (
    exchanges_asking,
    indicators_visible_to,
    listed_indicators,
    read_indicator,
    versions_of,
)
from mezhgorod.exchanges.rules import KEEP_INDICATORS
from mezhgorod.registry.rules import RuleViolation, Subject, may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.exchange_form_parts import number_words
from mezhgorod.website.forms.exchange_keeping import (
    IndicatorWordsForm,
    aggregation_words,
    direction_words,
)
from mezhgorod.website.pages.exchanges.keeping_frame import to_login
from planbook.indicators import UNIT_KIND_WORDS, Direction, Indicator


@require_GET
@never_cache
def indicator_list(request: HttpRequest) -> HttpResponse:
    """Indicators of the associations where somebody has a role."""
    if not request.user.is_authenticated:
        return to_login(request)
    text = request.GET.get("q", "")[:200]
    versions = indicators_visible_to(actor=actor_of_request(request))
    context = {"found": listed_indicators(versions=versions, text=text), "text": text}
    return render(request, "website/exchanges/keeping/indicators.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """One version of an indicator: meaning, other versions, exchanges; its wording corrected."""
    if not request.user.is_authenticated:
        return to_login(request)
    actor = actor_of_request(request)
    versions = indicators_visible_to(actor=actor).select_related("owner__territory")
    version = versions.filter(pk=pk).first()
    read = read_indicator(version) if version else None
    if version is None or read is None:
        raise Http404
    can_keep = may(actor, KEEP_INDICATORS, Subject(owner_id=version.owner_id))
    form = IndicatorWordsForm(request.POST or None, initial=_said(read))
    if request.method == "POST":
        if not can_keep:
            raise PermissionDenied
        if form.is_valid() and _saved(request, version, read, form):
            return redirect("indicator", version.pk)
    asking = exchanges_asking(version=version, exchanges=exchanges_visible_to(actor=actor))
    context = {
        "version": version,
        "indicator": read,
        "kind_words": UNIT_KIND_WORDS[read.unit.kind],
        "direction_words": direction_words(read.direction),
        "aggregation_words": aggregation_words(read.aggregation),
        "versions": versions_of(version=version),
        "exchanges": asking,
        "form": form if can_keep else None,
    }
    status = 422 if form.errors else 200
    return render(request, "website/exchanges/keeping/indicator.html", context, status=status)


def _saved(
    request: HttpRequest, version: IndicatorVersion, read: Indicator, form: IndicatorWordsForm
) -> bool:
    try:
        save_indicator(
            version=version,
            indicator=_reworded(read, form.cleaned_data),
            actor=actor_of_request(request),
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    messages.info(request, "Показатель уточнён. Ряд значений прежний.")
    return True


def _reworded(read: Indicator, values: dict[str, Any]) -> Indicator:
    return replace(
        read,
        name=values["name"],
        example=values["example"],
        contact=values["contact"],
        minimum=_bound(values, "minimum"),
        maximum=_bound(values, "maximum"),
        direction=Direction(values["direction"]),
    )


def _bound(values: dict[str, Any], name: str) -> Decimal | None:
    try:
        words = number_words(values[name])
    except RuleViolation as wrong:
        raise RuleViolation(wrong.code, wrong.message, name) from wrong
    return Decimal(words) if words is not None else None


def _said(read: Indicator) -> dict[str, Any]:
    bounds = {
        name: "" if value is None else format(value, "f").replace(".", ",")
        for name, value in (("minimum", read.minimum), ("maximum", read.maximum))
    }
    names = ("name", "example", "contact", "direction")
    return bounds | {name: getattr(read, name) for name in names}
