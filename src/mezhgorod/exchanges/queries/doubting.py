"""Doubts about an answer, with all it is compared with: the last round, the other cities."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.core.cache import cache
from django.db.models import Count, Max, Sum

from mezhgorod.exchanges.models import ExchangeRound, Observation, Response
from mezhgorod.exchanges.queries.answers import TOLD_RESPONSES
from mezhgorod.exchanges.queries.forms import form_of
from planbook.indicators import Answer, Cell, CellValue, Doubt, doubts, round_medians

_KEPT_SECONDS = 600


def medians_of(found: ExchangeRound) -> Mapping[str, Decimal]:
    """Return the medians of the answers submitted in a round by code.

    One query; one more when an answer has come or changed since they were last asked for.
    """
    told = Response.objects.filter(round=found, state__in=TOLD_RESPONSES).aggregate(
        count=Count("pk"),
        touched=Max("touched_at"),
        changes=Sum("revision"),
        filled=Sum("filled_count"),
    )
    if not told["count"]:
        return {}
    key = f"exchange-medians-{found.pk}-" + "-".join(
        str(part.timestamp() if hasattr(part, "timestamp") else part) for part in told.values()
    )
    known: dict[str, Decimal] | None = cache.get(key)
    if known is None:
        known = round_medians(form_of(found.form), [_all_numbers(found)])
        cache.set(key, known, _KEPT_SECONDS)
    return known


def _all_numbers(found: ExchangeRound) -> Answer:
    """Return the numbers of all submitted answers as if one city had typed them."""
    rows = (
        Observation.objects.filter(
            response__round=found, response__state__in=TOLD_RESPONSES, mantissa__isnull=False
        )
        .order_by()
        .values_list("indicator__code", "mantissa", "scale")
    )
    return Answer(
        "",
        {
            Cell(code, place): CellValue(number=Decimal(mantissa or 0).scaleb(-scale))
            for place, (code, mantissa, scale) in enumerate(rows)
        },
    )


def doubts_of(
    response: Response, answer: Answer, *, last: Answer | None, is_final: bool
) -> tuple[Doubt, ...]:
    """Return all doubts about an answer.

    Args:
        last: `queries.answers.last_answer`, so that a page asks for it only once.
        is_final: also tell what is not filled yet.
    """
    form = form_of(response.round.form)
    medians = medians_of(response.round)
    return doubts(form, answer, last=last, medians=medians, is_final=is_final)
