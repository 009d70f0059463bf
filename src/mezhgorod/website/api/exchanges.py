"""Opened tables of information exchanges for programs."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from django.urls import reverse
from django.utils import timezone
from dmr import Path
from msgspec import Meta, Struct

from mezhgorod.exchanges.models import ComparisonVersion, ExchangeRound
from mezhgorod.exchanges.queries.comparison import stored_table
from mezhgorod.exchanges.queries.tables import open_rounds, readable_round, versions_of
from mezhgorod.exchanges.rules.reading import is_open_to_all
from mezhgorod.website.api.controllers import OpenController
from mezhgorod.website.open_data import EVERYBODY
from planbook.indicators import table_to_dict

_LISTED = 1000


class TableAddress(Struct, kw_only=True):
    """Адрес таблицы."""

    pk: Annotated[int, Meta(description="номер раунда из списка таблиц")]


class ListedTable(TypedDict):
    """Открытая таблица в списке."""

    id: int
    url: str
    title: str
    owner: str
    period: Annotated[str, Meta(description="EDTF: 2026-33 — первый квартал")]
    published_on: str | None


class TableList(TypedDict):
    """Открытые таблицы, новые периоды сверху."""

    tables: list[ListedTable]


class TableData(ListedTable):
    """Таблица, какой она разослана: форма, столбцы-города, строки-показатели, ответы словами."""

    version: int
    digest: Annotated[str, Meta(description="SHA-256 содержания таблицы")]
    source: Annotated[str, Meta(description="ссылка, обязательная при использовании")]
    table: dict[str, Any]


class ExchangeTablesController(OpenController):
    """Список открытых таблиц информационных обменов."""

    def get(self) -> TableList:
        found = open_rounds(today=timezone.localdate(), limit=_LISTED)
        return {"tables": [_listed(self, one) for one in found]}


class ExchangeTableController(OpenController):
    """Открытая таблица одного раунда."""

    def get(self, parsed_path: Path[TableAddress]) -> TableData:
        rounds = ExchangeRound.objects.select_related("exchange__owner")
        found = rounds.filter(pk=parsed_path.pk).first()
        version = _version(found)
        if found is None or version is None:
            raise self.not_found("Такой открытой таблицы нет.")
        listed = _listed(self, found)
        return {
            **listed,
            "version": version.number,
            "digest": version.digest,
            "source": f"{listed['owner']}, «{listed['title']}», {listed['url']}",
            "table": table_to_dict(stored_table(version)),
        }


def tables_state() -> tuple[object, ...]:
    """Return what changes whenever an opened table does: versions sent out and the day."""
    today = timezone.localdate()
    rounds = [one.pk for one in open_rounds(today=today, limit=_LISTED)]
    versions = ComparisonVersion.objects.filter(round__in=rounds, published_at__isnull=False)
    return (tuple(versions.order_by("pk").values_list("pk", "digest")),)


def _version(found: ExchangeRound | None) -> ComparisonVersion | None:
    """The newest version that everybody reads."""
    if found is None:
        return None
    today = timezone.localdate()
    readable = readable_round(found, actor=EVERYBODY, today=today)
    if not is_open_to_all(readable.subject, today=today):
        return None
    return next(iter(versions_of(readable)), None)


def _listed(controller: OpenController, found: ExchangeRound) -> ListedTable:
    url = reverse("round_table", args=(found.pk,))
    return {
        "id": found.pk,
        "url": controller.request.build_absolute_uri(url),
        "title": found.exchange.title,
        "owner": found.exchange.owner.name,
        "period": found.period_edtf,
        "published_on": found.published_on.isoformat() if found.published_on else None,
    }
