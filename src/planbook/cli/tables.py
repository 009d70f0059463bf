"""What was read as a table for a terminal: columns that fit its width, long texts wrapped."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence

from planbook.dates import Timing, TimingStatus
from planbook.findings import Finding, Severity
from planbook.language import plural
from planbook.places import AttendanceMode, Place, PlacesResult
from planbook.plans import EventDraft, PlanDraft, SectionDraft

_MIN_WIDTH = 50
_MAX_WIDTH = 160
_GAP = "  "
_HEAD = ("№", "Срок", "Мероприятие", "Место")
_MAX_FINDINGS = 30
_SEVERITIES = {
    Severity.ERROR: "ошибка",
    Severity.WARNING: "внимание",
    Severity.INFO: "к сведению",
}
_KINDS = {
    "day": "день",
    "day_range": "дни подряд",
    "days": "отдельные дни",
    "month": "месяц",
    "month_range": "месяцы",
    "quarter": "квартал",
    "half_year": "полугодие",
    "year": "год",
    "season": "время года",
    "recurring": "повторяется",
    "ongoing": "постоянно",
    "unscheduled": "без даты",
    "unparsed": "не понято",
}
_EXTENTS = {
    "exact": "в указанный день",
    "throughout": "весь срок целиком",
    "within": "когда-то внутри срока",
    "recurring": "по правилу",
    "ambiguous": "из текста не ясно, целиком или внутри срока",
}
_STATUSES = {
    TimingStatus.UNSCHEDULED: "срок не назначен",
    TimingStatus.POSTPONED: "перенесено",
    TimingStatus.CANCELLED: "отменено",
    TimingStatus.INCONSISTENT: "есть противоречие",
}
_MODES = {
    AttendanceMode.IN_PERSON: "очно",
    AttendanceMode.ONLINE: "дистанционно",
    AttendanceMode.HYBRID: "очно и дистанционно",
    AttendanceMode.UNKNOWN: "не указано",
}


def plan_table(draft: PlanDraft) -> str:
    """Return a plan as a table per section, and what was noticed below it."""
    lines = _card(
        [
            ("Документ", draft.title or "без заголовка"),
            ("Чей план", draft.owner or "не указано"),
            ("Период", draft.period or "не указан"),
        ]
    )
    for section in draft.sections:
        lines += ["", *_section_lines(section)]
    count = sum(1 for _ in draft.items())
    if count:
        lines += ["", f"Всего: {count} {plural(count, 'строка', 'строки', 'строк')}."]
    findings = [*draft.findings, *(finding for item in draft.items() for finding in item.findings)]
    return "\n".join([*lines, *_finding_lines(findings)])


def timing_table(timing: Timing) -> str:
    """Return a timing as lines «название: значение»."""
    pairs = [
        ("Текст", timing.text),
        ("Вид", _KINDS[timing.kind.value]),
        ("EDTF", timing.edtf),
        ("Начало", timing.earliest.isoformat() if timing.earliest else ""),
        ("Окончание", timing.latest.isoformat() if timing.latest else ""),
        ("Как занят срок", _EXTENTS[timing.extent.value] if timing.extent else ""),
        ("Правило повторения", timing.rrule),
        ("Состояние", _STATUSES.get(timing.status, "")),
        ("Ориентировочно", "да" if timing.is_approximate else ""),
        ("Примечание", timing.note),
    ]
    shown = [(name, value) for name, value in pairs if value]
    return "\n".join([*_card(shown), *_finding_lines(timing.findings)])


def places_table(result: PlacesResult) -> str:
    """Return the places of a cell as lines, and how people attend."""
    lines: list[str] = []
    for place in result.places:
        pairs = [
            ("Текст", place.text),
            ("Населённый пункт", place.locality),
            ("Район", place.district),
            ("Регион", place.region),
            ("Страна", place.country),
            ("Площадка", place.venue),
            ("Организация", place.organization),
            ("Координаты", _coordinates(place)),
        ]
        lines += [*_card([(name, value) for name, value in pairs if value]), ""]
    lines += _card([("Участие", _MODES[result.attendance_mode])])
    return "\n".join([*lines, *_finding_lines(result.findings)])


def _section_lines(section: SectionDraft) -> list[str]:
    numeral = f"{section.numeral}. " if section.numeral else ""
    lines = _wrapped(f"{numeral}{section.heading}", terminal_width()) if section.heading else []
    lines += [line for note in section.notes for line in _wrapped(f"  {note}", terminal_width())]
    if not section.items:
        return lines
    widths = _column_widths(section.items)
    return [
        *lines,
        *_row(_HEAD, widths),
        _GAP.join("─" * width for width in widths),
        *(line for item in section.items for line in _row(_item_cells(item), widths)),
    ]


def _item_cells(item: EventDraft) -> tuple[str, str, str, str]:
    timing = item.timing.text or "—"
    return (item.number or "·", " ".join(timing.split()), item.title, _place_words(item))


def _place_words(item: EventDraft) -> str:
    names = [
        place.locality or place.region or place.organization or place.venue or place.text
        for place in item.places
    ]
    words = ", ".join(dict.fromkeys(name for name in names if name))
    if item.attendance_mode in (AttendanceMode.ONLINE, AttendanceMode.HYBRID):
        mode = _MODES[item.attendance_mode]
        return f"{words} ({mode})" if words else mode
    return words or "—"


def _column_widths(items: Sequence[EventDraft]) -> tuple[int, int, int, int]:
    width = terminal_width() - len(_GAP) * 3
    number = min(6, max(len(item.number or "·") for item in items))
    timing = width // 5
    place = width // 5
    return number, timing, width - number - timing - place, place


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    columns = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(len(column) for column in columns)
    return [
        _GAP.join(
            (column[line] if line < len(column) else "").ljust(width)
            for column, width in zip(columns, widths, strict=True)
        ).rstrip()
        for line in range(height)
    ]


def _card(pairs: Sequence[tuple[str, str]]) -> list[str]:
    width = max((len(name) for name, _ in pairs), default=0) + 2
    lines: list[str] = []
    for name, value in pairs:
        for line, part in enumerate(_wrapped(" ".join(value.split()), terminal_width() - width)):
            lines.append(f"{name + ':' if line == 0 else '':<{width}}{part}")
    return lines


def _finding_lines(findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return []
    order = list(_SEVERITIES)
    told = sorted(findings, key=lambda finding: order.index(finding.severity))
    lines = ["", f"Замечания: {len(findings)}"]
    for finding in told[:_MAX_FINDINGS]:
        row = f", строка {finding.source.row}" if finding.source.row else ""
        text = f"{_SEVERITIES[finding.severity]}{row}: {finding.message}"
        lines += textwrap.wrap(text, terminal_width(), initial_indent="• ", subsequent_indent="  ")
    if len(findings) > _MAX_FINDINGS:
        rest = len(findings) - _MAX_FINDINGS
        lines.append(f"… и ещё {rest}; все замечания — с параметром --json.")
    return lines


def _coordinates(place: Place) -> str:
    if place.latitude is None or place.longitude is None:
        return ""
    return f"{place.latitude:.4f}, {place.longitude:.4f}"


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 4)) or [""]


def terminal_width() -> int:
    """Return how many characters a line of the terminal holds, within reason."""
    return min(_MAX_WIDTH, max(_MIN_WIDTH, shutil.get_terminal_size((100, 24)).columns))
