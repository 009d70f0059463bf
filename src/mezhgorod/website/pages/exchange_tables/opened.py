"""Tables that everybody reads: the list for citizens and journalists, the open dataset."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from mezhgorod.exchanges.queries.tables import open_rounds
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.publication.files import WrittenFile
from mezhgorod.website.handing_out import hand_out
from mezhgorod.website.pages.exchange_tables.frame import TableFrame, table_view
from planbook.indicators import ComparisonTable
from planbook.writers.comparison_dataset import (
    DatasetPassport,
    dataset_files,
    passport_pairs,
    write_dataset,
)

_LISTED = 200
# What the first files are; their names tell the day of the table.
_FIRST_WORDS = ("значения", "структура: что в столбцах", "", "", "", "")
FILE_WORDS = {
    "indicators.csv": "показатели и их определения",
    "meta.csv": "паспорт для порталов открытых данных",
    "passport.csv": "паспорт по-русски",
    "datapackage.json": "описание для программ (Data Package)",
}


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
    if request.GET.get("version"):
        return redirect("round_dataset", pk=frame.found.pk)
    table = _open_table(frame)
    passport = _passport(request, frame)
    context = {
        "pairs": [pair for pair in passport_pairs(table, passport) if pair[1]],
        "files": [
            (name, FILE_WORDS.get(name, words))
            for name, words in zip(dataset_files(table, passport), _FIRST_WORDS, strict=False)
        ],
    }
    return frame.page("dataset.html", **context)


@require_safe
@table_view
def dataset_zip(request: HttpRequest, frame: TableFrame) -> HttpResponse:
    """The dataset with its passport and structure as one zip."""
    content = write_dataset(_open_table(frame), _passport(request, frame))
    name = f"{frame.found.exchange.title}, {frame.period}, набор данных.zip"
    response = hand_out(WrittenFile(content, "application/zip", name))
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_safe
@table_view
def dataset_file(request: HttpRequest, frame: TableFrame, name: str) -> HttpResponse:
    """One file of the dataset at the address that its passport names; open to all origins."""
    files = dataset_files(_open_table(frame), _passport(request, frame))
    if name not in files:
        raise Http404
    kind = "application/json" if name.endswith(".json") else "text/csv; charset=utf-8"
    response = HttpResponse("".join(files[name]), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _open_table(frame: TableFrame) -> ComparisonTable:
    """The table if everybody reads it and it is sent out."""
    if not (frame.is_open and frame.is_sent and frame.table and frame.columns):
        raise Http404
    return frame.table


def _passport(request: HttpRequest, frame: TableFrame) -> DatasetPassport:
    """What the passport of the dataset says beside the table itself."""
    found, version = frame.found, frame.version
    exchange = found.exchange
    updated = version.published_at if version else None
    return DatasetPassport(
        identifier=f"{exchange.owner.slug}-exchange-{found.pk}",
        description=exchange.purpose,
        responsible=(exchange.operator or exchange.owner).name,
        address=request.build_absolute_uri(reverse("round_dataset", args=(found.pk,))),
        published_on=found.published_on.isoformat() if found.published_on else "",
        updated_on=timezone.localdate(updated).isoformat() if updated else "",
        last_change=(version.reason if version else "") or "Первое размещение",
        keywords=("города", "показатели", exchange.title),
    )
