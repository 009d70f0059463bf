"""Who took part in what over years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mezhgorod.outcomes.models import HeldEvent, Participation
from mezhgorod.outcomes.rules import Outcome, PartyRole
from mezhgorod.registry.models import Membership, Organization

# The role that says most stands in the cell.
_ORDER = (
    PartyRole.HOST,
    PartyRole.PRESENTER,
    PartyRole.PARTICIPANT,
    PartyRole.EXPERT,
    PartyRole.GUEST,
    PartyRole.OBSERVER,
    PartyRole.ORGANIZER,
)
_Key = tuple[str, int | str]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A city or organization with its roles at every event, in the order of the events.

    `marks` hold the role of `PartyRole` that says most (host first), empty where it was not there.
    """

    name: str
    municipality_id: int | None
    is_member: bool
    marks: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ParticipationMatrix:
    """Cities by events; rows by how often they came, then by name."""

    events: tuple[HeldEvent, ...]
    rows: tuple[MatrixRow, ...]


def participation_matrix(
    *, owner: Organization, years: Sequence[int], public_only: bool = False
) -> ParticipationMatrix:
    """Return who took part in the events of some years; three queries for any number.

    Events of which nobody is listed are left out.
    """
    events = HeldEvent.objects.filter(
        owner=owner, outcome=Outcome.HELD, earliest__year__in=list(years)
    )
    if public_only:
        events = events.filter(published_at__isnull=False)
    listed = Participation.objects.filter(held_event__in=events, is_current=True)
    roles: dict[_Key, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    names: dict[_Key, str] = {}
    for held, role, text, city, organization in listed.values_list(
        "held_event", "role", "text", "municipality", "organization"
    ):
        key = _key(text, city, organization)
        names.setdefault(key, text)
        roles[key][held].add(role)
    came = {held for told in roles.values() for held in told}
    shown = tuple(one for one in events.order_by("earliest", "pk") if one.pk in came)
    members = _member_places(owner)
    rows = [_row(key, names[key], told, shown, members) for key, told in roles.items()]
    return ParticipationMatrix(shown, tuple(sorted(rows, key=lambda row: (-row.count, row.name))))


def _key(text: str, city: int | None, organization: int | None) -> _Key:
    if city is not None:
        return "city", city
    return (
        ("organization", organization) if organization is not None else ("words", text.casefold())
    )


def _row(
    key: _Key,
    name: str,
    told: dict[int, set[str]],
    events: Sequence[HeldEvent],
    members: frozenset[int],
) -> MatrixRow:
    kind, number = key
    city = number if kind == "city" and isinstance(number, int) else None
    return MatrixRow(
        name=name,
        municipality_id=city,
        is_member=city in members,
        marks=tuple(_strongest(told.get(one.pk, set())) for one in events),
        count=len(told),
    )


def _strongest(roles: set[str]) -> str:
    return next((role.value for role in _ORDER if role in roles), "")


def _member_places(owner: Organization) -> frozenset[int]:
    """Return the cities of all members an association has or had, with their further places."""
    places = Membership.objects.filter(association=owner).values_list(
        "member__territory", "places__municipality"
    )
    return frozenset(city for pair in places for city in pair if city is not None)
