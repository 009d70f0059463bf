"""«Динамика»: one indicator over the rounds of an exchange, for all cities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from mezhgorod.exchanges.models import Exchange
from mezhgorod.exchanges.queries.series import (
    CitySeries,
    ExchangeSeries,
    exchange_series,
    indicators_of,
    series_rounds,
)
from mezhgorod.exchanges.queries.subjects import exchange_subject
from mezhgorod.exchanges.rules import READ_COURSE
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.registry.rules import may
from mezhgorod.website.actors import actor_of_request
from planbook.indicators import (
    Indicator,
    Series,
    SeriesPoint,
    number_text,
    rolling_four_quarters,
)
from planbook.indicators.statistics import kept_decimals, median_of
from planbook.indicators.wording import rounded_to
from planbook.writers.charts import ChartFrame, ChartLine, series_lines, small_multiples

_MOST_LINES = 5
# Pictures are scaled with the page: a phone gets its own, or its words would be too small.
_WIDE, _NARROW = 860, 360
_MOST_MULTIPLES = 60


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A city in the table behind the pictures."""

    city: str
    cells: tuple[str, ...]
    is_own: bool = False


class SeriesPage:
    """The series that are shown: lines of chosen cities with the median, all cities small."""

    def __init__(self, told: ExchangeSeries, *, chosen: Sequence[str], is_rolling: bool) -> None:
        self.told = told
        self.is_rolling = is_rolling
        known = {one.key for one in told.cities}
        self.chosen = [key for key in chosen if key in known][:_MOST_LINES]

    @cached_property
    def cities(self) -> tuple[CitySeries, ...]:
        if not self.is_rolling:
            return self.told.cities
        return tuple(
            CitySeries(one.key, one.city, tuple(_rolled(series) for series in one.series))
            for one in self.told.cities
        )

    @property
    def has_numbers(self) -> bool:
        series = chain.from_iterable(one.series for one in self.cities)
        return any(point.number is not None for one in series for point in one.points)

    @cached_property
    def periods(self) -> list[str]:
        """Periods with a round, in their order."""
        return [one.period_edtf for one in self.told.rounds]

    @property
    def period_heads(self) -> list[str]:
        return [period_words(edtf) for edtf in self.periods]

    @cached_property
    def median(self) -> tuple[Series, ...]:
        """The median of all cities at each period, versions of the indicator apart."""
        found = []
        for indicator in self.told.versions:
            numbers: dict[str, list[Decimal]] = {}
            for series in chain.from_iterable(one.series for one in self.cities):
                if series.indicator.version != indicator.version:
                    continue
                for point in series.points:
                    numbers.setdefault(point.period_edtf, [])
                    if point.number is not None:
                        numbers[point.period_edtf].append(point.number)
            points = tuple(
                SeriesPoint(edtf, _median(numbers[edtf], indicator))
                for edtf in self.periods
                if edtf in numbers
            )
            if points:
                found.append(Series(indicator, points))
        return tuple(found)

    @property
    def lines(self) -> SafeString:
        """The chosen city with the median."""
        return SafeString(series_lines(self._lines, frame=self._frame("lines", _WIDE)))

    @property
    def narrow_lines(self) -> SafeString:
        """The same for a phone."""
        return SafeString(series_lines(self._lines, frame=self._frame("narrow-lines", _NARROW)))

    @property
    def multiples(self) -> SafeString:
        """All cities, each in a little picture."""
        frame = self._frame("multiples", _WIDE)
        return SafeString(small_multiples(self._multiples, frame=frame))

    @property
    def narrow_multiples(self) -> SafeString:
        """The same for a phone."""
        frame = self._frame("narrow-multiples", _NARROW)
        return SafeString(small_multiples(self._multiples, frame=frame, columns_count=2))

    @cached_property
    def _lines(self) -> list[ChartLine]:
        chosen = [one for one in self.cities if one.key in self.chosen]
        drawn = [
            ChartLine(one.city, one.series, is_own=one.key == self.chosen[0]) for one in chosen
        ]
        return [*drawn, ChartLine("Медиана", self.median, is_own=not drawn)]

    @cached_property
    def _multiples(self) -> list[ChartLine]:
        return [
            ChartLine(one.city, one.series, is_own=one.key in self.chosen[:1])
            for one in self.cities[:_MOST_MULTIPLES]
        ]

    @property
    def multiples_left(self) -> int:
        """How many cities the small pictures leave out; all stand in the table."""
        return max(len(self.cities) - _MOST_MULTIPLES, 0)

    @property
    def rows(self) -> list[SeriesRow]:
        """The data behind the pictures: the median first, then cities."""
        median = SeriesRow("Медиана", tuple(self._cells(self.median)))
        return [
            median,
            *(
                SeriesRow(one.city, tuple(self._cells(one.series)), one.key in self.chosen[:1])
                for one in self.cities
            ),
        ]

    def _cells(self, series: Sequence[Series]) -> list[str]:
        told = {}
        for one in series:
            for point in one.points:
                if point.number is not None:
                    told[point.period_edtf] = number_text(point.number, one.indicator.decimals)
        return [told.get(edtf, "") for edtf in self.periods]

    def _frame(self, name: str, width: int) -> ChartFrame:
        indicator = self.told.indicator
        words = [indicator.name, indicator.unit.name]
        if self.is_rolling:
            words.append("за четыре квартала")
        return ChartFrame(", ".join(filter(None, words)), name=name, width=width, has_title=False)


@require_safe
def exchange_series_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Lines over rounds, small multiples, and the data behind them."""
    exchange = get_object_or_404(Exchange.objects.select_related("owner", "body"), pk=pk)
    actor = actor_of_request(request)
    rounds = series_rounds(exchange=exchange, actor=actor, today=timezone.localdate())
    if not rounds and not may(actor, READ_COURSE, exchange_subject(exchange)):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Http404
    indicators = indicators_of(rounds)
    code = _code(request, indicators)
    told = exchange_series(rounds, code=code) if code else None
    chosen = request.GET.getlist("city") or [
        str(grant.party_id) for grant in actor.grants if grant.owner_id == exchange.owner_id
    ]
    context = {
        "exchange": exchange,
        "indicators": indicators,
        "code": code,
        "is_insider": actor.is_administrator
        or any(grant.owner_id == exchange.owner_id for grant in actor.grants),
        "series": told
        and SeriesPage(told, chosen=chosen, is_rolling=bool(request.GET.get("rolling"))),
    }
    response = render(request, "website/exchanges/comparing/series.html", context)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _code(request: HttpRequest, indicators: Sequence[Indicator]) -> str:
    wanted = request.GET.get("code", "")
    codes = [one.code for one in indicators]
    return wanted if wanted in codes else next(iter(codes), "")


def _rolled(series: Series) -> Series:
    return Series(series.indicator, rolling_four_quarters(series))


def _median(numbers: list[Decimal], indicator: Indicator) -> Decimal | None:
    found = median_of(numbers)
    return None if found is None else rounded_to(found, kept_decimals(indicator))
