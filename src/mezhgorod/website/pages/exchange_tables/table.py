"""«Сводная таблица»: the consolidated table of a round, its versions, its files."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mezhgorod.exchanges.queries.comparison import stored_table
from mezhgorod.exchanges.rules.differences import table_changes
from mezhgorod.website.pages.exchange_tables.cells import SHOWN_WORDS, Shown, TableParts
from mezhgorod.website.pages.exchange_tables.files import FORMATS
from mezhgorod.website.pages.exchange_tables.frame import TableFrame, table_view
from planbook.indicators import CellValue, ComparisonTable, cell_text
from planbook.language import join_list

_MAX_MARKED = 400
_MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """What a version changed against the one before, as printed."""

    before: int
    lines: tuple[str, ...]
    left: int = 0


@require_safe
@table_view
def round_table(request: HttpRequest, frame: TableFrame) -> HttpResponse:
    """Rows are indicators and columns cities, or turned; own city first, figures beside."""
    if frame.table is None:
        return frame.page("table.html")
    shown = _shown(request)
    previous = frame.previous if shown is Shown.CHANGES else None
    parts = TableParts(
        frame.table,
        previous,
        own_key=frame.own_key,
        shown=shown,
        marked_code=request.GET.get("row", ""),
        marked=frozenset(request.GET.get("cells", "").split(",")[:_MAX_MARKED]),
    )
    is_turned = bool(request.GET.get("turned"))
    context = {
        "body": parts.turned() if is_turned else parts.usual(),
        "cell_notes": parts.notes,
        "is_turned": is_turned,
        "shown": shown,
        "shown_choices": SHOWN_WORDS.items(),
        "has_previous": shown is not Shown.CHANGES or previous is not None,
        "formats": FORMATS,
        "version_changes": _version_changes(frame, frame.table),
        "file_query": frame.query(turned="1" if is_turned else ""),
    }
    return frame.page("table.html", **context)


def _shown(request: HttpRequest) -> Shown:
    try:
        return Shown(request.GET.get("show", ""))
    except ValueError:
        return Shown.VALUES


def _version_changes(frame: TableFrame, table: ComparisonTable) -> VersionChanges | None:
    """What the shown version changed against the one before that the reader may see."""
    earlier = [one for one in frame.versions if frame.version and one.number < frame.version.number]
    if not earlier:
        return None
    found = table_changes(stored_table(earlier[0]), table)
    indicators = {row.line.indicator.code: row.line.indicator for row in table.rows}

    def words(value: CellValue | None, code: str) -> str:
        return "нет ответа" if value is None else cell_text(value, indicators[code])

    lines = [
        f"{one.city}, {one.name}: было {words(one.before, one.cell.code)}, "
        f"стало {words(one.after, one.cell.code)}"
        for one in found.cells
    ]
    lines += [f"Добавлены: {join_list(found.added)}"] if found.added else []
    lines += [f"Исключены: {join_list(found.removed)}"] if found.removed else []
    lines += ["Изменены ответы словами"] if found.words_changed else []
    left = max(len(lines) - _MOST_TOLD, 0)
    return VersionChanges(earlier[0].number, tuple(lines[:_MOST_TOLD]), left)
