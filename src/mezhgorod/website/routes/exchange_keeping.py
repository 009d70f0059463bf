"""Addresses of exchanges, their forms and the directory of indicators."""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.exchanges import (
    form_builder,
    form_table,
    given_files,
    indicators,
    listing,
    settings,
)

_ONE = "exchanges/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("exchanges/", listing.exchange_list, name="exchanges"),
    path("exchanges/new/", settings.new, name="exchange_new"),
    path("exchanges/ready/", listing.starters, name="exchange_starters"),
    path("exchanges/rows/", listing.rows, name="exchange_rows"),
    path("exchanges/indicators/", indicators.indicator_list, name="indicators"),
    path("exchanges/indicators/<int:pk>/", indicators.indicator, name="indicator"),
    path(_ONE, listing.exchange, name="exchange"),
    path(f"{_ONE}settings/", settings.settings, name="exchange_settings"),
    path(f"{_ONE}end/", settings.end, name="exchange_end"),
    path(f"{_ONE}row/", settings.link, name="exchange_row"),
    path(f"{_ONE}participants/", settings.participants, name="exchange_participants"),
    path(f"{_ONE}files/", given_files.give, name="exchange_give_file"),
    path(f"{_ONE}files/<int:file>/", given_files.read, name="exchange_given_file"),
    path(f"{_ONE}files/<int:file>/drop/", given_files.drop, name="exchange_drop_file"),
    path(f"{_ONE}form/", form_builder.form, name="exchange_form"),
    path(f"{_ONE}form/preview/", form_builder.preview, name="exchange_form_preview"),
    path(f"{_ONE}form/check/", form_builder.check, name="exchange_form_check"),
    path(f"{_ONE}form/table/", form_table.table, name="exchange_form_table"),
]
