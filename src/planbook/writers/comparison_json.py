"""A comparison table as JSON for programs: exact numbers as strings, figures beside the cells.

Numbers are strings with a decimal point, because the numbers of many readers of JSON are binary
and would change them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from planbook.indicators import CellValue, Change
from planbook.writers.comparison_export import ComparisonExport
from planbook.writers.comparisons.copies import copy_names
from planbook.writers.comparisons.figures import RowFigures, SectionFigures, TableFigures
from planbook.writers.comparisons.words import citation

_FIGURES = ("minimum", "maximum", "mean", "median", "lower_quartile", "upper_quartile", "total")


def write_comparison_json(export: ComparisonExport) -> bytes:
    """Write a comparison table as JSON in UTF-8.

    >>> from datetime import date
    >>> from planbook.indicators import ComparisonTable, IndicatorForm
    >>> form = IndicatorForm("Тарифы", ())
    >>> table = ComparisonTable("Тарифы", "Союз", "2026", form, 1, date(2026, 4, 20), (), ())
    >>> write_comparison_json(ComparisonExport(table)).decode().splitlines()[1].strip()
    '"title": "Тарифы",'
    """
    text = json.dumps(comparison_json(export), ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", errors="replace")


def comparison_json(export: ComparisonExport) -> dict[str, Any]:
    """Return the JSON form of a comparison table with its figures."""
    figures = TableFigures(export)
    table = export.table
    return {
        "title": table.title,
        "owner": table.owner,
        "period": table.period_edtf,
        "version": table.number,
        "is_preliminary": export.is_preliminary,
        "made_on": table.made_on.isoformat(),
        "previous_period": export.previous.period_edtf if export.previous else None,
        "reference": citation(table, export.source_url),
        "cities": [{"key": column.key, "name": column.city} for column in table.columns],
        "sections": [_section(figures, section) for section in figures.sections],
        "questions": [
            {
                "code": question.code,
                "text": question.text,
                "answers": _by_key(figures, table.texts.get(question.code, ())),
            }
            for question in table.form.questions
        ],
        "notes": list(table.notes),
    }


def _section(figures: TableFigures, section: SectionFigures) -> dict[str, Any]:
    found: dict[str, Any] = {"code": section.section.code, "heading": section.section.heading}
    if section.section.is_repeated:
        found["repeated_for"] = section.section.repeated_for
        found["copies"] = {
            column.key: list(copy_names(figures, section.section.code, place))
            for place, column in enumerate(figures.table.columns)
        }
    return {**found, "rows": [_row(figures, row) for row in section.rows]}


def _row(figures: TableFigures, row: RowFigures) -> dict[str, Any]:
    indicator = row.row.line.indicator
    keys = [column.key for column in figures.table.columns]
    return {
        "number": row.number,
        "code": indicator.code,
        "version": indicator.version,
        "name": indicator.name,
        "unit": indicator.unit.name,
        "kind": indicator.unit.kind.value,
        "decimals": indicator.decimals,
        "direction": indicator.direction.value,
        "definition": indicator.definition,
        "values": {
            key: [_value(cell) for cell in cells]
            for key, cells in zip(keys, row.row.cells, strict=True)
        },
        "summary": _summary(row),
        "ranks": {
            key: rank.text for key, rank in zip(keys, row.ranks, strict=True) if rank is not None
        },
        "changes": {
            key: _change(one) for key, one in zip(keys, row.changes, strict=True) if one is not None
        },
    }


def _value(cell: CellValue | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    found: dict[str, Any] = {}
    if cell.number is not None:
        found["number"] = format(cell.number, "f")
    if cell.text:
        found["text"] = cell.text
    if cell.parts:
        found["parts"] = [format(part, "f") for part in cell.parts]
    if cell.missing is not None:
        found["missing"] = cell.missing.value
    return {**found, "comment": cell.comment} if cell.comment else found


def _summary(row: RowFigures) -> dict[str, Any]:
    numbers: Mapping[str, Decimal | None] = {name: getattr(row.summary, name) for name in _FIGURES}
    return {
        "count": row.summary.count,
        **{name: format(one, "f") for name, one in numbers.items() if one is not None},
        "missing": {reason.value: row.summary.missing[reason] for reason in row.summary.missing},
        "unanswered": row.summary.unanswered,
    }


def _change(change: Change) -> dict[str, str]:
    found = {"absolute": format(change.absolute, "f")}
    return found if change.percent is None else {**found, "percent": format(change.percent, "f")}


def _by_key(figures: TableFigures, texts: Sequence[str]) -> dict[str, str]:
    pairs = zip(figures.table.columns, texts, strict=False)
    return {column.key: text for column, text in pairs if text.strip()}
