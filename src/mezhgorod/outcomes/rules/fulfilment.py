"""What became of a planned row, over plain values: timings, hosts, formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import models

from mezhgorod.outcomes.rules.words import Outcome
from mezhgorod.planning.rules import AttendanceMode, TimingStatus, is_dated
from planbook.dates import Timing, contains, overlaps


class Fulfilment(models.TextChoices):
    """What became of a row of a plan."""

    HELD = "held", "проведено"
    OTHERWISE = "otherwise", "проведено иначе"
    CANCELLED = "cancelled", "отменено"
    NOT_HELD = "not_held", "не состоялось"
    SILENT = "silent", "нет сведений"
    AHEAD = "ahead", "впереди или только что прошло"
    EXCHANGE = "exchange", "обмен сведениями, ход в разделе «Обмены»"


@dataclass(frozen=True, slots=True)
class Shares:
    """How many rows became what; exchanges of information are not due here."""

    held: int = 0
    otherwise: int = 0
    cancelled: int = 0
    not_held: int = 0
    silent: int = 0
    ahead: int = 0
    exchange: int = 0

    @property
    def total(self) -> int:
        """All rows."""
        return self.due + self.ahead + self.exchange

    @property
    def due(self) -> int:
        """Rows whose time has come."""
        return self.held + self.otherwise + self.cancelled + self.not_held + self.silent

    @property
    def percent(self) -> int | None:
        """Which part of what is due was held, in any way; None while nothing is due."""
        return round(100 * (self.held + self.otherwise) / self.due) if self.due else None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """When, where and how something is planned or was held; `hosts` are names by number."""

    timing: Timing | None = None
    timing_text: str = ""
    hosts: Mapping[int, str] = field(default_factory=dict)
    mode: str = AttendanceMode.UNKNOWN


@dataclass(frozen=True, slots=True)
class Planned:
    """A row of a plan; `latest` is the last day it may happen on, at most the end of the plan."""

    occurrence: Occurrence
    latest: date
    is_cancelled: bool = False
    is_exchange: bool = False


@dataclass(frozen=True, slots=True)
class HeldFact:
    """What is told of it: an outcome and when, where and how."""

    outcome: str
    occurrence: Occurrence


def shares_of(found: Iterable[Fulfilment]) -> Shares:
    """Count what became of rows.

    >>> shares_of([Fulfilment.HELD, Fulfilment.OTHERWISE, Fulfilment.SILENT]).percent
    67
    """
    counts = Counter(found)
    return Shares(**{one.value: counts[one] for one in Fulfilment})


def fulfilment_of(
    planned: Planned, fact: HeldFact | None, *, today: date, patience_days: int
) -> tuple[Fulfilment, tuple[str, ...]]:
    """Return what became of a row and how it was held otherwise.

    A fact inside what the plan leaves open is no difference: 16 May in «май – июнь».
    """
    outcome = fact.outcome if fact else ""
    if outcome == Outcome.CANCELLED:
        return Fulfilment.CANCELLED, ()
    if outcome == Outcome.NOT_HELD:
        return Fulfilment.NOT_HELD, ()
    if fact is not None and outcome == Outcome.HELD:
        differences = differences_of(planned.occurrence, fact.occurrence)
        return (Fulfilment.OTHERWISE if differences else Fulfilment.HELD), differences
    if planned.is_cancelled:
        return Fulfilment.CANCELLED, ()
    if planned.is_exchange:
        # Nobody meets at an exchange: its rounds and answers stand in their own room.
        return Fulfilment.EXCHANGE, ()
    is_late = today > planned.latest + timedelta(days=patience_days)
    return (Fulfilment.SILENT if is_late else Fulfilment.AHEAD), ()


def differences_of(plan: Occurrence, fact: Occurrence) -> tuple[str, ...]:
    """Return in Russian how an event was held otherwise than planned: time, city, format."""
    found = []
    if is_moved(plan.timing, fact.timing):
        words = _words(fact.timing_text, fact.timing)
        found.append(f"другое время: в плане {_words(plan.timing_text, plan.timing)}, было {words}")
    if plan.hosts and fact.hosts and not set(plan.hosts) & set(fact.hosts):
        found.append(f"другое место: в плане {_cities(plan)}, было {_cities(fact)}")
    modes = (plan.mode, fact.mode)
    if AttendanceMode.UNKNOWN not in modes and plan.mode != fact.mode:
        found.append(f"другой формат: в плане {_mode(plan)}, было {_mode(fact)}")
    return tuple(found)


def is_moved(plan: Timing | None, fact: Timing | None) -> bool:
    """Return whether an event was held at another time than planned.

    Nothing was moved where one time lies inside the other, where the plan names no time of its own,
    or says «ориентировочно» about the same month.
    """
    if plan is None or fact is None or not is_dated(plan.kind) or not is_dated(fact.kind):
        return False
    if not (plan.has_year and fact.has_year and plan.earliest and fact.earliest):
        return False
    if contains(plan, fact) or contains(fact, plan):
        return False
    if not plan.is_approximate:
        return True
    months = {(day.year, day.month) for day in (plan.earliest, plan.latest) if day}
    return (fact.earliest.year, fact.earliest.month) not in months and not overlaps(plan, fact)


def is_cancelled(status: str) -> bool:
    """Return whether a plan itself says that a row is cancelled."""
    return status == TimingStatus.CANCELLED


def _words(text: str, timing: Timing | None) -> str:
    words = " ".join((text or (timing.text if timing else "")).split())
    return f"«{words}»" if words else (timing.edtf if timing else "не указано")


def _cities(one: Occurrence) -> str:
    return ", ".join(one.hosts.values())


def _mode(one: Occurrence) -> str:
    return str(AttendanceMode(one.mode).label)
