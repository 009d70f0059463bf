"""Fields of sheets by their Russian names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SheetKind(StrEnum):
    """Of which sheet a field is."""

    EVENT = "event"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field for a palette.

    Attributes:
        name: Russian name as written in braces: «участники», «места.команда».
        what: what it is, in Russian.
        example: how it is used: «{участники:род}».
        attribute: attribute of the sheet, `FactRef.field` of its words.
        is_list: whether `[*name: …]` repeats over it.
    """

    name: str
    what: str
    example: str
    attribute: str
    is_list: bool = False


def field_list(kind: SheetKind = SheetKind.EVENT) -> tuple[FieldInfo, ...]:
    """Return the fields in the order of a palette."""
    raise NotImplementedError


def option_list() -> tuple[tuple[str, str], ...]:
    """Return options after «:» with what they do, in Russian."""
    raise NotImplementedError
