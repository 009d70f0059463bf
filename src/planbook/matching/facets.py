"""The independent facets of a row: cells and fields that change, and are merged, together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from planbook.plans import CellDraft, EventDraft
from planbook.plans.content import without_bullet
from planbook.text import clean_spaces


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing a row says: columns that print it, fields that were understood from them."""

    name: str
    label: str
    roles: tuple[str, ...]
    fields: tuple[str, ...]

    def value(self, row: EventDraft) -> tuple[object, ...]:
        """Return everything the row says about the facet, comparable."""
        return (*self.words(row), *(getattr(row, name) for name in self.fields))

    def words(self, row: EventDraft) -> tuple[tuple[str, str], ...]:
        """Return the printed words of the facet, each with its column.

        Bullets and signs that print nothing are no words.
        """
        return tuple(
            (cell.role, clean_spaces(_bare(cell))) for cell in row.cells if cell.role in self.roles
        )

    def fields_of(self, row: EventDraft) -> dict[str, Any]:
        """Return the understood fields of the facet, for `dataclasses.replace`."""
        return {name: getattr(row, name) for name in self.fields}


_TITLE = Facet(
    "title",
    "название",
    ("title",),
    (
        "title", "kind", "edition", "edition_text", "scope", "own_name", "topic", "dedication",
        "body", "involvement", "parent_event", "preparation_of", "action",
    ),
)  # fmt: skip
_TIMING = Facet("timing", "срок", ("timing",), ("timing", "target_timing", "occasions"))
_PLACE = Facet("place", "место", ("place",), ("places", "attendance_mode"))
_PARTNERS = Facet("partners", "регионы", ("partners",), ("partners", "partners_text"))
_PEOPLE = Facet(
    "organizers",
    "организаторы и примечание",
    ("organizers", "responsible", "note"),
    ("organizers", "operators", "initiator", "exchange_partners", "note"),
)
_DESCRIPTION = Facet("description", "содержание", ("description",), ("description", "activities"))
_AUDIENCE = Facet("audience", "участники", ("audience",), ("audience_text", "age_from", "age_to"))
_AGE = Facet("age", "возраст", ("age",), ("age",))
# One cell may say both where and when: then they change together.
_PLACE_TIMING = Facet(
    "place_timing",
    "место и срок",
    ("place_timing", *_PLACE.roles, *_TIMING.roles),
    (*_PLACE.fields, *_TIMING.fields),
)
_APART = (_TITLE, _TIMING, _PLACE, _PARTNERS, _PEOPLE, _DESCRIPTION, _AUDIENCE, _AGE)
_TOGETHER = (_TITLE, _PLACE_TIMING, _PARTNERS, _PEOPLE, _DESCRIPTION, _AUDIENCE, _AGE)


def facets_of(*rows: EventDraft) -> tuple[Facet, ...]:
    """Return the facets by which rows are compared; every column belongs to exactly one.

    The number is none: it follows the order of rows.
    """
    roles = list(dict.fromkeys(cell.role for row in rows for cell in row.cells))
    known = _TOGETHER if "place_timing" in roles else _APART
    covered = {role for facet in known for role in facet.roles}
    return (*known, *_others(role for role in roles if role not in covered and role != "number"))


def _bare(cell: CellDraft) -> str:
    return without_bullet(cell.text) if cell.role == "title" else cell.text


def _others(roles: Iterator[str]) -> Iterator[Facet]:
    for role in roles:
        yield Facet(role, role.removeprefix("other:").lower(), (role,), ())
