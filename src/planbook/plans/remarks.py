"""The words of the findings about tables and rows. Codes are stable; messages say what to do."""

from __future__ import annotations

from planbook.documents import Paragraph, Row, Table
from planbook.findings import Finding, Severity, SourceRef
from planbook.plans.blocks import Block, BodyCell, BodyRow
from planbook.plans.columns import Column, ColumnSet
from planbook.plans.header_rows import Header

_GUESSED = {
    "number": "номер",
    "title": "мероприятие",
    "timing": "срок",
    "place": "место",
    "place_timing": "место и срок",
}
_LEFT_OUT = {
    "total": ("row.total", "Итоговая строка таблицы мероприятием не считается."),
    "stray_number": (
        "row.stray_number",
        "В строке только номер: это номер страницы или незаполненная строка. "
        "Если мероприятие пропущено, допишите его в документ.",
    ),
    "caption": (
        "table.continued",
        "Надпись о продолжении таблицы мероприятием и заголовком не считается.",
    ),
}


def not_plan_table(table: Table, heading: Paragraph | None) -> Finding:
    """A table in which neither header nor dates were found, with the heading above it."""
    above = [heading.text] if heading else []
    return Finding(
        "table.not_plan",
        "В таблице не найдены ни заголовки столбцов, ни сроки; мероприятия из неё не взяты. "
        "Если это план, добавьте строку заголовков («Мероприятие», «Срок», «Место»).",
        Severity.WARNING,
        table.source,
        "\n".join((*above, *(_row_text(row) for row in table.rows))),
    )


def indicator_table(table: Table, heading: Paragraph | None) -> Finding:
    """A table of values: indicators, prices, tariffs. Nothing of it is an event."""
    above = [heading.text] if heading else []
    return Finding(
        "table.indicators",
        "Это таблица показателей (единицы измерения, значения), а не план; мероприятия из неё "
        "не взяты, текст сохранён в этом замечании.",
        Severity.WARNING,
        table.source,
        "\n".join((*above, *(_row_text(row) for row in table.rows))),
    )


def no_header(source: SourceRef, column_set: ColumnSet) -> Finding:
    """A table whose columns were guessed from their content."""
    roles = ", ".join(f"{column.index} — {_guessed(column)}" for column in column_set.columns)
    return Finding(
        "table.no_header",
        "У таблицы нет строки заголовков; столбцы определены по содержанию. Проверьте их.",
        Severity.WARNING,
        source,
        roles,
    )


def unfamiliar_header(source: SourceRef, header: Header) -> Finding:
    """A header in words that are not known; its columns were guessed from their content."""
    return Finding(
        "table.unfamiliar_header",
        "Шапка таблицы названа непривычно; столбцы определены по содержанию. Проверьте их.",
        Severity.WARNING,
        source,
        "; ".join(f"{column.header} — {_guessed(column)}" for column in header.column_set.columns),
    )


def unknown_column(header: str, source: SourceRef) -> Finding:
    """A column without a role of its own."""
    return Finding(
        "table.unknown_column",
        f"Столбец «{header}» не отнесён ни к одному полю; его текст сохранён в примечании.",
        Severity.INFO,
        source,
        header,
    )


def columns_reassigned(block: Block) -> Finding:
    """A list whose rows have another shape than the header of the table."""
    return Finding(
        "table.columns_reassigned",
        "Строки этого раздела устроены иначе, чем шапка таблицы; столбцы определены по содержанию.",
        Severity.INFO,
        block.source,
        " ".join(block.heading),
    )


def column_numbers(row: Row) -> Finding:
    """The line «1 | 2 | 3» under a header."""
    return Finding(
        "table.column_numbers",
        "Строка с номерами столбцов мероприятием не считается.",
        Severity.INFO,
        row.source,
        _row_text(row),
    )


def repeated_header(row: Row) -> Finding:
    """A header printed again on the next page."""
    return Finding(
        "table.repeated_header",
        "Повторённая шапка таблицы мероприятием не считается.",
        Severity.INFO,
        row.source,
        _row_text(row),
    )


def new_header(row: Row) -> Finding:
    """Another header inside a table: from here on the columns are others."""
    return Finding(
        "table.new_header",
        "Внутри таблицы стоит другая шапка; следующие строки прочитаны по ней.",
        Severity.INFO,
        row.source,
        _row_text(row),
    )


def title_row(row: Row) -> Finding:
    """A row above the header."""
    return Finding(
        "table.title_row",
        "Строка над шапкой таблицы прочитана как часть заголовка плана.",
        Severity.INFO,
        row.source,
        _row_text(row),
    )


def joined_row(part: BodyRow, whole: BodyRow) -> Finding:
    """A row cut in two, by a page break as a rule."""
    return Finding(
        "row.joined",
        f"Строка продолжает строку {whole.source.row} и соединена с ней. Проверьте текст.",
        Severity.INFO,
        part.source,
        "\t".join(cell.text for cell in part.filled()),
    )


def left_out_row(kind: str, row: BodyRow) -> Finding:
    """A row that is no event: a sum, a lone number."""
    code, message = _LEFT_OUT[kind]
    return Finding(
        code, message, Severity.INFO, row.source, "\t".join(cell.text for cell in row.filled())
    )


def continued_table(text: str, source: SourceRef) -> Finding:
    """A caption between two parts of one table."""
    code, message = _LEFT_OUT["caption"]
    return Finding(code, message, Severity.INFO, source, text)


def inherited_cell(cell: BodyCell, header: str) -> Finding:
    """An empty cell that took the text of the cell above."""
    name = f" «{header}»" if header else ""
    return Finding(
        "row.inherited_cell",
        f"Пустая ячейка{name} заполнена текстом ячейки над ней, как в объединённых ячейках. "
        "Проверьте, что он относится и к этой строке.",
        Severity.INFO,
        cell.source,
        cell.text,
    )


def no_title(row: BodyRow) -> Finding:
    """A row without the name of its event."""
    return Finding(
        "row.no_title",
        "В строке нет названия мероприятия. Допишите его.",
        Severity.WARNING,
        row.source,
        "\t".join(cell.text for cell in row.filled()),
    )


def several_pairs(row: BodyRow, text: str) -> Finding:
    """One row with several dates, each with a place of its own."""
    return Finding(
        "row.several_pairs",
        "В строке несколько пар «место — дата». Если это разные мероприятия, разделите строку.",
        Severity.INFO,
        row.source,
        text,
    )


def uneven_pairs(row: BodyRow, text: str) -> Finding:
    """Lists of dates and of places that do not pair."""
    return Finding(
        "row.uneven_pairs",
        "Дат и мест в строке несколько, но их число не совпадает: какая дата относится к какому "
        "месту, не ясно. Напишите каждую пару «дата – место» на своей строке.",
        Severity.WARNING,
        row.source,
        text,
    )


def timing_in_place(row: BodyRow, text: str) -> Finding:
    """Dates that stand in the column of places."""
    return Finding(
        "row.timing_in_place",
        "В столбце места указан и срок; он отделён. Проверьте место и срок.",
        Severity.INFO,
        row.source,
        text,
    )


def place_in_timing(row: BodyRow, text: str) -> Finding:
    """A place that stands in the column of dates."""
    return Finding(
        "row.place_in_timing",
        "В столбце сроков указано и место; оно отделено. Проверьте место и срок.",
        Severity.INFO,
        row.source,
        text,
    )


def timing_from_heading(row: BodyRow, heading: str) -> Finding:
    """A row without a date under a heading that names a month or a quarter."""
    return Finding(
        "row.timing_from_heading",
        f"Срок в строке не указан; взят из заголовка раздела «{heading}».",
        Severity.INFO,
        row.source,
        heading,
    )


def month_from_heading(row: BodyRow, heading: str) -> Finding:
    """A row with days or hours only, under a heading that names their month."""
    return Finding(
        "row.timing_from_heading",
        f"В строке указаны только число или время; месяц взят из заголовка раздела «{heading}».",
        Severity.INFO,
        row.source,
        heading,
    )


def extent_proposed(row: BodyRow, reason: str) -> Finding:
    """A month range that a kind of event fills from end to end."""
    return Finding(
        "timing.extent_proposed",
        f"Срок понят как занятый целиком: {reason}. Проверьте, так ли это.",
        Severity.INFO,
        row.source,
        reason,
    )


def target_later(row: BodyRow, text: str) -> Finding:
    """A row that prepares an event beyond the period of the plan."""
    return Finding(
        "timing.target_out_of_period",
        "Строка готовит мероприятие, срок которого за пределами периода плана.",
        Severity.INFO,
        row.source,
        text,
    )


def orphan_colon(row: BodyRow, text: str) -> Finding:
    """A title that announces a list which is not there."""
    return Finding(
        "title.orphan_colon",
        "Название заканчивается двоеточием, перечня после него нет. Проверьте исходный документ.",
        Severity.WARNING,
        row.source,
        text,
    )


def _guessed(column: Column) -> str:
    return _GUESSED.get(column.role, "не определён")


def _row_text(row: Row) -> str:
    return "\t".join(cell.text for cell in row.cells if cell.text.strip())
