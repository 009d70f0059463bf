"""A drafted row in words: what the program made of the cells at the left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mezhgorod.planning.rules import AttendanceMode, EventInvolvement, TimingStatus
from mezhgorod.website.board.spoken import meaning_words
from mezhgorod.website.board.strokes import StrokeForm, TimingShape, form_of
from mezhgorod.website.wording import bind_spaces
from planbook.dates import Timing
from planbook.language import plural
from planbook.places import Place
from planbook.plans import EventDraft

# Fields that repeat a cell word for word are left to the cell.
_TEXT_FIELDS = (
    ("description", "Содержание", "description"),
    ("audience_text", "Участники", "audience"),
    ("note", "Примечание", "note"),
)


@dataclass(frozen=True, slots=True)
class TimeView:
    """A timing with the form of its stroke and what it means; `remarks` are short tags."""

    form: StrokeForm
    meaning: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One understood fact: its name and its words, one line each."""

    label: str
    lines: tuple[str, ...]


def shape_of_timing(timing: Timing) -> TimingShape:
    """Return what is drawn and said of a drafted timing; days of an unknown year are not drawn."""
    return TimingShape(
        kind=timing.kind.value,
        extent=timing.extent.value if timing.extent else "",
        wording=timing.text,
        spans=tuple((span.start, span.end) for span in timing.spans) if timing.has_year else (),
        rrule=timing.rrule,
    )


def time_of(timing: Timing) -> TimeView:
    """Return what a drafted timing means, in the words of the board."""
    shape = shape_of_timing(timing)
    form = form_of(shape)
    # Beside a chip that says «нет даты» the wording tells why; elsewhere it tells what is meant.
    is_chip = form in {StrokeForm.NONE, StrokeForm.UNREAD}
    words = " ".join(timing.text.split()) if is_chip else meaning_words(shape)
    return TimeView(form, bind_spaces(words), tuple(_remarks(timing)))


def fields_of(row: EventDraft) -> tuple[Field, ...]:
    """Return everything understood of a row beside its title and its time; unsaid is left out."""
    pairs = [_title(row), *_where_and_who(row), *_what(row), *_texts(row)]
    return tuple(
        Field(label, lines)
        for label, values in pairs
        if (lines := tuple(bind_spaces(" ".join(value.split())) for value in values if value))
    )


def place_words(place: Place) -> str:
    """Return a place in one line: settlement, district, region, then the venue.

    >>> place_words(Place("г. Вологда", "Вологда", region="Вологодская область"))
    'Вологда, Вологодская область'
    """
    parts = (place.locality, place.district, place.region, place.venue, place.organization)
    named = ", ".join(dict.fromkeys(part for part in parts if part))
    return named or place.country or place.text


def _remarks(timing: Timing) -> Iterable[str]:
    status = TimingStatus(timing.status.value)
    if status not in {TimingStatus.SCHEDULED, TimingStatus.UNSCHEDULED}:
        yield status.label
    if timing.moved_from is not None:
        yield f"прежний срок: {timing.moved_from.text}"
    if timing.is_approximate:
        yield "ориентировочно"
    if not timing.has_year:
        yield "год неизвестен"
    for hours in timing.times:
        end = f"–{hours.end:%H:%M}" if hours.end else ""
        yield f"{hours.start:%H:%M}{end}"


def _title(row: EventDraft) -> tuple[str, Iterable[str]]:
    """Return the title only where it is not the printed cell without its bullet."""
    cell = row.cell("title")
    is_cell = cell is not None and _letters(cell.text) == _letters(row.title)
    return "Название", [] if is_cell else [row.title or "не найдено"]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _where_and_who(row: EventDraft) -> list[tuple[str, Iterable[str]]]:
    mode = AttendanceMode(row.attendance_mode.value)
    return [
        ("Место", [place_words(place) for place in row.places]),
        ("Формат", [mode.label if mode is not AttendanceMode.UNKNOWN else ""]),
        ("Организаторы", row.organizers),
        ("С кем", [place_words(place) for place in row.partners]),
        ("Ведёт обмен", row.operators),
        ("Инициатор", [row.initiator or ""]),
        ("Вместе с", row.exchange_partners),
    ]


def _what(row: EventDraft) -> list[tuple[str, Iterable[str]]]:
    involvement = EventInvolvement(row.involvement.value).label if row.involvement else ""
    preparation = row.preparation_of or ""
    if preparation and row.target_timing is not None:
        preparation = f"{preparation} ({row.target_timing.text})"
    return [
        ("Вид", [", ".join(word for word in (row.kind, row.scope) if word)]),
        ("Который раз", [f"{row.edition}-й" if row.edition else ""]),
        ("Имя", [row.own_name or ""]),
        ("Тема", [row.topic or ""]),
        ("Посвящено", [row.dedication or ""]),
        ("Секция, орган", [row.body or ""]),
        ("Владелец плана", [involvement or (row.action.value if row.action else "")]),
        ("В рамках", [row.parent_event or ""]),
        ("Подготовка к", [preparation]),
        ("Внутри", row.activities),
        ("Возраст", [_ages(row)]),
        ("Юбилей", [_years(row)]),
    ]


def _texts(row: EventDraft) -> list[tuple[str, Iterable[str]]]:
    """Return long texts only where they were taken out of another cell."""
    found: list[tuple[str, Iterable[str]]] = []
    for name, label, role in _TEXT_FIELDS:
        text, cell = getattr(row, name), row.cell(role)
        if text and (cell is None or cell.text.split() != text.split()):
            found.append((label, [text]))
    return found


def _ages(row: EventDraft) -> str:
    if row.age_from is None and row.age_to is None:
        return ""
    if row.age_to is None:
        return f"от {row.age_from} лет"
    return f"до {row.age_to} лет" if row.age_from is None else f"{row.age_from}–{row.age_to} лет"


def _years(row: EventDraft) -> str:
    if row.age is None:
        return ""
    return f"{row.age.years} {plural(row.age.years, 'год', 'года', 'лет')}"
