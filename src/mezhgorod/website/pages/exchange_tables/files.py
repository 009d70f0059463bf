"""Files of a comparison table, its note and its answers in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mezhgorod.publication.files import WrittenFile
from mezhgorod.website.handing_out import hand_out
from mezhgorod.website.pages.exchange_tables.frame import TableFrame, table_view
from planbook.errors import UnprintableDocument
from planbook.indicators import ComparisonTable, analytical_note
from planbook.writers import WRITERS
from planbook.writers.comparison_export import ComparisonExport

# The ending, how people call it.
FORMATS = (
    ("xlsx", "Excel"),
    ("docx", "Word"),
    ("pdf", "PDF"),
    ("csv", "CSV"),
    ("json", "JSON"),
)
_UNDATED = frozenset({"csv", "json"})


@require_safe
@table_view
def table_file(request: HttpRequest, frame: TableFrame, extension: str) -> HttpResponse:
    """The table as a file: the version of the address, turned if asked, own city highlighted."""
    table = _table(frame)
    if extension not in dict(FORMATS):
        raise Http404
    export = ComparisonExport(
        table,
        previous=frame.previous,
        own_key=frame.own_key,
        is_turned=bool(request.GET.get("turned")),
        is_preliminary=frame.is_fresh,
        source_url=request.build_absolute_uri(reverse("round_table", args=(frame.found.pk,))),
    )
    write = _writer(f"comparison_{extension}", f"write_comparison_{extension}")
    dated = {} if extension in _UNDATED else {"created": _made_at(frame)}
    try:
        content = write(export, **dated)
    except UnprintableDocument as refused:
        messages.error(request, str(refused))
        return redirect("round_table", pk=frame.found.pk)
    return _handed(frame, content, f"{_name(frame)}.{extension}")


@require_safe
@table_view
def note_file(request: HttpRequest, frame: TableFrame, extension: str) -> HttpResponse:
    """The draft of the note as Word or PDF."""
    table = _table(frame)
    if extension not in {"docx", "pdf"}:
        raise Http404
    notes: Any = import_module("planbook.writers.comparison_note")
    note = notes.NoteExport(
        table,
        analytical_note(table, frame.previous, noun=frame.answerers),
        own_key=frame.own_key,
        is_preliminary=frame.is_fresh,
        source_url=request.build_absolute_uri(reverse("round_table", args=(frame.found.pk,))),
    )
    write = getattr(notes, f"write_note_{extension}")
    name = f"Записка: {_name(frame)}.{extension}"
    return _handed(frame, write(note, created=_made_at(frame)), name)


@require_safe
@table_view
def digest_file(request: HttpRequest, frame: TableFrame) -> HttpResponse:
    """The answers in words as Word."""
    write = _writer("comparison_note", "write_digest_docx")
    content = write(_table(frame), created=_made_at(frame), is_preliminary=frame.is_fresh)
    return _handed(frame, content, f"Ответы словами: {_name(frame)}.docx")


def _table(frame: TableFrame) -> ComparisonTable:
    if frame.table is None or not frame.columns:
        raise Http404
    return frame.table


def _writer(module: str, name: str) -> Callable[..., bytes]:
    """Load a writer with its library when somebody asks for the format."""
    found: Callable[..., bytes] = getattr(import_module(f"planbook.writers.{module}"), name)
    return found


def _handed(frame: TableFrame, content: bytes, name: str) -> HttpResponse:
    response = hand_out(WrittenFile(content, WRITERS[name.rpartition(".")[2]].media_type, name))
    response["Cache-Control"] = "private, no-cache"
    return response


def _name(frame: TableFrame) -> str:
    """The title of a file: exchange, period and version, so that files are not mixed up."""
    version = f"версия {frame.version.number}" if frame.version else "предварительная"
    return f"{frame.found.exchange.title}, {frame.period}, {version}"


def _made_at(frame: TableFrame) -> datetime:
    return frame.version.made_at if frame.version else timezone.now()
