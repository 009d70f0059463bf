"""«Сводная таблица»: the consolidated table of a round, its versions, its files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mezhgorod.website.pages.exchange_tables.cells import SHOWN_WORDS, Shown, TableParts
from mezhgorod.website.pages.exchange_tables.files import FORMATS
from mezhgorod.website.pages.exchange_tables.frame import TableFrame, table_view

_MAX_MARKED = 400


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
        "file_query": frame.query(turned="1" if is_turned else ""),
    }
    return frame.page("table.html", **context)


def _shown(request: HttpRequest) -> Shown:
    try:
        return Shown(request.GET.get("show", ""))
    except ValueError:
        return Shown.VALUES
