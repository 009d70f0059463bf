"""Putting the phrases of a cell together: what is a date, a range, a limit, a remark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from typing import cast

from planbook.dates.atoms import Atom
from planbook.dates.kinds import Extent, Limit, TimingStatus, UnscheduledReason
from planbook.dates.pieces import Grain, Piece
from planbook.dates.repeats import Rule, read_weekdays
from planbook.dates.span import TimeSpan
from planbook.dates.tokens import Tokens
from planbook.dates.vocabulary import CLASSES

DateRange = tuple[Piece, Piece | None]


@dataclass(slots=True)
class Reading:
    """What a cell says, the year not yet known.

    `is_understood` is false when some token fits nothing.
    """

    ranges: list[DateRange] = field(default_factory=list)
    moved_from: list[DateRange] = field(default_factory=list)
    outer: list[DateRange] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    times: list[TimeSpan] = field(default_factory=list)
    weekdays: list[int] = field(default_factory=list)
    remarks: list[Atom] = field(default_factory=list)
    residue: list[Atom] = field(default_factory=list)
    extents: list[Extent] = field(default_factory=list)
    limit: Limit = Limit.NONE
    rule_limit: Limit = Limit.NONE
    status: TimingStatus = TimingStatus.SCHEDULED
    reason: UnscheduledReason = UnscheduledReason.NONE
    plan_unit: str = ""
    is_whole_limit: bool = False
    is_ongoing: bool = False
    is_school_year: bool = False
    is_throughout: bool = False
    is_approximate: bool = False
    is_vague: bool = False
    is_blocked: bool = False
    is_understood: bool = True


class CellReader:
    """Walks over the phrases of one cell from left to right."""

    def __init__(self, tokens: Tokens, atoms: list[Atom]) -> None:
        self._tokens = tokens
        self._atoms = atoms
        self._categories = "".join([atom.category for atom in atoms])
        self._at = 0
        self.reading = Reading()

    def read(self) -> Reading:
        """Return what the phrases say together."""
        atoms = self._atoms
        if "|" in self._tokens.shape:  # «15 или 16 мая»: one of the days
            self.reading.extents.append(Extent.WITHIN)
        while self._at < len(atoms):
            step = _STEPS.get(atoms[self._at].category)
            if step is None:
                self._at += 1
            else:
                step(self, atoms[self._at])
        return self.reading

    def _piece(self, index: int) -> Piece:
        return cast("Piece", self._atoms[index].value)

    def _dates(self, atom: Atom) -> None:
        """A date, or a range of two: «май», «30 марта - 1 апреля», «с сентября по май»."""
        at, categories = self._at, self._categories
        before = categories[at - 1 : at]
        follows = categories[at + 1 : at + 3]
        is_range = follows in ("-P", "yP") or (follows == "BP" and before == "f")
        piece = self._piece(at)
        if is_range:
            self._add(piece, self._piece(at + 2))
            self._at += 3
            return
        if before == "f" and not _is_range(piece):
            self._limit(Limit.SINCE)
        elif before == "y":
            self._limit(Limit.UNTIL)
        self._add(piece, None)
        self._at += 1

    def _add(self, first: Piece, last: Piece | None) -> None:
        if last is not None and (len(first.parts) > 1 or len(last.parts) > 1):
            self.reading.is_understood = False
        if self.reading.limit is not Limit.NONE and first.is_vague:
            # «с середины мая»: an approximate day, no longer a part of a month.
            first = first._replace(grain=Grain.DAY)
            self.reading.is_approximate = True
        self.reading.ranges.append((first, last))
        if first.is_vague or (last is not None and last.is_vague):
            self.reading.is_vague = True

    def _limit(self, limit: Limit) -> None:
        reading = self.reading
        if reading.ranges or reading.limit is not Limit.NONE:
            reading.is_understood = False
        reading.limit = limit

    def _until(self, atom: Atom) -> None:
        self._limited(Limit.UNTIL, is_whole=atom.value is not None)

    def _since(self, atom: Atom) -> None:
        self._limited(Limit.SINCE, is_whole=True)

    def _limited(self, limit: Limit, *, is_whole: bool) -> None:
        self._limit(limit)
        self.reading.is_whole_limit = is_whole
        self._at += 1
        if self._categories[self._at : self._at + 1] != "P":
            self.reading.is_understood = False
        else:
            self._add(self._piece(self._at), None)
            self._at += 1

    def _start(self, atom: Atom) -> None:
        if self._categories[self._at + 1 : self._at + 2] != "P":
            self.reading.is_understood = False
        self._at += 1

    def _rule(self, atom: Atom) -> None:
        self.reading.rules.append(cast("Rule", atom.value))
        shape = self._tokens.shape[atom.start : atom.end]
        if "#" in shape and shape[0] in "BKX":
            self.reading.rule_limit = Limit.UNTIL
        self._at += 1

    def _nth_weekday(self, atom: Atom) -> None:
        # «последняя пятница» is monthly only beside «ежемесячно».
        if "R" not in self._categories:
            self.reading.is_understood = False
        self._rule(atom)

    def _weekdays(self, atom: Atom) -> None:
        shape = self._tokens.shape[atom.start : atom.end]
        values = self._tokens.values[atom.start : atom.end]
        has_dates = "P" in self._categories
        if has_dates:
            days = [v for c, v in zip(shape, values, strict=True) if c == "w"]
            self.reading.weekdays += cast("list[int]", days)
        elif len(shape) > 1 or "R" in self._categories:
            self.reading.rules.append(read_weekdays(shape, values) or {})
        else:
            self.reading.is_understood = False
        self._at += 1

    def _times(self, atom: Atom) -> None:
        shape = self._tokens.shape[atom.start : atom.end]
        values = self._tokens.values[atom.start : atom.end]
        moments = _moments(shape, values)
        if moments is None:
            self.reading.is_understood = False
        else:
            self.reading.times.append(TimeSpan(*moments))
        self._at += 1

    def _ongoing(self, atom: Atom) -> None:
        # «сентябрь, в течение года» says two things at once.
        is_whole_plan = CLASSES["constant"] not in self._tokens.shape[atom.start : atom.end]
        before = self._categories[: self._at].rstrip()
        after = self._categories[self._at + 1 :].lstrip()
        if is_whole_plan and (before.endswith("P,") or after.startswith(",P")):
            self.reading.is_understood = False
        self.reading.is_ongoing = True
        self._at += 1

    def _school_year(self, atom: Atom) -> None:
        self.reading.is_ongoing = self.reading.is_school_year = True
        self._at += 1

    def _throughout(self, atom: Atom) -> None:
        self.reading.is_throughout = True
        self._at += 1

    def _month_long(self, atom: Atom) -> None:
        self.reading.plan_unit = "month"
        self._at += 1

    def _until_end(self, atom: Atom) -> None:
        units = {"l": "period", "ug": "school", "3g": "year"}
        shape = self._tokens.shape[atom.start : atom.end]
        self.reading.plan_unit = units.get(shape[-2:], "period")
        self._at += 1

    def _unscheduled(self, atom: Atom) -> None:
        values = self._tokens.values[atom.start : atom.end]
        reasons = [value for value in values if isinstance(value, UnscheduledReason)]
        if self._categories[self._at + 1 : self._at + 2] == "P":
            # «по плану Минспорта май»: whose month it is cannot be told.
            self.reading.is_understood = False
        self.reading.reason = reasons[0] if reasons else UnscheduledReason.NOT_SET
        self._remark(atom)

    def _remark(self, atom: Atom) -> None:
        self.reading.remarks.append(atom)
        self._at += 1

    def _approximate(self, atom: Atom) -> None:
        self.reading.is_approximate = True
        self._remark(atom)

    def _status(self, status: TimingStatus) -> None:
        if self.reading.status not in (TimingStatus.SCHEDULED, status):
            self.reading.is_understood = False
        self.reading.status = status

    def _cancelled(self, atom: Atom) -> None:
        self._status(TimingStatus.CANCELLED)
        self._remark(atom)

    def _contradicting(self, atom: Atom) -> None:
        self._status(TimingStatus.INCONSISTENT)
        self._remark(atom)

    def _extent(self, atom: Atom) -> None:
        self.reading.extents.append(cast("Extent", self._tokens.values[atom.start]))
        self._at += 1

    def _moved(self, atom: Atom) -> None:
        """«перенос», «перенесено с 12 мая на 20 мая», «12 мая (перенесено на 20 мая)»."""
        reading = self.reading
        self._status(TimingStatus.POSTPONED)
        self._remark(atom)
        follows = self._categories[self._at : self._at + 2]
        if follows == "fP":
            self._at += 1
            self._take_former()
        elif follows == " P" and reading.ranges:
            reading.moved_from, reading.ranges = reading.ranges, []

    def _former(self, atom: Atom) -> None:
        """«прежний срок – 12 мая, 3 июня»."""
        self._status(TimingStatus.POSTPONED)
        self._remark(atom)
        self._take_former()

    def _take_former(self) -> None:
        """Take the dates that follow as those before the move."""
        categories, taken = self._categories, self.reading.moved_from
        while categories[self._at : self._at + 1] in ("P", ","):
            if categories[self._at] == ",":
                self._at += 1
            elif categories[self._at + 1 : self._at + 3] == "-P":
                taken.append((self._piece(self._at), self._piece(self._at + 2)))
                self._at += 3
            else:
                taken.append((self._piece(self._at), None))
                self._at += 1

    def _unknown(self, atom: Atom) -> None:
        self.reading.residue.append(atom)
        self._at += 1

    def _following_year(self, atom: Atom) -> None:
        # «до 1 февраля года, следующего за отчетным»: which year is known only beside «ежегодно».
        if "R" not in self._categories:
            self.reading.is_understood = False
        self._at += 1

    def _bracket(self, atom: Atom) -> None:
        """«III квартал (сентябрь)»: dates in brackets after a date make it more exact."""
        before = self._categories[self._at - 1 : self._at]
        after = self._categories[self._at + 1 : self._at + 2]
        if before == "P" and after in ("P", "f"):
            self.reading.outer, self.reading.ranges = self.reading.ranges, []
        self._at += 1

    def _blocking(self, atom: Atom) -> None:
        self.reading.is_blocked = True
        self._at += 1

    def _stray(self, atom: Atom) -> None:
        self.reading.is_understood = False
        self._at += 1


_STEPS: dict[str, Callable[[CellReader, Atom], None]] = {
    "P": CellReader._dates,
    "B": CellReader._until,
    "K": CellReader._until,
    "Z": CellReader._since,
    "f": CellReader._start,
    "R": CellReader._rule,
    "n": CellReader._nth_weekday,
    "W": CellReader._weekdays,
    "T": CellReader._times,
    "O": CellReader._ongoing,
    "o": CellReader._school_year,
    "c": CellReader._throughout,
    "m": CellReader._month_long,
    "e": CellReader._until_end,
    "U": CellReader._unscheduled,
    "V": CellReader._moved,
    "v": CellReader._former,
    "!": CellReader._cancelled,
    "~": CellReader._contradicting,
    "E": CellReader._extent,
    "@": CellReader._approximate,
    "?": CellReader._approximate,
    "%": CellReader._unknown,
    "j": CellReader._following_year,
    "(": CellReader._bracket,
    "x": CellReader._blocking,
    "#": CellReader._stray,
}


def _is_range(piece: Piece) -> bool:
    first_month, first, last_month, last = piece.parts[0]
    return piece.grain is Grain.DAY and (first_month, first) != (last_month, last)


def _moments(shape: str, values: list[object]) -> list[time] | None:
    """Return one or two moments of a phrase of hours, None when an hour is impossible."""
    numbers: list[tuple[int, int]] = []
    for index, letter in enumerate(shape):
        if letter == "t":
            numbers.append(cast("tuple[int, int]", values[index]))
        elif letter == "d" and shape[index + 1 : index + 3] in ("JJ", "J"):
            numbers[-1] = (numbers[-1][0], cast("int", values[index]))
        elif letter == "d":
            numbers.append((cast("int", values[index]), 0))
    if any(hour > 23 or minute > 59 for hour, minute in numbers):
        return None
    moments = [time(hour, minute) for hour, minute in numbers]
    return moments if len(moments) < 2 or moments[0] <= moments[1] else None
