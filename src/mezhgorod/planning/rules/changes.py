"""Typed changes of a row as words of its cells: postponed, cancelled, moved to another city.

Values only. The author's wording always wins; what is composed here is what the grammar of dates
reads back as the same meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mezhgorod.planning.rules.words import FROZEN_STATES, AttendanceMode, ChangeKind
from mezhgorod.planning.rules.workflow import MAX_WORDS, checked_words
from mezhgorod.registry.rules import RuleViolation
from planbook.dates import Timing, TimingKind, TimingStatus
from planbook.plans import CellDraft, EventDraft

# Printed where a row is put off and nobody knows yet till when.
UNDATED_WORDING = "срок уточняется"
CANCELLED_WORDING = "отменено"
MAX_WORDING = 2_000
_TIMING_ROLES = ("timing", "place_timing")
_PLACE_ROLES = ("place", "place_timing")
_FORMAT_WORDS = {
    AttendanceMode.ONLINE: "дистанционно",
    AttendanceMode.HYBRID: "очно и дистанционно",
    AttendanceMode.IN_PERSON: "очно",
}
_ONLINE_WORDS = ("очно и дистанционно", "дистанционно", "в режиме ВКС", "очно")
# Changes that say something new about time: calendars and lists tell of them.
TIMING_CHANGES = frozenset({ChangeKind.POSTPONE, ChangeKind.FIX_DATE, ChangeKind.CANCEL})

Cells = tuple[CellDraft, ...]


def ensure_grounds(state: str, reason: str, basis: str) -> tuple[str, str]:
    """Return reason and basis fit to be stored; an approved plan asks for a reason.

    Raises:
        RuleViolation: the reason is missing or one of them is too long.
    """
    is_needed = state in FROZEN_STATES
    what = "причину изменения: план уже утверждён" if is_needed else "причину изменения"
    return (
        checked_words(reason, field="reason", what=what, limit=MAX_WORDS, is_needed=is_needed),
        checked_words(basis, field="basis", what="основание", limit=MAX_WORDS),
    )


def timing_cell(row: EventDraft) -> CellDraft | None:
    """Return the cell that tells the time of a row, None when it has none."""
    return _cell(row, _TIMING_ROLES)


def place_cell(row: EventDraft) -> CellDraft | None:
    """Return the cell that tells the place of a row, None when it has none."""
    return _cell(row, _PLACE_ROLES)


def with_timing(row: EventDraft, wording: str) -> Cells:
    """Return the cells of a row with another wording of its time; a place beside it stays."""
    cell = timing_cell(row)
    former = row.timing.text
    if cell is not None and cell.role != "timing" and former and cell.text.count(former) == 1:
        wording = cell.text.replace(former, wording)
    return _with(row, cell, "timing", wording)


def with_place(row: EventDraft, wording: str) -> Cells:
    """Return the cells of a row with another wording of its place; a time beside it stays."""
    cell = place_cell(row)
    time = row.timing.text
    if cell is not None and cell.role != "place" and time and cell.text.count(time) == 1:
        is_first = cell.text.startswith(time)
        wording = f"{time} {wording}" if is_first else f"{wording} {time}"
    return _with(row, cell, "place", wording)


def with_texts(row: EventDraft, texts: Sequence[tuple[str, str]]) -> Cells:
    """Return the cells of a row with other words, one per role in the order of the cells."""
    left = list(texts)
    cells = []
    for cell in row.cells:
        found = next((one for one in left if one[0] == cell.role), None)
        if found is None:
            cells.append(cell)
            continue
        left.remove(found)
        cells.append(replace(cell, text=found[1], is_inherited=False))
    return (*cells, *(CellDraft(role, text, row.source) for role, text in left if text))


def former_beside(row: EventDraft, wording: str) -> str:
    """Return a new wording of time with the former one beside it, if that one names days.

    «29 мая» becomes «29 мая (перенесено с 15 мая)».
    """
    former = " ".join(row.timing.text.split())
    is_dated = row.timing.earliest is not None and row.timing.kind is not TimingKind.ONGOING
    return f"{wording} (перенесено с {former})" if former and is_dated else wording


def cancelled_wordings(row: EventDraft) -> tuple[str, ...]:
    """Return wordings of the time of a cancelled row, the one that keeps most words first."""
    short = " ".join(row.timing.text.split())
    return (f"{short} ({CANCELLED_WORDING})", CANCELLED_WORDING) if short else (CANCELLED_WORDING,)


def with_format(row: EventDraft, mode: AttendanceMode) -> Cells:
    """Return the cells of a row with its attendance told beside the place."""
    cell = place_cell(row)
    text = (cell.text if cell else "").strip()
    for words in _ONLINE_WORDS:
        text = text.replace(f" ({words})", "").replace(f", {words}", "")
        text = "" if text == words else text
    words = _FORMAT_WORDS[mode]
    return _with(row, cell, "place", f"{text} ({words})" if text else words)


def is_said_cancelled(row: EventDraft) -> bool:
    """Return whether a row says that it is cancelled."""
    return row.timing.status is TimingStatus.CANCELLED


def ensure_understood(timing: Timing, wording: str) -> None:
    """Refuse a new time that says none: it would leave everybody without a date unawares.

    Raises:
        RuleViolation: with what to type instead.
    """
    if timing.kind is TimingKind.UNPARSED:
        message = (
            f"Срок «{wording[:80]}» не понят. Напишите, например, «29 мая», «III квартал» "
            f"или «{UNDATED_WORDING}»."
        )
        raise RuleViolation("change.timing", message, "wording")


def summary_of(kind: ChangeKind, before: EventDraft | None, after: EventDraft | None) -> str:
    """Return one sentence about a change: what became of which row."""
    shown = after or before
    words = {
        "title": _short(shown.title) if shown else "",
        "old_title": _short(before.title) if before else "",
        "old": _time(before),
        "new": _time(after),
        "old_place": _place(before),
        "new_place": _place(after),
    }
    summary = _SUMMARIES.get(kind, _OTHER).format(**words, kind=kind.label.capitalize())
    return summary.replace("….", "…")


_OTHER = "{kind}: {title}."
_SUMMARIES = {
    ChangeKind.POSTPONE: "Перенесено: {title}. Было: {old}; стало: {new}.",
    ChangeKind.FIX_DATE: "Назначена дата: {title}. Было: {old}; стало: {new}.",
    ChangeKind.CANCEL: "Отменено: {title} ({old}).",
    ChangeKind.HOST: "Сменено место: {title}. Было: {old_place}; стало: {new_place}.",
    ChangeKind.FORMAT: "Сменён формат: {title}. Стало: {new_place}.",
    ChangeKind.ADD: "Включено: {title} ({new}).",
    ChangeKind.REMOVE: "Исключено: {title} ({old}).",
    ChangeKind.REPLACE: "Заменено: {old_title}. Стало: {title}.",
}


def _cell(row: EventDraft, roles: Sequence[str]) -> CellDraft | None:
    return next((cell for role in roles if (cell := row.cell(role)) is not None), None)


def _with(row: EventDraft, cell: CellDraft | None, role: str, text: str) -> Cells:
    if cell is None:
        return (*row.cells, CellDraft(role, text, row.source))
    new = replace(cell, text=text, is_inherited=False)
    return tuple(new if one is cell else one for one in row.cells)


def _time(row: EventDraft | None) -> str:
    return " ".join(row.timing.text.split()) or "срок не указан" if row else ""


def _place(row: EventDraft | None) -> str:
    cell = place_cell(row) if row else None
    return " ".join(cell.text.split()) or "не указано" if cell else "не указано"


def _short(title: str) -> str:
    words = " ".join(title.split()).removesuffix(".")
    return words if len(words) <= 160 else f"{words[:159]}…"
