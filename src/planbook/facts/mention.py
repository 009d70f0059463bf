"""An event as a sentence names it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event as a sentence names it; `edition` counts a series, `meeting` meetings of a body."""

    start: int
    end: int
    kind: str
    title: str
    edition: int | None = None
    edition_span: tuple[int, int] = (0, 0)
    own_name: str = ""
    body: str = ""
    theme: str = ""
    theme_span: tuple[int, int] = (0, 0)
    meeting: int | None = None
    is_plural: bool = False
    is_inside: bool = False
    is_framework: bool = False
    is_next: bool = False
    has_scope: bool = False
    season: str = ""
    front: frozenset[str] = frozenset()

    @property
    def is_named(self) -> bool:
        """Tell whether the words tell which event it is."""
        return bool(self.own_name or self.body or self.edition or self.has_scope)
