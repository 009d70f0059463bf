"""The draft of an analytical note: sentences that say only what the cells of a table say.

Nothing is judged where more is neither better nor worse, and nothing is compared that was asked
differently. What a figure means and why it is so is written by people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from planbook.indicators import note_wording as words
from planbook.indicators.indicators import Aggregation, Direction, UnitKind
from planbook.indicators.note_changes import RowBefore, change_told
from planbook.indicators.outliers import outliers
from planbook.indicators.statistics import (
    RowSummary,
    city_numbers,
    ranks,
    rounded,
    summary,
    summary_text,
)
from planbook.indicators.tables import Column, ComparisonRow, ComparisonTable
from planbook.indicators.values import REASON_WORDS, CellValue, MissingReason

_FEW = 6  # fewer cities have one leader, more have three
_MOST_LEADERS = 5
_LEAST_FOR_QUARTILES = 8
_ALL_IS_ONE = {
    Aggregation.SUM: "взята сумма",
    Aggregation.MEAN: "взято среднее",
    Aggregation.MEDIAN: "взята медиана",
}


class NotePart(StrEnum):
    """What a paragraph tells about."""

    INTRODUCTION = "introduction"
    RANGE = "range"
    LEADERS = "leaders"
    OUTLIERS = "outliers"
    CHANGE = "change"
    GAPS = "gaps"


@dataclass(frozen=True, slots=True)
class CellLink:
    """A cell of a table: the code of its row and the key of its column."""

    code: str
    key: str


@dataclass(frozen=True, slots=True)
class NoteParagraph:
    """A paragraph of the note and the cells it is made of.

    Attributes:
        code: the code of the indicator, empty for the introduction.
        heading: name and unit of the indicator at its first paragraph, else empty.
        cells: those of the cities that the text names; figures about all cities are of the whole
            row `code`.
    """

    part: NotePart
    text: str
    code: str = ""
    heading: str = ""
    cells: tuple[CellLink, ...] = ()


def analytical_note(
    table: ComparisonTable,
    previous: ComparisonTable | None = None,
    *,
    noun: words.Answerers = words.CITIES,
) -> tuple[NoteParagraph, ...]:
    """Return the draft of a note about a table and, where given, its change against the last.

    For each row: the range, median and mean; leaders, only where it is known whether more is
    better; values far from the others; the change of the same cities since the last round; who
    gave no value and why.

    Args:
        noun: what those who answer are called; departments are participants, not cities.

    >>> from datetime import date
    >>> from planbook.indicators import FormLine, FormSection, Indicator, IndicatorForm, Unit
    >>> line = FormLine(Indicator("water", "Вода", Unit(UnitKind.MONEY, "руб./куб. м")))
    >>> form = IndicatorForm("Тарифы", (FormSection("a", "Вода", (line,)),))
    >>> cells = ((CellValue(number=Decimal("32.15")),), (None,))
    >>> columns = Column("Вологда", "1"), Column("Шуя", "2")
    >>> row = ComparisonRow(line, "a", cells)
    >>> head = "Тарифы", "Союз", "2026-33", form, 1, date(2026, 4, 20)
    >>> note = analytical_note(ComparisonTable(*head, columns, (row,)))
    >>> note[1].text.replace("\\u00a0", " ")
    'Значение дал 1 город из 2: Вологда — 32,15 руб./куб. м.'
    """
    introduction = NoteParagraph(NotePart.INTRODUCTION, _introduction(table, previous, noun))
    if not table.columns:
        return (introduction,)
    earlier = {}
    if previous is not None:
        for row in previous.rows:
            before = RowBefore(row, previous.columns, previous.period_edtf)
            earlier[row.line.indicator.code] = before
    told: list[NoteParagraph] = [introduction]
    for row in table.rows:
        told.extend(_RowNote(table, row, earlier.get(row.line.indicator.code), noun).paragraphs())
    return tuple(told)


def _introduction(
    table: ComparisonTable, previous: ComparisonTable | None, noun: words.Answerers
) -> str:
    start = f"Информационный обмен «{table.title}», {words.period_words(table.period_edtf)}"
    if not table.columns:
        return words.sentences(f"{start}: ответов нет")
    count = len(table.columns)
    answered = f"{words.did('ответил', count)} {words.cities(count, noun)}"
    first = f"{start}: {answered}, строк в форме\u00a0— {len(table.rows)}"
    if previous is None:
        return words.sentences(first)
    last = words.period_words(previous.period_edtf)
    keys = {column.key for column in previous.columns}
    both = sum(column.key in keys for column in table.columns)
    if not both:
        return words.sentences(first, f"в прошлом раунде ({last}) никто из них не отвечал")
    told = f"из них {words.did('отвечал', both)} {words.cities(both, noun)}"
    return words.sentences(first, f"в прошлом раунде ({last}) {told}")


class _RowNote:
    """Paragraphs about one row."""

    def __init__(
        self,
        table: ComparisonTable,
        row: ComparisonRow,
        before: RowBefore | None,
        noun: words.Answerers,
    ) -> None:
        self.noun = noun
        self.row = row
        self.columns = table.columns
        self.before = before
        self.indicator = row.line.indicator
        self.summary: RowSummary = summary(row)
        self.section = next(part for part in table.form.sections if part.code == row.section_code)

    @cached_property
    def numbers(self) -> list[tuple[Column, Decimal]]:
        """Cities that have one number, rounded as it is printed."""
        return [
            (column, rounded(number, self.indicator.decimals))
            for column, number in zip(self.columns, city_numbers(self.row), strict=True)
            if number is not None
        ]

    def paragraphs(self) -> Iterator[NoteParagraph]:
        heading = self.indicator.name
        if self.indicator.unit.name:
            heading = f"{heading}, {self.indicator.unit.name}"
        parts = (self.range(), self.leaders(), self.outliers(), self.change(), self.gaps())
        for paragraph in parts:
            if paragraph is not None:
                part, text, cities = paragraph
                links = tuple(CellLink(self.indicator.code, column.key) for column in cities)
                yield NoteParagraph(part, text, self.indicator.code, heading, links)
                heading = ""

    def range(self) -> _Told | None:
        count = self.summary.count
        if not count:
            return None
        if not self.indicator.is_numeric:
            return NotePart.RANGE, self.words_told(), ()
        if not self.numbers or self.summary.mean is None:
            return self.range_of_all()
        count = len(self.numbers)
        start = f"{words.gave(count, self.noun)}{self.out_of(count)}"
        lowest, highest = self.ends()
        if count == 1:
            column, number = self.numbers[0]
            told = words.dash(column.city, self.with_unit(number))
            return NotePart.RANGE, words.sentences(f"{start}: {told}", self.copies_told()), [column]
        if lowest[0] == highest[0]:
            text = f"{start}, все одинаковые: {self.with_unit(lowest[0])}"
            columns = [column for column, _ in self.numbers]
            return NotePart.RANGE, words.sentences(text, self.copies_told()), columns
        text = f"{start}: от {self.end(lowest)} до {self.end(highest, with_unit=True)}"
        text = words.sentences(text, self.middle(), self.copies_told())
        return NotePart.RANGE, text, [*lowest[1], *highest[1]]

    def leaders(self) -> _Told | None:
        """The best values, where it is known which are better and they differ."""
        if self.indicator.direction is Direction.NEUTRAL or len(self.numbers) < 2:
            return None
        if self.summary.mean is None or len({number for _, number in self.numbers}) == 1:
            return None
        first = self.best(1)
        most = 1 if len(self.numbers) < _FEW else 3
        chosen = self.best(most)
        if len(chosen) > _MOST_LEADERS:
            chosen = first
        is_higher = self.indicator.direction is Direction.HIGHER_BETTER
        rule = "чем больше, тем лучше" if is_higher else "чем меньше, тем лучше"
        if len(chosen) > _MOST_LEADERS:
            among = f"у {words.of_cities(len(chosen), self.noun)}"
            text = f"лучшее значение ({rule})\u00a0— {self.with_unit(chosen[0][1])}\u00a0— {among}"
        else:
            word = "лучшее значение" if len(chosen) == 1 else "лучшие значения"
            listed = [words.dash(column.city, self.with_unit(number)) for column, number in chosen]
            text = f"{word} ({rule}): {'; '.join(listed)}"
        return NotePart.LEADERS, words.sentences(text), [column for column, _ in chosen]

    def outliers(self) -> _Told | None:
        """Values far from the others, with the words of their cities."""
        found = outliers(self.row, self.columns)
        if not found:
            return None
        listed = []
        for one in found:
            told = words.dash(one.city, self.with_unit(one.number))
            comment = words.quoted(one.comment)
            listed.append(
                f"{told} (пояснение {self.noun.genitive[0]}: {comment})" if comment else told
            )
        start = "за пределами обычного разброса (полтора расстояния между квартилями)"
        text = words.sentences(f"{start}: {'; '.join(listed)}")
        return NotePart.OUTLIERS, text, [Column(one.city, one.key) for one in found]

    def change(self) -> _Told | None:
        if self.before is None or not self.indicator.is_numeric:
            return None
        told = change_told(self.row, self.columns, self.before, self.noun)
        return (NotePart.CHANGE, told.text, told.named) if told.text else None

    def gaps(self) -> _Told | None:
        """Who gave no value, by reason."""
        reasons = [(column, _reason(cells)) for column, cells in self.without_value()]
        partial = self.partial()
        if not reasons and not partial:
            return None
        text = words.sentences(self.reasons_told(reasons), self.partial_told(partial))
        return NotePart.GAPS, text, [*(column for column, _ in reasons), *partial]

    def reasons_told(self, reasons: Sequence[tuple[Column, MissingReason | None]]) -> str:
        if not reasons:
            return ""
        listed = []
        for reason in (*MissingReason, None):
            names = [column.city for column, given in reasons if given is reason]
            if names:
                word = REASON_WORDS[reason] if reason is not None else "не заполнено"
                listed.append(words.dash(word, words.clipped(names)))
        start = f"значения не дал ни один {self.noun.forms[0]}"
        if self.summary.count:
            start = f"значения нет у {words.of_cities(len(reasons), self.noun)}"
        return f"{start}: {'; '.join(listed)}"

    def partial(self) -> list[Column]:
        """Cities that told some of their suppliers or zones: they have no number as a whole."""
        if self.summary.mean is None:
            return []
        pairs = zip(self.columns, self.row.cells, city_numbers(self.row), strict=True)
        return [
            column
            for column, cells, number in pairs
            if number is None and any(cell is not None and cell.is_value for cell in cells)
        ]

    def partial_told(self, partial: Sequence[Column]) -> str:
        if not partial:
            return ""
        names = words.clipped([column.city for column in partial])
        return (
            f"не вошли в сравнение из-за неполных данных: {names}\u00a0— "
            f"в разделе «{self.section.heading}» есть записи без значения"
        )

    def without_value(self) -> Iterator[tuple[Column, Sequence[CellValue | None]]]:
        for column, cells in zip(self.columns, self.row.cells, strict=True):
            if not any(cell is not None and cell.is_value for cell in cells):
                yield column, cells

    def words_told(self) -> str:
        count = self.summary.count
        who = f"{words.cities(count, self.noun)}{self.out_of(count)}"
        if self.indicator.unit.kind is UnitKind.FORMULA:
            start = f"составной тариф {words.did('назвал', count)}"
            return words.sentences(f"{start} {who}: одним числом он не сравнивается")
        return words.sentences(f"{words.did('ответил', count)} словами {who}")

    def range_of_all(self) -> _Told:
        """Only the ends, over all suppliers or zones: values do not become one."""
        ends = self.summary.minimum, self.summary.maximum
        start = f"{words.gave(self.summary.count, self.noun)}{self.out_of(self.summary.count)}"
        if ends[0] is None or ends[1] is None:
            return NotePart.RANGE, words.sentences(start), ()
        lowest, highest = (rounded(end, self.indicator.decimals) for end in ends if end is not None)
        low, high = self.holders(lowest), self.holders(highest)
        if lowest == highest:
            text = f"{start}, все одинаковые: {self.with_unit(lowest)}"
        elif self.summary.count == 1:
            ends_told = f"от {words.number(lowest, self.indicator)} до {self.with_unit(highest)}"
            text = f"{start} ({low[0].city}): {ends_told}"
        else:
            text = f"{start}: от {self.end((lowest, low))} "
            text += f"до {self.end((highest, high), with_unit=True)}"
        several = ""
        if self.section.is_repeated:
            several = f"записи раздела «{self.section.heading}» взяты по отдельности"
        return NotePart.RANGE, words.sentences(text, several), [*low, *high]

    def holders(self, number: Decimal) -> list[Column]:
        decimals = self.indicator.decimals
        return [
            column
            for column, cells in zip(self.columns, self.row.cells, strict=True)
            if any(
                cell is not None
                and cell.number is not None
                and rounded(cell.number, decimals) == number
                for cell in cells
            )
        ]

    def ends(self) -> tuple[_End, _End]:
        """The lowest and the highest printed number, each with all its cities."""
        numbers = [number for _, number in self.numbers]
        lowest, highest = min(numbers), max(numbers)
        return (
            (lowest, [column for column, number in self.numbers if number == lowest]),
            (highest, [column for column, number in self.numbers if number == highest]),
        )

    def end(self, end: _End, *, with_unit: bool = False) -> str:
        number, columns = end
        shown = self.with_unit(number) if with_unit else words.number(number, self.indicator)
        return f"{shown} ({words.named([column.city for column in columns], self.noun)})"

    def middle(self) -> str:
        """Median and mean, and the quartiles where there are enough cities."""
        found = self.summary
        if found.median is None or found.mean is None or found.compared == 2:
            return ""
        median = words.dash("медиана", summary_text(found.median, self.indicator))
        mean = words.dash("среднее", summary_text(found.mean, self.indicator))
        told = f"{median}, {mean}"
        lower, upper = found.lower_quartile, found.upper_quartile
        if lower is None or upper is None or len(self.numbers) < _LEAST_FOR_QUARTILES:
            return told
        ends = [summary_text(end, self.indicator) for end in (lower, upper)]
        if ends[0] == ends[1]:
            return told
        return f"{told}; средняя половина {self.noun.forms[2]}\u00a0— между {ends[0]} и {ends[1]}"

    def best(self, most: int) -> list[tuple[Column, Decimal]]:
        """Cities whose place is among the first, the best first."""
        places = ranks(self.row)
        printed = dict(self.numbers)
        chosen = [
            (rank.place, column)
            for rank, column in zip(places, self.columns, strict=True)
            if rank is not None and rank.place <= most
        ]
        chosen.sort(key=lambda pair: pair[0])
        return [(column, printed[column]) for _, column in chosen]

    def copies_told(self) -> str:
        """How several values of a city became one, where some city has several."""
        rule = _ALL_IS_ONE.get(self.indicator.aggregation)
        if rule is None or not any(len(cells) > 1 for cells in self.row.cells):
            return ""
        return f"по {self.noun.dative}, у которых в разделе несколько записей, {rule}"

    def out_of(self, count: int) -> str:
        return "" if count == len(self.columns) else f" из {len(self.columns)}"

    def with_unit(self, number: Decimal) -> str:
        return f"{words.number(number, self.indicator)}{words.unit_after(self.indicator)}"


def _reason(cells: Iterable[CellValue | None]) -> MissingReason | None:
    return next((cell.missing for cell in cells if cell is not None and cell.missing), None)


_Told = tuple[NotePart, str, Sequence[Column]]
_End = tuple[Decimal, list[Column]]
