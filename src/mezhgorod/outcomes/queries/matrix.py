"""Which cities took part in which events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from mezhgorod.outcomes.models import HeldEvent, Participation
from mezhgorod.outcomes.rules import PartyRole
from mezhgorod.outcomes.rules.presence import (
    PRESENCE_OF_ROLE,
    Presence,
    PresenceRow,
    Seen,
    presence_rows,
)
from mezhgorod.planning.rules import AttendanceMode

_Told = tuple[int, str, str, int, str]


@dataclass(frozen=True, slots=True)
class ParticipationMatrix:
    """Cities by events; the key of a row is the number of its city."""

    events: tuple[HeldEvent, ...]
    rows: tuple[PresenceRow, ...]


def participation_matrix(*, events: QuerySet[HeldEvent]) -> ParticipationMatrix:
    """Return which cities took part in some events, in the order of days; two queries.

    Events of which no city is listed are left out, and so is who only organised.
    """
    told = Participation.objects.filter(
        held_event__in=events, is_current=True, municipality__isnull=False
    ).exclude(role=PartyRole.ORGANIZER)
    listed: list[_Told] = list(
        told.values_list("held_event", "role", "mode", "municipality", "municipality__name")
    )
    came = {held for held, *_ in listed}
    shown = tuple(one for one in events.order_by("earliest", "pk") if one.pk in came)
    places = {one.pk: place for place, one in enumerate(shown)}
    # Where everybody was far away nobody is told apart for it.
    remote = frozenset(one.pk for one in shown if one.attendance_mode == AttendanceMode.ONLINE)
    return ParticipationMatrix(
        shown, presence_rows(_seen(listed, places, remote), width=len(shown))
    )


def _seen(listed: list[_Told], places: Mapping[int, int], remote: frozenset[int]) -> Iterator[Seen]:
    for held, role, mode, city, name in listed:
        sign = PRESENCE_OF_ROLE[PartyRole(role)]
        is_apart = mode == AttendanceMode.ONLINE and held not in remote
        if sign is Presence.HERE and is_apart:
            sign = Presence.REMOTE
        yield Seen(places[held], city, name, sign)
