"""Pages of comparison tables, their files, groups of cities, open data."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.exchange_tables import (
    compare,
    files,
    groups,
    opened,
    series,
    table,
    texts,
)

_ROUND = "exchanges/rounds/<int:pk>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("exchanges/open/", opened.open_tables, name="open_tables"),
    path("exchanges/groups/<slug:slug>/", groups.group_list, name="city_groups"),
    path("exchanges/groups/<slug:slug>/<int:pk>/", groups.group, name="city_group"),
    path("exchanges/groups/<slug:slug>/<int:pk>/delete/", groups.delete, name="city_group_delete"),
    path("exchanges/<int:pk>/series/", series.exchange_series_page, name="exchange_series"),
    path(f"{_ROUND}/table/", table.round_table, name="round_table"),
    path(f"{_ROUND}/files/table.<str:extension>", files.table_file, name="round_table_file"),
    path(f"{_ROUND}/compare/", compare.round_compare, name="round_compare"),
    path(f"{_ROUND}/note/", texts.round_note, name="round_note"),
    path(f"{_ROUND}/files/note.<str:extension>", files.note_file, name="round_note_file"),
    path(f"{_ROUND}/digest/", texts.round_digest, name="round_digest"),
    path(f"{_ROUND}/files/digest.docx", files.digest_file, name="round_digest_file"),
    path(f"{_ROUND}/dataset/", opened.round_dataset, name="round_dataset"),
    path(f"{_ROUND}/dataset/<str:name>", opened.dataset_file, name="round_dataset_file"),
    path(f"{_ROUND}/files/dataset.zip", opened.dataset_zip, name="round_dataset_zip"),
]
