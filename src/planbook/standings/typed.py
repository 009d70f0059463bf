"""Tables of places as people type or paste them; what is wrong is told by its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planbook.standings.counting import Result
from planbook.text import comparison_key, parse_roman

MAX_LINES, MAX_LINE = 1_000, 1_000
MAX_NUMBER = Decimal(1_000_000)
_COLUMNS = re.compile(r"\t|;|\|")
_PLACE = re.compile(
    r"^\s*(?P<first>\d{1,4}|[IVXLХІ]{1,6})(?:\s*[-–—]\s*(?P<last>\d{1,4}|[IVXLХІ]{1,6}))?(?=[\s.):,–—-]|$)"
    r"\s*(?:-?[еоё]е?\b)?\s*(?:мест[оаы]\b)?\s*[.):–—-]*\s*",
)
_NO_PLACE = re.compile(r"^\s*(?:[–—-]|б/м|в/к|вне конкурса)\s+")
_NUMBERS = re.compile(
    r"[\s,(:–—-]+(?P<points>\d{1,6}(?:[.,]\d{1,3})?)\s*(?P<unit>очк\w*|балл\w*|б\.|о\.|медал\w*)?\s*\)?\s*[.;]?\s*$",
    re.IGNORECASE,
)
_HEADERS = {
    "place": ("мест", "№", "ранг"),
    "team": ("команд", "город", "участник", "муницип", "делегац"),
    "points": ("очк", "балл", "сумм", "результат", "итог"),
    "gold": ("золот", "1 мест", "i мест"),
    "silver": ("сереб", "2 мест"),
    "bronze": ("бронз", "3 мест"),
}
_ORDER = ("place", "team", "points", "gold", "silver", "bronze")


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong, in Russian; `line` counts from 1 with empty lines, 0 means the whole table."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table of places understood; `faults` are lines left out or to be looked at."""

    results: tuple[Result, ...]
    faults: tuple[LineFault, ...]


def read_standings(text: str, *, discipline: str = "") -> TypedTable:
    """Read a typed or pasted table: place, team, points, medals; never raises on content.

    Columns stand between tabs, semicolons or strokes, with or without a heading; plain lines such
    as «1–2. Вологда – 29 очков» are read too. «1–2» is a shared place, «–» none.

    >>> table = read_standings("1. Петрозаводск – 34\\n2. Череповец – 29 очков\\n– Шуя")
    >>> [(one.place, one.team, one.points) for one in table.results]
    [(1, 'Петрозаводск', Decimal('34')), (2, 'Череповец', Decimal('29')), (None, 'Шуя', None)]
    """
    rows = text.replace("\0", " ").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    results: list[Result] = []
    faults: list[LineFault] = []
    columns: tuple[str, ...] = _ORDER
    known: set[str] = set()
    for number, line in enumerate(rows, start=1):
        if number > MAX_LINES:
            message = f"Строк больше {MAX_LINES}; дальше не читается."
            faults.append(LineFault(number, message))
            break
        if not line.strip(" \t;|.,"):
            continue
        if len(line) > MAX_LINE:
            message = f"Строка длиннее {MAX_LINE} знаков: это не таблица мест."
            faults.append(LineFault(number, message))
            continue
        header = _header(line)
        if header:
            columns = header
            continue
        read = _row(line, columns, discipline)
        if isinstance(read, str):
            faults.append(LineFault(number, read))
        else:
            results.append(read)
            key = comparison_key(read.team)
            if key in known:
                faults.append(LineFault(number, f"{read.team}: команда указана дважды."))
            known.add(key)
    faults += _gaps(results)
    return TypedTable(tuple(results), tuple(faults))


def places_to_check(results: Sequence[Result]) -> tuple[str, ...]:
    """Return in Russian what a person should look at: a team told twice, places nobody took.

    >>> places_to_check([Result("Вологда", 1), Result("Тверь", 3), Result("Вологда", 3)])[0]
    'Вологда: команда указана дважды.'
    """
    teams = Counter(comparison_key(one.team) for one in results)
    twice = {comparison_key(one.team): one.team for one in reversed(results)}
    found = [f"{twice[key]}: команда указана дважды." for key, told in teams.items() if told > 1]
    return (*found, *(one.message for one in _gaps(results)))


def _header(line: str) -> tuple[str, ...]:
    """Return the columns a heading names, empty for a line that is none."""
    cells = [comparison_key(cell) for cell in _COLUMNS.split(line)]
    if len(cells) < 2 or any(re.search(r"\d{2,}", cell) for cell in cells):
        return ()
    names = tuple(
        next((name for name, stems in _HEADERS.items() if any(map(cell.startswith, stems))), "")
        for cell in cells
    )
    return names if "team" in names and sum(map(bool, names)) >= 2 else ()


def _row(line: str, columns: Sequence[str], discipline: str) -> Result | str:
    cells = [" ".join(cell.split()) for cell in _COLUMNS.split(line)]
    if len(cells) == 1:
        return _plain(cells[0], discipline)
    if columns is _ORDER and not _is_place(cells[0]):
        columns = _ORDER[1:]
    named = dict(zip(columns, cells, strict=False))
    team = named.get("team", "")
    if not any(map(str.isalpha, team)):
        return "Нет названия команды. Допишите его или уберите строку."
    values: dict[str, int | Decimal | None] = {}
    for name in ("points", "gold", "silver", "bronze"):
        value = _number(named.get(name, ""))
        if isinstance(value, str):
            return f"{team}: {value}"
        values[name] = value
    place = _place(named.get("place", ""))
    points = values["points"]
    return Result(
        team=team,
        place=place,
        points=Decimal(points) if points is not None else None,
        gold=int(values["gold"] or 0),
        silver=int(values["silver"] or 0),
        bronze=int(values["bronze"] or 0),
        discipline=discipline,
    )


def _plain(line: str, discipline: str) -> Result | str:
    rest, place = line, None
    without = _NO_PLACE.match(line)
    found = _PLACE.match(line)
    if without:
        rest = line[without.end() :]
    elif found and any(map(str.isalpha, line[found.end() :])):
        rest, place = line[found.end() :], _place(found["first"])
    numbers = _NUMBERS.search(rest)
    points: Decimal | None = None
    if numbers:
        value = _number(numbers["points"])
        if isinstance(value, str):
            return value
        points, rest = value, rest[: numbers.start()]
    team = rest.strip(" .,:;–—-")
    if not any(map(str.isalpha, team)):
        return "Нет названия команды. Допишите его или уберите строку."
    return Result(team=team, place=place, points=points, discipline=discipline)


def _is_place(cell: str) -> bool:
    found = _PLACE.match(cell)
    return cell in {"", "-", "–", "—"} or bool(found and found.end() == len(cell))


def _place(cell: str) -> int | None:
    found = _PLACE.match(cell.strip())
    if found is None:
        return None
    words = found["first"]
    number = int(words) if words.isdigit() else parse_roman(words)
    return number or None


def _number(cell: str) -> Decimal | str | None:
    words = cell.strip().replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    if words in {"", "-", "–", "—"}:
        return None
    if not re.fullmatch(r"\d{1,7}(?:[.,]\d{1,3})?", words):
        return f"«{cell[:40]}» не число. Напишите число или оставьте пусто."
    number = Decimal(words.replace(",", "."))
    if number > MAX_NUMBER:
        return f"число {cell[:40]} слишком велико."
    return number


def _gaps(results: Sequence[Result]) -> Iterator[LineFault]:
    """Tell places that nobody took though somebody took a later one."""
    places = sorted(one.place for one in results if one.place is not None)
    for index, place in enumerate(places):
        if place > index + 1 and place not in places[:index]:
            missing = ", ".join(str(number) for number in range(index + 1, min(place, index + 6)))
            yield LineFault(
                0, f"Никто не занял место {missing}. Проверьте, все ли команды внесены."
            )
            return
