"""What a note says about the change of one row since the last round: of the same cities only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planbook.indicators import note_wording as words
from planbook.indicators.indicators import Indicator
from planbook.indicators.statistics import (
    change,
    city_numbers,
    kept_decimals,
    median_of,
    rounded,
    summary_text,
)
from planbook.indicators.tables import Column, ComparisonRow
from planbook.language import plural

_LEAST_FOR_MEDIAN = 3


@dataclass(frozen=True, slots=True)
class _Pair:
    """One city in both rounds, numbers as they are printed."""

    column: Column
    now: Decimal
    before: Decimal

    @property
    def difference(self) -> Decimal:
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """Sentences about a change, empty where nothing can be compared, and the cities they name."""

    text: str
    named: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class RowBefore:
    """The row of the same indicator in the last round."""

    row: ComparisonRow
    columns: Sequence[Column]
    period_edtf: str


def change_told(
    row: ComparisonRow,
    columns: Sequence[Column],
    before: RowBefore,
    noun: words.Answerers = words.CITIES,
) -> ChangeTold:
    """Return sentences about the change of a row since the last round."""
    story = _Story(row, columns, before, noun)
    return ChangeTold(story.told(), tuple(story.named))


class _Story:
    def __init__(
        self,
        row: ComparisonRow,
        columns: Sequence[Column],
        before: RowBefore,
        noun: words.Answerers,
    ) -> None:
        self.noun = noun
        self.indicator: Indicator = row.line.indicator
        self.is_same = before.row.line.indicator.version == self.indicator.version
        self.period = words.period_words(before.period_edtf)
        self.named: list[Column] = []
        self.pairs = list(_pairs(row, columns, before)) if self.is_same else []

    def told(self) -> str:
        if not self.is_same:
            return words.sentences(
                f"с прошлым раундом ({self.period}) не сравнивается: показатель определён иначе"
            )
        if not self.pairs:
            return ""
        if len(self.pairs) == 1:
            return self.of_one(self.pairs[0])
        return words.sentences(self.counts(), self.medians(), self.extremes())

    def of_one(self, pair: _Pair) -> str:
        self.named.append(pair.column)
        start = f"с прошлым раундом ({self.period}) сравним один {self.noun.forms[0]}: "
        start += pair.column.city
        if not pair.difference:
            return words.sentences(f"{start}, значение не изменилось")
        verb = "выросло" if pair.difference > 0 else "снизилось"
        return words.sentences(f"{start}, значение {verb} {self.by_how_much(pair)}")

    def counts(self) -> str:
        """In how many cities it grew, fell, stayed."""
        verb = plural(len(self.pairs), "сравним", "сравнимы", "сравнимы")
        start = (
            f"с прошлым раундом ({self.period}) {verb} {words.cities(len(self.pairs), self.noun)}"
        )
        signs = [(pair.difference > 0) - (pair.difference < 0) for pair in self.pairs]
        counted = [("выросло", signs.count(1)), ("снизилось", signs.count(-1))]
        counted.append(("не изменилось", signs.count(0)))
        present = [(verb, count) for verb, count in counted if count]
        if len(present) == 1:
            return f"{start}: значение {present[0][0]} {self.noun.everywhere}"
        first, *rest = present
        parts = [f"значение {first[0]} {words.in_cities(first[1], self.noun)}"]
        parts += [f"{verb}\u00a0— {self.noun.among[0]}\u00a0{count}" for verb, count in rest]
        return f"{start}: {', '.join(parts)}"

    def medians(self) -> str:
        """The median of the same cities in both rounds."""
        now = median_of(pair.now for pair in self.pairs)
        before = median_of(pair.before for pair in self.pairs)
        if now is None or before is None or len(self.pairs) < _LEAST_FOR_MEDIAN:
            return ""
        decimals = kept_decimals(self.indicator)
        now, before = rounded(now, decimals), rounded(before, decimals)
        shown, was = (summary_text(number, self.indicator) for number in (now, before))
        unit = words.unit_after(self.indicator)
        if now == before:
            return f"медиана по этим {self.noun.dative} не изменилась: {shown}{unit}"
        return f"медиана по этим {self.noun.dative}\u00a0— {shown}{unit}, была {was}"

    def extremes(self) -> str:
        """Where it grew most and where it fell most."""
        told = []
        for verb, sign in (("больше всего выросло", 1), ("больше всего снизилось", -1)):
            moved = [pair for pair in self.pairs if pair.difference * sign > 0]
            if not moved:
                continue
            most = max(pair.difference * sign for pair in moved)
            cities = [pair for pair in moved if pair.difference * sign == most]
            self.named.extend(pair.column for pair in cities)
            where = words.where([pair.column.city for pair in cities], self.noun)
            amount = self.by_how_much(cities[0], with_percent=len(cities) == 1)
            told.append(f"{verb}{where}\u00a0— {amount}")
        return "; ".join(told)

    def by_how_much(self, pair: _Pair, *, with_percent: bool = True) -> str:
        amount = words.number(abs(pair.difference), self.indicator)
        told = f"на {amount}{words.change_unit_after(self.indicator)}"
        found = change(pair.now, pair.before, decimals=self.indicator.decimals)
        percent = found.percent if found is not None else None
        if not with_percent or not percent or words.is_in_percents(self.indicator):
            return told
        return f"{told} (на {words.number(abs(percent), self.indicator, decimals=1)}\u00a0%)"


def _pairs(row: ComparisonRow, columns: Sequence[Column], before: RowBefore) -> Iterator[_Pair]:
    decimals = row.line.indicator.decimals
    earlier = zip(before.columns, city_numbers(before.row), strict=True)
    last = {column.key: number for column, number in earlier if number is not None}
    for column, number in zip(columns, city_numbers(row), strict=True):
        if number is not None and column.key in last:
            yield _Pair(column, rounded(number, decimals), rounded(last[column.key], decimals))
