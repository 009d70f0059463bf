"""«Сравнение»: one city against the median, groups of similar cities, outliers, one picture."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from mezhgorod.exchanges.queries.groups import (
    GROUPING_WORDS,
    GroupedCities,
    Grouping,
    groups_by_hand,
    groups_of,
)
from mezhgorod.exchanges.queries.populations import cities_of, populations_of
from mezhgorod.exchanges.rules import KEEP_EXCHANGES
from mezhgorod.exchanges.rules.comparing import row_per_inhabitant
from mezhgorod.registry.rules import Subject, may
from mezhgorod.website.pages.exchange_tables.cells import change_words
from mezhgorod.website.pages.exchange_tables.frame import TableFrame, table_view
from planbook.indicators import (
    CityGroup,
    ComparisonRow,
    ComparisonTable,
    GroupFigures,
    Outlier,
    RowSummary,
    cell_text,
    change,
    city_numbers,
    group_figures,
    number_text,
    outliers,
    ranks,
    summary,
    summary_text,
)
from planbook.writers.charts import ChartFrame, comparison_bars

_MOST_BARS = 30
# Pictures are scaled with the page: a phone gets its own, or its words would be too small.
_WIDE, _NARROW = 510, 350


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One indicator of the own city against the round."""

    row: ComparisonRow
    place: int
    figures: RowSummary
    number: Decimal | None
    is_chosen: bool = False

    @property
    def value(self) -> str:
        """The value as printed, or why there is none; a city with several has one of them all."""
        indicator = self.row.line.indicator
        if self.number is not None:
            return number_text(self.number, indicator.decimals)
        cells = [cell for cell in self.row.cells[self.place] if cell is not None]
        return "; ".join(cell_text(cell, indicator) for cell in cells) or "нет ответа"

    @property
    def median(self) -> str:
        median = self.figures.median
        return "" if median is None else summary_text(median, self.row.line.indicator)

    @property
    def difference(self) -> str:
        """The value against the median: with its sign and percents, of percents in points."""
        indicator = self.row.line.indicator
        told = change(self.number, self.figures.median, decimals=indicator.decimals)
        return change_words(told, indicator)

    @property
    def rank(self) -> str:
        rank = ranks(self.row)[self.place]
        return f"{rank.text} из {self.figures.compared}" if rank else ""

    @property
    def quarter(self) -> str:
        """Among which quarter of the cities the value stands."""
        low, high, number = self.figures.lower_quartile, self.figures.upper_quartile, self.number
        if number is None or low is None or high is None:
            return ""
        if number < low:
            return "нижняя четверть"
        return "верхняя четверть" if number > high else "средняя половина"


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group in the table of groups."""

    told: GroupFigures
    row: ComparisonRow
    cities: tuple[str, ...]
    has_own: bool

    @property
    def figures(self) -> tuple[str, ...]:
        """Median, mean, weighted mean, lowest and highest as printed."""
        told = self.told
        numbers = (told.median, told.mean, told.weighted_mean, told.minimum, told.maximum)
        indicator = self.row.line.indicator
        return tuple("" if one is None else summary_text(one, indicator) for one in numbers)

    @property
    def is_partly_weighted(self) -> bool:
        """Whether the population of some city with a value is not known."""
        return 0 < self.told.weighted_count < self.told.count


class Comparison:
    """Everything the page tells about a table."""

    def __init__(self, frame: TableFrame, table: ComparisonTable) -> None:
        get = frame.request.GET
        self.frame = frame
        self.table = table
        self.is_per_inhabitant = bool(get.get("per"))
        wanted = get.get("by", "")
        self.grouping = Grouping(wanted) if wanted in set(Grouping) else Grouping.POPULATION
        self._code = get.get("code", "")

    @cached_property
    def facts(self) -> GroupedCities:
        cities = cities_of(self.table)
        owner_id = self.frame.found.exchange.owner_id
        # What an association has put together for itself is not told to the public.
        is_told = self.frame.is_insider
        by_hand = groups_by_hand(owner_id=owner_id, table=self.table) if is_told else ()
        return GroupedCities(cities, populations_of(self.table, cities), by_hand)

    @cached_property
    def rows(self) -> list[ComparisonRow]:
        """Numeric rows; per inhabitant only those that it is allowed for."""
        if not self.is_per_inhabitant:
            return [row for row in self.table.rows if row.line.indicator.is_numeric]
        known = self.facts.populations.by_key
        divided = (row_per_inhabitant(row, self.table.columns, known) for row in self.table.rows)
        return [row for row in divided if row is not None]

    @property
    def can_be_per_inhabitant(self) -> bool:
        lines = (row.line.indicator for row in self.table.rows)
        return any(one.is_per_inhabitant and one.is_numeric for one in lines)

    @cached_property
    def chosen(self) -> ComparisonRow | None:
        """The indicator that is told in full: of the address, else the first with numbers."""
        rows = self.rows
        found = next((row for row in rows if row.line.indicator.code == self._code), None)
        return found or next((row for row in rows if any(city_numbers(row))), None)

    @property
    def own_lines(self) -> list[OwnLine]:
        key = self.frame.own_key
        place = next((n for n, one in enumerate(self.table.columns) if one.key == key), None)
        if place is None:
            return []
        return [
            OwnLine(row, place, summary(row), city_numbers(row)[place], row is self.chosen)
            for row in self.rows
        ]

    @property
    def picture(self) -> SafeString:
        """Bars of the chosen indicator; an empty string where there are no numbers."""
        return self._bars("compared", _WIDE)

    @property
    def narrow_picture(self) -> SafeString:
        """The same for a phone."""
        return self._bars("narrow-compared", _NARROW)

    def _bars(self, name: str, width: int) -> SafeString:
        if self.chosen is None:
            return SafeString("")
        indicator = self.chosen.line.indicator
        title = ", ".join(filter(None, (indicator.name, indicator.unit.name)))
        drawn = comparison_bars(
            self.chosen,
            self.table.columns,
            frame=ChartFrame(title, name=name, width=width, has_title=False),
            own_key=self.frame.own_key,
            most=_MOST_BARS,
        )
        return SafeString(drawn)

    @property
    def numbers(self) -> list[tuple[str, str, str, bool]]:
        """The data behind the picture: city, value, place, whether it is the own one."""
        if self.chosen is None:
            return []
        row, decimals = self.chosen, self.chosen.line.indicator.decimals
        told = zip(self.table.columns, city_numbers(row), ranks(row), strict=True)
        known = sorted(
            ((number, column, rank) for column, number, rank in told if number is not None),
            key=lambda one: -one[0],
        )
        return [
            (
                column.city,
                number_text(number, decimals),
                rank.text if rank else "",
                column.key == self.frame.own_key,
            )
            for number, column, rank in known
        ]

    @property
    def outliers(self) -> tuple[Outlier, ...]:
        return outliers(self.chosen, self.table.columns) if self.chosen else ()

    @cached_property
    def groups(self) -> list[GroupLine]:
        """The chosen indicator over all cities and over each group."""
        if self.chosen is None:
            return []
        own = self.frame.own_key
        everybody = CityGroup("Все города", tuple(one.key for one in self.table.columns))
        told = group_figures(
            self.chosen, self.table.columns, (everybody, *self._groups),
            populations=self.facts.populations.by_key,
        )  # fmt: skip
        names = {one.key: one.city for one in self.table.columns}
        return [
            GroupLine(
                one, self.chosen, tuple(names[key] for key in one.group.keys), own in one.group.keys
            )
            for one in told
        ]

    @property
    def single_count(self) -> int:
        """How many groups are one city: there is nothing to compare in them."""
        return len(self._all_groups) - len(self._groups)

    @cached_property
    def _groups(self) -> list[CityGroup]:
        return [group for group in self._all_groups if len(group.keys) > 1]

    @cached_property
    def _all_groups(self) -> tuple[CityGroup, ...]:
        own = self.frame.own_key
        return groups_of(self.table, self.facts, grouping=self.grouping, own_key=own)


@require_safe
@table_view
def round_compare(request: HttpRequest, frame: TableFrame) -> HttpResponse:
    """The own city line by line; one indicator in full: picture, cities, groups, outliers."""
    if frame.table is None:
        return frame.page("compare.html")
    comparison = Comparison(frame, frame.table)
    owner = Subject(owner_id=frame.found.exchange.owner_id)
    context = {
        "compared": comparison,
        "groupings": GROUPING_WORDS.items(),
        "can_keep_groups": may(frame.actor, KEEP_EXCHANGES, owner),
    }
    return frame.page("compare.html", **context)
