"""Sentences above and below a comparison table: what it is, how to read it, how to cite it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planbook.dates import MONTH_GENITIVES, Period, PeriodError
from planbook.indicators import Aggregation, ComparisonTable, Direction
from planbook.language import plural
from planbook.succession.wording import period_name
from planbook.writers.comparisons.figures import TableFigures
from planbook.writers.comparisons.marks import Marks, rules_told

_NO_BREAK_SPACE = "\u00a0"


def breakable(name: str) -> str:
    """Return the name of a city with spaces at which a narrow column may break it.

    >>> breakable("Великий\\u00a0Новгород")
    'Великий Новгород'
    """
    return name.replace(_NO_BREAK_SPACE, " ")


def period_words(period_edtf: str) -> str:
    """Return a period in words, or as it stands where it is none.

    >>> period_words("2026-35"), period_words("скоро")
    ('III\\xa0квартал 2026\\xa0года', 'скоро')
    """
    try:
        words = period_name(Period.from_edtf(period_edtf))
    except PeriodError:
        return period_edtf
    first, _, rest = words.partition(" ")
    return f"{first}{_NO_BREAK_SPACE}{rest}".replace(" год", f"{_NO_BREAK_SPACE}год")


def day_words(day: date) -> str:
    """Return a day in words.

    >>> day_words(date(2026, 4, 20))
    '20\\xa0апреля 2026\\xa0года'
    """
    month = MONTH_GENITIVES[day.month - 1]
    return f"{day.day}{_NO_BREAK_SPACE}{month} {day.year}{_NO_BREAK_SPACE}года"


def edition_words(table: ComparisonTable, *, is_preliminary: bool = False) -> str:
    """Return the version and the day of a table: «Версия 2 от 20 апреля 2026 года»."""
    if is_preliminary:
        return f"Предварительные данные на {day_words(table.made_on)}"
    return f"Версия{_NO_BREAK_SPACE}{table.number} от {day_words(table.made_on)}"


def answered_words(figures: TableFigures) -> str:
    """Return how many cities of the table have answered; who else was asked it does not know."""
    count, total = figures.answered_count, len(figures.table.columns)
    if not total:
        return "Ответов нет."
    if count < total:
        told = f"ответили\u00a0— {count}" if count else "ответов нет"
        return f"Городов в таблице\u00a0— {total}, {told}."
    verb = plural(count, "Ответил", "Ответили", "Ответили")
    return f"{verb} {count}{_NO_BREAK_SPACE}{plural(count, 'город', 'города', 'городов')}."


def citation(table: ComparisonTable, source_url: str = "") -> str:
    """Return the reference line that stands on every table that is handed out.

    >>> table = ComparisonTable("Тарифы", "Союз", "2026", None, 1, date(2026, 4, 20), (), ())
    >>> citation(table)
    'При использовании ссылка на источник обязательна: Союз.'
    """
    owner = " ".join(table.owner.split()).rstrip(".")
    address = f", {source_url}" if source_url else ""
    source = f": {owner}{address}" if owner or address else ""
    return f"При использовании ссылка на источник обязательна{source}."


def footer_words(table: ComparisonTable, *, most: int = 90, is_preliminary: bool = False) -> str:
    """Return what stands at the foot of every page; a title longer than `most` is cut."""
    title = " ".join(table.title.split())
    short = title if len(title) <= most else f"{title[: most - 1].rstrip()}…"
    day = f"{table.made_on:%d.%m.%Y}"
    version = f"Версия{_NO_BREAK_SPACE}{table.number} от{_NO_BREAK_SPACE}{day}"
    edition = f"Предварительно, на{_NO_BREAK_SPACE}{day}" if is_preliminary else version
    return f"{short}. {period_words(table.period_edtf)}. {edition}"


def notes_of(figures: TableFigures, marks: Marks, copies_tables: str) -> Iterator[str]:
    """Yield the notes below a table: the key of marks, how figures are made, notes of the table."""
    key = marks.key()
    if key:
        yield f"Условные обозначения: {'; '.join(key)}."
    yield from _notes_of_copies(figures, marks, copies_tables)
    yield from _notes_of_figures(figures)
    yield from figures.table.notes


def _notes_of_copies(figures: TableFigures, marks: Marks, copies_tables: str) -> Iterator[str]:
    if not (marks.has_merged or marks.has_ranges):
        return
    repeated = [one for one in figures.sections if one.section.is_repeated]
    rules = rules_told(row.row.line.indicator for one in repeated for row in one.rows)
    told = [rules] if rules and marks.has_merged else []
    if marks.has_ranges:
        told.append("наименьшее и наибольшее значения через тире")
    if told:
        yield (
            f"Если у города несколько значений, в\u00a0таблице\u00a01 приведены: "
            f"{'; '.join(told)}. Все значения\u00a0— {copies_tables}."
        )


def _notes_of_figures(figures: TableFigures) -> Iterator[str]:
    if any(row.summary.median is not None for row in figures.rows):
        yield (
            "Среднее\u00a0— простое среднее по городам, которые привели значение; медиана делит их "
            "пополам; нижний и верхний квартили отделяют четверть наименьших и четверть наибольших "
            "значений (как функция КВАРТИЛЬ.ВКЛ)."
        )
    if any(any(row.ranks) for row in figures.rows):
        yield from _notes_of_ranks(figures)
    previous = figures.export.previous
    if previous is not None and any(any(row.changes) for row in figures.rows):
        yield (
            f"Изменение указано к\u00a0прошлому раунду ({period_words(previous.period_edtf)}) для "
            "показателей, определение которых не менялось."
        )
    if any(row.row.line.indicator.aggregation is Aggregation.RANGE for row in figures.rows):
        yield "Для показателей с\u00a0разбросом значений приведены только границы."


def _notes_of_ranks(figures: TableFigures) -> Iterator[str]:
    directions = {row.row.line.indicator.direction for row in figures.rows if any(row.ranks)}
    if len(directions) > 1:
        lower = [
            row.number
            for row in figures.rows
            if row.row.line.indicator.direction is Direction.LOWER_BETTER
        ]
        yield (
            "Место\u00a01 занимает наибольшее значение, в\u00a0строках "
            f"{', '.join(lower)}\u00a0— наименьшее. Равные значения делят места."
        )
        return
    word = "наибольшее" if Direction.HIGHER_BETTER in directions else "наименьшее"
    yield f"Место\u00a01 занимает {word} значение. Равные значения делят места."
