"""Lists of participants in files: how many came from where; names of people are not kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mezhgorod.outcomes.queries.recognising import PartyRecogniser, RecognisedParty, identity_of
from mezhgorod.outcomes.rules import PartyDraft
from mezhgorod.planning.rules import AttendanceMode
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import RuleViolation, name_key
from planbook.documents import Document, Row, Table
from planbook.language import plural
from planbook.places.name_list import read_name_list

MAX_ROWS, MAX_PARTIES, MAX_PEOPLE = 20_000, 1_000, 100_000
_HEADER_DEPTH = 20
_MAX_CELL = 500
_ROLES = {
    "city": ("город", "муницип", "мо", "территор", "район", "населен", "откуда", "место житель"),
    "party": ("организац", "учрежден", "делегац", "команд", "место работ", "субъект", "регион"),
    "count": ("количеств", "кол-во", "число", "человек", "чел", "всего"),
    "mode": ("формат", "форма участ", "очно", "вид участ", "способ"),
    "person": ("фио", "ф.и.о", "ф. и. о", "фамил", "участник", "имя", "представител"),
    "post": ("должност",),
}
_REMOTE = re.compile(r"вкс|онлайн|online|дистанц|удал[её]н|видео", re.IGNORECASE)
_PRESENT = re.compile(r"очно|личн|присутств", re.IGNORECASE)
_BOTH = re.compile(r"очно\W{1,5}(?:заочно|дистанц)|смешан|гибрид", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:итого|всего)\b", re.IGNORECASE)
_NO_TABLE = (
    "В файле не найден список участников: нужна таблица со столбцом «Город», «Муниципальное "
    "образование» или «Организация». Добавьте заголовок столбца и загрузите файл снова."
)
_NAMES_LEFT = (
    "Имена и должности людей из файла не сохранены: учтено только, сколько человек от кого."
)


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """All lines of a file about one city or organization: how many people, how they take part.

    `lines` count rows of the table with its heading; a title over the table is not one.
    """

    party: RecognisedParty
    mode: str
    headcount: int
    lines: tuple[int, ...]

    @property
    def draft(self) -> PartyDraft:
        """The party as it is kept, with its people."""
        return replace(self.party.draft, mode=self.mode, headcount=self.headcount)


@dataclass(frozen=True, slots=True)
class ParticipantTable:
    """A list of participants understood; `notes` say in Russian what was left out and why."""

    rows: tuple[ParticipantRow, ...]
    notes: tuple[str, ...]

    @property
    def drafts(self) -> tuple[PartyDraft, ...]:
        """The parties as they are kept."""
        return tuple(row.draft for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    party: str
    person: str = ""
    count: str = ""
    mode: str = ""


@dataclass(slots=True)
class _Gathered:
    party: RecognisedParty
    headcount: int = 0
    modes: set[str] = field(default_factory=set)
    lines: list[int] = field(default_factory=list)


def read_participant_table(
    document: Document, *, owner: Organization | None = None, day: date | None = None
) -> ParticipantTable:
    """Read a list of participants of an Excel, CSV or Word file that `planbook.readers` has read.

    One line is one person unless a column says how many; a person named twice for one city counts
    once. Names and offices of people are read over and not kept: only counts by municipality, which
    is told.

    Raises:
        RuleViolation: the file has no table with a column of cities or organizations, or more lines
            or parties than an event has.
    """
    lines: list[_Line] = []
    has_people = False
    for table in document.tables():
        columns, first = _columns(table)
        if columns:
            has_people = has_people or "person" in columns or "post" in columns
            lines += _lines(table.rows[first:], columns, first)
    if not lines:
        raise RuleViolation("participants.no_table", _NO_TABLE, "file")
    if len(lines) > MAX_ROWS:
        message = f"В файле {len(lines)} строк, помещается {MAX_ROWS}. Разделите его."
        raise RuleViolation("participants.too_many", message, "file")
    gathered, notes = _gathered(lines, PartyRecogniser(owner=owner, day=day))
    if len(gathered) > MAX_PARTIES:
        message = f"В файле {len(gathered)} городов и организаций, помещается {MAX_PARTIES}."
        raise RuleViolation("participants.too_many", message, "file")
    rows = tuple(
        ParticipantRow(one.party, _mode(one.modes), one.headcount, tuple(one.lines))
        for one in gathered
    )
    unknown = [
        f"Не найдено: «{one.party.typed[:80]}» (строки таблицы {_numbers(one.lines)}). "
        "Проверьте написание."
        for one in gathered
        if not one.party.is_known
    ]
    return ParticipantTable(rows, (*([_NAMES_LEFT] if has_people else []), *unknown, *notes))


def _columns(table: Table) -> tuple[dict[str, int], int]:
    """Return which column holds what, and how many rows the heading takes; empty for no list."""
    for depth, row in enumerate(table.rows[:_HEADER_DEPTH], start=1):
        found: dict[str, int] = {}
        for cell in row.cells:
            role = _role(cell.text)
            if role:
                found.setdefault(role, cell.column)
        if "city" in found or ("party" in found and len(found) > 1) or list(found) == ["party"]:
            return found, depth
    return {}, 0


def _role(heading: str) -> str:
    words = name_key(heading[:_MAX_CELL])
    return next(
        (
            role
            for role, stems in _ROLES.items()
            if any(words == stem if len(stem) < 3 else words.startswith(stem) for stem in stems)
        ),
        "",
    )


def _lines(rows: Sequence[Row], columns: dict[str, int], before: int) -> Iterator[_Line]:
    party = ""
    for number, row in enumerate(rows, start=before + 1):
        cells = {cell.column: " ".join(cell.text.split())[:_MAX_CELL] for cell in row.cells}
        said = {role: cells.get(column, "") for role, column in columns.items()}
        if not any(said.values()) or any(_TOTAL.match(text) for text in cells.values()):
            continue
        # A city printed once for several people stands over the lines below it.
        party = said.get("city") or said.get("party") or party
        if party:
            yield _Line(
                number, party, said.get("person", ""), said.get("count", ""), said.get("mode", "")
            )


def _gathered(lines: Iterable[_Line], finder: PartyRecogniser) -> tuple[list[_Gathered], list[str]]:
    found: dict[tuple[str, object], _Gathered] = {}
    parties: dict[str, RecognisedParty] = {}
    people: set[tuple[object, str]] = set()
    repeated: list[int] = []
    uncounted: list[int] = []
    for line in lines:
        party = parties.get(line.party)
        if party is None:
            party = parties[line.party] = _party(line.party, finder)
        group = found.setdefault(identity_of(party), _Gathered(party))
        person = (identity_of(party), name_key(line.person))
        if line.person and person in people:
            repeated.append(line.number)
            continue
        people.add(person)
        count = _count(line.count)
        if count is None:
            uncounted.append(line.number)
        group.headcount += 1 if count is None else count
        group.modes.add(_line_mode(line.mode))
        group.lines.append(line.number)
    return list(found.values()), _line_notes(repeated, uncounted)


def _party(words: str, finder: PartyRecogniser) -> RecognisedParty:
    names = read_name_list(words, is_one_name=lambda _: True).names
    if len(names) == 1:
        return finder.party(replace(names[0], headcount=None))
    return RecognisedParty(words, PartyDraft(words[:300]), is_known=False)


def _count(words: str) -> int | None:
    """Return how many people a line is: one where nothing is said, None where it is no number."""
    if not words:
        return 1
    digits = re.fullmatch(r"(\d{1,6})(?:[.,]0+)?(?:\s*чел\.?\w*)?", words)
    number = int(digits[1]) if digits else None
    return number if number is not None and number <= MAX_PEOPLE else None


def _line_mode(words: str) -> str:
    if _BOTH.search(words):
        return AttendanceMode.HYBRID.value
    if _REMOTE.search(words):
        return AttendanceMode.ONLINE.value
    return (AttendanceMode.IN_PERSON if _PRESENT.search(words) else AttendanceMode.UNKNOWN).value


def _mode(modes: set[str]) -> str:
    known = modes - {AttendanceMode.UNKNOWN.value}
    if len(known) > 1:
        return AttendanceMode.HYBRID.value
    return next(iter(known), AttendanceMode.UNKNOWN.value)


def _line_notes(repeated: Sequence[int], uncounted: Sequence[int]) -> list[str]:
    notes = []
    if repeated:
        words = plural(len(repeated), "человек указан", "человека указаны", "человек указаны")
        notes.append(
            f"{len(repeated)} {words} повторно (строки таблицы {_numbers(repeated)}): учтены раз."
        )
    if uncounted:
        notes.append(
            f"Число человек не понято (строки таблицы {_numbers(uncounted)}): учтено по одному. "
            "Напишите числа и загрузите файл снова."
        )
    return notes


def _numbers(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:10]))
    return f"{shown} и ещё {len(lines) - 10}" if len(lines) > 10 else shown
