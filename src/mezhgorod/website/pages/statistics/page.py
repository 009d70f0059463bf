"""The figures of an association for a year: pictures with their tables, files to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from mezhgorod.outcomes.queries import ParticipationMatrix
from mezhgorod.outcomes.rules.fulfilment import Fulfilment
from mezhgorod.outcomes.rules.presence import Presence, legend
from mezhgorod.publication.files import WrittenFile
from mezhgorod.publication.statistics import MATRIX, MONTHS, FigureTable, figure_tables
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor
from mezhgorod.reporting.queries.statistics import (
    CityActivity,
    Statistics,
    owners_with_figures,
    statistics_of,
)
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.handing_out import hand_out
from mezhgorod.website.templatetags.website import nbsp
from planbook.documents.flat import FlatTable
from planbook.writers import WRITERS
from planbook.writers.charts import ChartFrame, CityDot, CountedBar, city_map, counted_bars
from planbook.writers.csv import write_csv
from planbook.writers.xlsx import write_xlsx

_EVENTS = ("мероприятие", "мероприятия", "мероприятий")
# So many cities are drawn; the table names all.
_MOST_BARS = 20
# A table of so many columns is read in half the width of a screen.
_MOST_HALF_COLUMNS = 6
_WRITE: dict[str, Callable[[FlatTable], bytes]] = {"csv": write_csv, "xlsx": write_xlsx}
# A sign for the eye, its word for who hears the page.
_CELLS: dict[Presence | None, str] = {
    None: "<td></td>",
    **{
        one: (
            f'<td><span aria-hidden="true">{one.value}</span>'
            f'<span class="visually-hidden">{one.label}</span></td>'
        )
        for one in Presence
    },
}


@dataclass(frozen=True, slots=True)
class FigurePart:
    """A part of the page: pictures and the table behind them."""

    shown: FigureTable
    pictures: tuple[SafeString, ...]

    @property
    def is_wide(self) -> bool:
        """It takes the whole width of a wide screen; a part with one picture takes half of it."""
        has_many_columns = len(self.shown.table.columns) > _MOST_HALF_COLUMNS
        return self.shown.key == MATRIX or len(self.pictures) != 1 or has_many_columns


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Figures of the chosen association and year; without a choice of the first and the last."""
    actor = actor_of_request(request)
    owners = owners_with_figures(actor=actor)
    if not owners:
        return render(request, "website/statistics/page.html", {"owners": owners})
    told = _told(request, owners, actor)
    pictures = _pictures(told)
    context = {
        "owners": owners,
        "told": told,
        "parts": [FigurePart(one, pictures.get(one.key, ())) for one in figure_tables(told)],
        "hosts": _hosts(told),
        "unmapped": [
            one.city.name for one in told.activity if one.hosted and one.city.latitude is None
        ],
        "matrix": _matrix(told.matrix),
        "matrix_key": MATRIX,
        "matrix_signs": legend(told.matrix.rows),
        "kinds": tuple(_WRITE),
        "query": request.GET.urlencode(),
    }
    return render(request, "website/statistics/page.html", context)


@require_safe
def statistics_file(request: HttpRequest, key: str, extension: str) -> HttpResponse:
    """One table of the page as a file."""
    actor = actor_of_request(request)
    owners = owners_with_figures(actor=actor)
    write = _WRITE.get(extension)
    if write is None or not owners:
        raise Http404
    told = _told(request, owners, actor)
    table = next((one.table for one in figure_tables(told) if one.key == key), None)
    if table is None:
        raise Http404
    name = f"{told.owner.short_name or told.owner.name}. {table.title}.{extension}"
    return hand_out(WrittenFile(write(table), WRITERS[extension].media_type, name))


def _told(request: HttpRequest, owners: list[Organization], actor: Actor) -> Statistics:
    chosen = request.GET.get("owner", "")
    owner = next((one for one in owners if one.slug == chosen), None)
    if chosen and owner is None:
        raise Http404
    words = request.GET.get("year", "")
    known = len(words) == 4 and words.isascii() and words.isdigit()
    # There was no year 0.
    year = (int(words) or None) if known else None
    return statistics_of(
        owner=owner or owners[0], year=year, actor=actor, today=timezone.localdate()
    )


def _matrix(told: ParticipationMatrix) -> SafeString:
    """Return cities by events as rows of a table: thousands of cells, too many for a template."""
    rows = []
    for one in told.rows:
        cells = "".join(_CELLS[sign] for sign in one.signs)
        rows.append(
            f'<tr><th scope="row">{escape(nbsp(one.name))}</th>{cells}'
            f'<td class="num">{one.count}</td></tr>'
        )
    # Names are escaped, the rest is ours.
    return SafeString("".join(rows))


def _pictures(told: Statistics) -> dict[str, tuple[SafeString, ...]]:
    return {
        "fulfilment": tuple(
            _bars(
                f"plan{one.plan.pk}",
                one.plan.title,
                [
                    CountedBar(str(kind.label), getattr(one.fact.total, kind.value))
                    for kind in Fulfilment
                ],
            )
            for one in told.plans
        ),
        "seasons": tuple(
            _bars(
                f"season{one.year}",
                f"Прошло мероприятий, {one.year} год",
                _months(one.held, one.held_undated),
            )
            if any(one.held) or one.held_undated
            else _bars(
                f"season{one.year}",
                f"В плане, {one.year} год",
                _months(one.planned, one.planned_undated),
            )
            for one in told.seasons
            if one.year == told.year
        ),
        "activity": (
            _bars(
                "activity",
                f"Мероприятий с участием города, {told.year} год",
                [CountedBar(one.city.name, one.total) for one in told.activity[:_MOST_BARS]],
            ),
        ),
    }


def _months(counts: Iterable[int], undated: int) -> list[CountedBar]:
    bars = [CountedBar(name, count) for name, count in zip(MONTHS, counts, strict=True)]
    return [*bars, CountedBar("месяц не назван", undated)] if undated else bars


def _bars(name: str, title: str, bars: list[CountedBar]) -> SafeString:
    # Words are escaped by the writer of pictures.
    return SafeString(counted_bars(bars, frame=ChartFrame(title, name=name, width=640)))


def _hosts(told: Statistics) -> SafeString:
    dots = [_dot(one) for one in told.activity if one.hosted and one.city.latitude is not None]
    frame = ChartFrame(f"Где прошли мероприятия, {told.year} год", name="hosts")
    return SafeString(city_map(dots, frame=frame, noun=_EVENTS))


def _dot(one: CityActivity) -> CityDot:
    return CityDot(
        label=one.city.name,
        latitude=one.city.latitude or 0.0,
        longitude=one.city.longitude or 0.0,
        count=len(one.hosted),
        url=reverse("city", args=[one.city.slug]),
    )
