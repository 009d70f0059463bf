"""Holders of posts as a reader may see them: a name only where it is published or may be seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mezhgorod.registry.models import Organization, Person, Post, Tenure
from mezhgorod.registry.queries.offices import Office
from mezhgorod.registry.rules import Holding

HIDDEN = "имя не публикуется"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a post: `name` is empty where only the organization is known."""

    tenure: Tenure
    name: str
    is_hidden: bool
    is_perhaps: bool = False

    @property
    def party(self) -> Organization | None:
        """The organization the holder is from."""
        return self.tenure.party

    @property
    def words(self) -> str:
        """The holder in one line."""
        party = self.tenure.party.spoken_name if self.tenure.party else ""
        named = self.name or (HIDDEN if self.is_hidden and not party else "")
        return ", ".join(part for part in (named, party) if part)


@dataclass(frozen=True, slots=True)
class Seats:
    """A post with its holders as a reader sees them."""

    post: Post
    holders: tuple[Holder, ...]


def shown_name(person: Person | None, *, sees_people: bool) -> str:
    """Return the name of a person for this reader, empty when it is not for them."""
    if person is None or person.erased_at is not None:
        return ""
    return person.full_name if person.is_public or sees_people else ""


def holder_of(tenure: Tenure, *, sees_people: bool, day: date | None = None) -> Holder:
    """Return the holder of a term as a reader sees it."""
    name = shown_name(tenure.person, sees_people=sees_people)
    is_perhaps = day is not None and tenure.holding_on(day) is Holding.PERHAPS
    return Holder(tenure, name, bool(tenure.person) and not name, is_perhaps)


def seats_of(offices: list[Office], *, sees_people: bool, day: date | None = None) -> list[Seats]:
    """Return posts with their holders as a reader sees them."""
    return [
        Seats(
            office.post,
            tuple(holder_of(one, sees_people=sees_people, day=day) for one in office.tenures),
        )
        for office in offices
    ]
