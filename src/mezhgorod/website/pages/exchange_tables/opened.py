"""Tables that everybody reads: the list for citizens and journalists, the open dataset."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from mezhgorod.exchanges.models import ExchangeRound
from mezhgorod.exchanges.queries.tables import open_rounds
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.publication.files import WrittenFile
from mezhgorod.website.handing_out import hand_out
from mezhgorod.website.pages.exchange_tables.frame import TableFrame, table_view

_LISTED = 200


@require_safe
def open_tables(request: HttpRequest) -> HttpResponse:
    """The opened tables, the newest first."""
    found = open_rounds(today=timezone.localdate(), limit=_LISTED)
    rounds = [(one, period_words(one.period_edtf)) for one in found]
    return render(request, "website/exchanges/comparing/open.html", {"rounds": rounds})


@require_safe
@table_view
def round_dataset(request: HttpRequest, frame: TableFrame) -> HttpResponse:
    """The passport of the dataset and its files; only of a table that everybody reads."""
    _ensure_open(frame)
    context = {"passport": _passport(request, frame), "last_change": _last_change(frame)}
    return frame.page("dataset.html", **context)


@require_safe
@table_view
def dataset_file(request: HttpRequest, frame: TableFrame) -> HttpResponse:
    """The dataset with its passport and structure as one zip."""
    _ensure_open(frame)
    datasets: Any = import_module("planbook.writers.comparison_dataset")
    passport = datasets.DatasetPassport(**_passport(request, frame))
    content: bytes = datasets.write_dataset(frame.table, passport)
    name = f"{frame.found.exchange.title}, {frame.period}, набор данных.zip"
    response = hand_out(WrittenFile(content, "application/zip", name))
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _ensure_open(frame: TableFrame) -> None:
    """Refuse a table that not everybody reads, and one that is not sent out."""
    if not (frame.is_open and frame.is_sent and frame.table and frame.columns):
        raise Http404


def _passport(request: HttpRequest, frame: TableFrame) -> dict[str, Any]:
    """What the passport of the dataset says beside the table itself."""
    found: ExchangeRound = frame.found
    exchange = found.exchange
    address = request.build_absolute_uri(reverse("round_dataset", args=(found.pk,)))
    version = frame.version
    updated = version.published_at if version else None
    return {
        "identifier": f"{exchange.owner.slug}-exchange-{found.pk}",
        "description": exchange.purpose or f"Сводная таблица обмена «{exchange.title}»",
        "responsible": (exchange.operator or exchange.owner).name,
        "address": address,
        "published_on": found.published_on.isoformat() if found.published_on else "",
        "updated_on": timezone.localdate(updated).isoformat() if updated else "",
        "last_change": _last_change(frame),
        "keywords": ("города", "показатели", exchange.title),
    }


def _last_change(frame: TableFrame) -> str:
    version = frame.version
    return (version.reason if version else "") or "первое размещение"
