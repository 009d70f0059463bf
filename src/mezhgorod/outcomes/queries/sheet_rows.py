"""Rows that sheets are made from: each kind is asked for once and kept by event.

Related managers make a query object for every event and every kind, here they would be thousands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from mezhgorod.outcomes.models import (
    AgendaItem,
    AgreedTask,
    EventAward,
    HeldEvent,
    Participation,
    Standing,
    StandingTable,
    StatedCount,
    Talk,
    TrophyHolding,
)
from mezhgorod.outcomes.rules import NEXT_HOST, TaskState
from mezhgorod.registry.models import Municipality

_Row = TypeVar("_Row")


class Party(NamedTuple):
    """Who was there: the text as it was told, and the city or organization it was recognised as."""

    pk: int
    role: str
    text: str
    mode: str
    city: Municipality | None
    organization: int | None


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Facts of events by the number of the event; `lines` are by the number of their table."""

    events: list[HeldEvent]
    parties: dict[int, list[Party]]
    counts: dict[int, list[StatedCount]]
    talks: dict[int, list[Talk]]
    awards: dict[int, list[EventAward]]
    agenda: dict[int, list[AgendaItem]]
    tasks: dict[int, list[AgreedTask]]
    tables: dict[int, list[StandingTable]]
    lines: dict[int, list[Standing]]
    trophies: dict[int, list[TrophyHolding]]

    def standings(self, held: int) -> Iterator[tuple[str, Standing]]:
        """Yield the lines of all tables of an event, each with the discipline of its table."""
        for table in self.tables[held]:
            for line in self.lines[table.pk]:
                yield table.discipline, line


def sheet_rows(wanted: Sequence[int]) -> SheetRows:
    """Return the facts that count of some events, in a fixed number of queries."""
    held = HeldEvent.objects.filter(pk__in=wanted).select_related("body", "series", "parent")
    loaded = {one.pk: one for one in held}
    among = {"held_event__in": list(loaded)}
    parties = list(
        Participation.objects.filter(is_current=True, **among).values_list(
            "held_event", "pk", "role", "text", "mode", "municipality", "organization"
        )
    )
    tasks = AgreedTask.objects.filter(**among).exclude(state=TaskState.DROPPED)
    tables = list(StandingTable.objects.filter(**among))
    lines = Standing.objects.filter(table__in=[one.pk for one in tables])
    rows = SheetRows(
        events=[loaded[pk] for pk in wanted if pk in loaded],
        parties=defaultdict(list),
        counts=_sorted(StatedCount.objects.filter(is_current=True, **among)),
        talks=_sorted(Talk.objects.filter(**among)),
        awards=_sorted(EventAward.objects.filter(**among)),
        agenda=_sorted(AgendaItem.objects.filter(**among)),
        tasks=_sorted(tasks.exclude(text=NEXT_HOST)),
        tables=_sorted(tables),
        lines=_sorted(lines, "table_id"),
        trophies=_sorted(TrophyHolding.objects.filter(**among).select_related("trophy")),
    )
    _give_cities(rows, parties)
    return rows


def _sorted(found: Iterable[_Row], by: str = "held_event_id") -> dict[int, list[_Row]]:
    rows: dict[int, list[_Row]] = defaultdict(list)
    for one in found:
        rows[getattr(one, by)].append(one)
    return rows


def _give_cities(rows: SheetRows, parties: Sequence[tuple[Any, ...]]) -> None:
    """Load every city once: ten events name the same ones hundreds of times."""
    named = [
        one
        for kind in (rows.talks, rows.awards, rows.trophies, rows.lines)
        for ones in kind.values()
        for one in ones
    ]
    numbers = {one.municipality_id for one in named} | {one[5] for one in parties}
    wanted = [number for number in numbers if number is not None]
    cities = Municipality.objects.select_related("region").in_bulk(wanted)
    for one in named:
        one.municipality = cities.get(one.municipality_id or 0)
    for held, pk, role, text, mode, city, organization in parties:
        rows.parties[held].append(Party(pk, role, text, mode, cities.get(city), organization))
