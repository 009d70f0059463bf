"""What stands around every page of a comparison table: which one is shown, to whom, whose city."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from mezhgorod.exchanges.models import ComparisonVersion, ExchangeRound
from mezhgorod.exchanges.queries.comparison import fresh_table, previous_table, stored_table
from mezhgorod.exchanges.queries.tables import (
    ReadableRound,
    kinds_of_columns,
    readable_round,
    versions_of,
)
from mezhgorod.exchanges.rules import RoundState
from mezhgorod.exchanges.rules.comparing import answerers_called
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.exchanges.rules.reading import TableAccess, is_open_to_all, opens_on
from mezhgorod.registry.rules import Actor
from mezhgorod.website.actors import actor_of_request
from planbook.indicators import Column, ComparisonTable, ConsolidationError, FormError, FormulaError
from planbook.indicators.note_wording import Answerers

_TABS = (
    ("round_table", "Сводная таблица"),
    ("round_compare", "Сравнение"),
    ("round_note", "Записка"),
    ("round_digest", "Ответы словами"),
    ("round_dataset", "Открытые данные"),
)
FRESH = "draft"
_UNREADABLE = (
    "Таблицу этого раунда не удалось собрать: {cause} Исправьте ответ или форму и сведите заново."
)


@dataclass(frozen=True, slots=True)
class TableTab:
    label: str
    url: str
    is_current: bool


class TableFrame:
    """The table of a round as somebody reads it; templates know it as `frame`."""

    def __init__(self, request: HttpRequest, readable: ReadableRound) -> None:
        self.request = request
        self.readable = readable
        self.found: ExchangeRound = readable.found
        self.actor: Actor = actor_of_request(request)
        self.today: date = timezone.localdate()
        self.versions = versions_of(readable)
        self.version = self._version()
        self.problem = ""
        self.table = self._table()

    @property
    def is_fresh(self) -> bool:
        """Whether it is put together now of accepted answers and kept nowhere."""
        return self.table is not None and self.version is None

    @property
    def is_course(self) -> bool:
        """Whether the reader runs or watches the exchange."""
        return self.readable.access is TableAccess.COURSE

    @property
    def is_insider(self) -> bool:
        """Whether the reader has a role in the association: pages of the exchange are for them."""
        owner_id = self.found.exchange.owner_id
        return self.actor.is_administrator or any(
            grant.owner_id == owner_id for grant in self.actor.grants
        )

    @property
    def is_open(self) -> bool:
        return is_open_to_all(self.readable.subject, today=self.today)

    @property
    def opens_on(self) -> date | None:
        """From which day everybody reads it, if ever."""
        return opens_on(self.readable.subject)

    @property
    def is_sent(self) -> bool:
        """Whether the shown version was sent out."""
        return self.version is not None and self.version.published_at is not None

    @property
    def period(self) -> str:
        return period_words(self.found.period_edtf)

    @property
    def tabs(self) -> list[TableTab]:
        here = self.request.resolver_match.url_name if self.request.resolver_match else ""
        return [
            TableTab(label, self.url(name), is_current=name == here)
            for name, label in _TABS
            if name != "round_dataset" or self.is_open
        ]

    @cached_property
    def previous(self) -> ComparisonTable | None:
        """The table of the round before, None where there is none or it may not be read."""
        return previous_table(self.found, actor=self.actor, today=self.today)

    @cached_property
    def own_key(self) -> str:
        """The city of the address, else the reader's own; empty for none of the table."""
        keys = {column.key for column in self.columns}
        wanted = self.request.GET.get("city", "")
        if wanted:
            return wanted if wanted in keys else ""
        own = sorted(
            str(grant.party_id)
            for grant in self.actor.grants
            if grant.owner_id == self.found.exchange.owner_id and grant.party_id is not None
        )
        return next((key for key in own if key in keys), "")

    @property
    def own_city(self) -> str:
        return next((one.city for one in self.columns if one.key == self.own_key), "")

    @cached_property
    def answerers(self) -> Answerers:
        """What those of the table are called in sentences; one query."""
        return answerers_called(kinds_of_columns(self.columns))

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.table.columns if self.table else ()

    def url(self, name: str, *args: object, **params: str) -> str:
        """Return the address of a page about the same version for the same city."""
        return reverse(name, args=(self.found.pk, *args)) + self.query(**params)

    def query(self, **params: str) -> str:
        """Return what keeps version and city in an address; an empty parameter is left out."""
        kept = {name: self.request.GET.get(name, "")[:40] for name in ("version", "city")}
        given = {name: value for name, value in {**kept, **params}.items() if value}
        return f"?{urlencode(given)}" if given else ""

    def page(self, template: str, **context: Any) -> HttpResponse:
        """Return a page of this room; without a table one that says what to do instead."""
        name = template if self.table and self.table.columns else "nothing.html"
        response = render(
            self.request, f"website/exchanges/comparing/{name}", {**context, "frame": self}
        )
        patch_cache_control(response, private=True, no_cache=True)
        return response

    def _version(self) -> ComparisonVersion | None:
        wanted = self.request.GET.get("version", "")
        if wanted == FRESH and self.is_course:
            return None
        if wanted:
            found = next((one for one in self.versions if str(one.number) == wanted), None)
            if found is None:
                raise Http404
            return found
        return self.versions[0] if self.versions else None

    def _table(self) -> ComparisonTable | None:
        try:
            if self.version is not None:
                return stored_table(self.version)
            if not self.is_course or self.found.state == RoundState.PREPARING:
                return None
            number = self.versions[0].number + 1 if self.versions else 1
            return fresh_table(found=self.found, number=number, made_on=self.today)
        except (ConsolidationError, FormError, FormulaError) as wrong:
            self.problem = _UNREADABLE.format(cause=str(wrong))
            return None


View = Callable[..., HttpResponse]


def table_view(view: View) -> View:
    """Give a view the frame of the round in its address; who may not read it learns nothing."""

    @wraps(view)
    def wrapped(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        rounds = ExchangeRound.objects.select_related("exchange__owner", "exchange__body", "form")
        found = get_object_or_404(rounds, pk=pk)
        actor = actor_of_request(request)
        readable = readable_round(found, actor=actor, today=timezone.localdate())
        if readable.access is TableAccess.NONE:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise Http404
        return view(request, TableFrame(request, readable), **kwargs)

    return wrapped


def back_to_table(frame: TableFrame) -> HttpResponse:
    """Go to the table of a round."""
    return redirect(frame.url("round_table"))
