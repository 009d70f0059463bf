"""Who took part in what: one sign for every city at every event. No queries."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from mezhgorod.outcomes.rules.words import PartyRole


class Presence(StrEnum):
    """The sign in a cell; what says most comes first."""

    HOST = "■"
    PRESENTED = "▲"
    HERE = "●"
    REMOTE = "○"
    GUEST = "□"

    @property
    def label(self) -> str:
        """What the sign says, in Russian."""
        return _LABELS[self]


_LABELS = {
    Presence.HOST: "принимал",
    Presence.PRESENTED: "представил опыт",
    Presence.HERE: "участвовал",
    Presence.REMOTE: "участвовал по видеосвязи",
    Presence.GUEST: "гость или наблюдатель",
}
_STRENGTH = {one: place for place, one in enumerate(Presence)}
# Who only organised may not have been there.
PRESENCE_OF_ROLE = {
    PartyRole.HOST: Presence.HOST,
    PartyRole.PRESENTER: Presence.PRESENTED,
    PartyRole.EXPERT: Presence.PRESENTED,
    PartyRole.PARTICIPANT: Presence.HERE,
    PartyRole.GUEST: Presence.GUEST,
    PartyRole.OBSERVER: Presence.GUEST,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody was seen at an event: `place` is its column from 0, `key` makes two names one."""

    place: int
    key: Hashable
    name: str
    presence: Presence


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """A city with its signs in the order of events, None where it was not seen."""

    key: Hashable
    name: str
    signs: tuple[Presence | None, ...]

    @property
    def count(self) -> int:
        """At how many events it was seen."""
        return sum(one is not None for one in self.signs)


def presence_rows(seen: Iterable[Seen], *, width: int) -> tuple[PresenceRow, ...]:
    """Return rows by how often a city came, then by name; the sign that says most stands.

    >>> here = [Seen(0, 1, "Тверь", Presence.HERE), Seen(1, 1, "Тверь", Presence.HERE)]
    >>> rows = presence_rows([*here, Seen(1, 1, "Тверь", Presence.HOST)], width=2)
    >>> rows[0].name, "".join(filter(None, rows[0].signs)), rows[0].count
    ('Тверь', '●■', 2)
    """
    names: dict[Hashable, str] = {}
    found: dict[Hashable, dict[int, Presence]] = {}
    for one in seen:
        names.setdefault(one.key, one.name)
        signs = found.setdefault(one.key, {})
        known = signs.get(one.place)
        if known is None or _STRENGTH[one.presence] < _STRENGTH[known]:
            signs[one.place] = one.presence
    rows = (
        PresenceRow(key, names[key], tuple(signs.get(place) for place in range(width)))
        for key, signs in found.items()
    )
    return tuple(sorted(rows, key=lambda row: (-row.count, row.name)))


def legend(rows: Iterable[PresenceRow]) -> str:
    """Return what the signs of rows mean: «■ принимал, ● участвовал».

    >>> legend([PresenceRow(1, "Тверь", (Presence.HERE, None))])
    '● участвовал'
    """
    used = {sign for row in rows for sign in row.signs}
    return ", ".join(f"{one.value} {one.label}" for one in Presence if one in used)
