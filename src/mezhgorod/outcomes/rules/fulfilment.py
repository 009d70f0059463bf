"""What became of a planned row, over plain values: timings, hosts, formats."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class Fulfilment(models.TextChoices):
    """What became of a row of a plan."""

    HELD = "held", "проведено"
    OTHERWISE = "otherwise", "проведено иначе"
    CANCELLED = "cancelled", "отменено"
    NOT_HELD = "not_held", "не состоялось"
    SILENT = "silent", "нет сведений"
    AHEAD = "ahead", "впереди"


@dataclass(frozen=True, slots=True)
class Shares:
    """How many rows became what."""

    held: int = 0
    otherwise: int = 0
    cancelled: int = 0
    not_held: int = 0
    silent: int = 0
    ahead: int = 0

    @property
    def total(self) -> int:
        """All rows."""
        return self.due + self.ahead

    @property
    def due(self) -> int:
        """Rows whose time has come."""
        return self.held + self.otherwise + self.cancelled + self.not_held + self.silent

    @property
    def percent(self) -> int | None:
        """Which part of what is due was held, in any way; None while nothing is due."""
        return round(100 * (self.held + self.otherwise) / self.due) if self.due else None
