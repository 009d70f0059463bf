"""The author's own words for a cell, as long as nobody has changed what they say.

A person may edit the values of a row and leave its cells alone. So a cell counts as the author's
only while the values still repeat it; an edited value is composed anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from planbook.places import AttendanceMode
from planbook.places.attendance import find_attendance
from planbook.plans import CellDraft, EventDraft
from planbook.plans.content import without_bullet
from planbook.plans.organizations import labelled_organizers, split_organizations
from planbook.plans.wording import one_line
from planbook.text import without_quoted

# Marks where a word may break: soft hyphens and spaces of no width.
_INVISIBLE = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff"))
_REMOTE = frozenset({AttendanceMode.ONLINE, AttendanceMode.HYBRID})


def authors_cell(event: EventDraft, role: str, occurrence: int = 0) -> CellDraft | None:
    """Return the cell of a role whose words still hold, None when there is none.

    `occurrence` counts the cells of the role from 0, for tables with two columns of one role.
    """
    cells = [cell for cell in event.cells if cell.role == role]
    if occurrence >= len(cells):
        return None
    cell = cells[occurrence]
    is_still_said = _CHECKS.get(role)
    if is_still_said is not None and not is_still_said(event, cell.text, len(cells) > 1):
        return None
    return cell


def without_mark(text: str, number: str | None) -> str:
    """Return a title without the bullet or the printed number before it, line breaks kept.

    The number is taken off only when the row is known to bear it: «1000 мелочей» stays whole.

    >>> without_mark("· Правление", None), without_mark("3.1. Форум", "3.1")
    ('Правление', 'Форум')
    """
    bare = without_bullet(text)
    if number:
        found = re.match(rf"\s*№?\s*{re.escape(number)}[.)]\s+(?=\S)", bare)
        if found is not None:
            return bare[found.end() :]
    return bare.strip()


def same_words(text: str, other: str) -> bool:
    """Tell whether two wordings differ in nothing but spaces, line breaks and soft hyphens."""
    return text == other or _squeezed(text) == _squeezed(other)


def _squeezed(text: str) -> str:
    return "".join(text.translate(_INVISIBLE).split())


def _says_title(event: EventDraft, text: str, _is_split: bool) -> bool:
    has_number_cell = any(cell.role == "number" for cell in event.cells)
    bare = without_mark(text, None if has_number_cell else event.number)
    return same_words(bare, event.title) or same_words(one_line(bare), event.title)


def _says_timing(event: EventDraft, text: str, is_split: bool) -> bool:
    """Compare with the wording of the timing; of several cells one that agrees is enough."""
    value = _squeezed(event.timing.text)
    if not is_split:
        return _squeezed(text) == value or _says_timing_and_place(event, text)
    parts = [_squeezed(cell.text) for cell in event.cells if cell.role == "timing"]
    return any(part in value or value in part for part in parts if part) or not value


def _says_timing_and_place(event: EventDraft, text: str) -> bool:
    """Tell whether a cell of timing holds it with the places and nothing else: «Вологда май»."""
    value, left = _squeezed(event.timing.text), _squeezed(text)
    parts = [_squeezed(place.text) for place in event.places]
    if not (value and parts and all(part in left for part in (*parts, value))):
        return False
    for part in (value, *sorted(parts, key=len, reverse=True)):
        left = left.replace(part, "", 1)
    words = re.sub(r"\W", "", left)
    return not words or (_mode_of(words) in _REMOTE and _says_attendance(event, text))


def _says_place(event: EventDraft, text: str, _is_split: bool) -> bool:
    is_said = _says_all([place.text for place in event.places], text)
    return is_said and _says_attendance(event, text)


def _says_attendance(event: EventDraft, text: str) -> bool:
    """Tell whether a place cell agrees with how people take part; another cell may say it too.

    Exchanges have no attendance, whatever their cell says.
    """
    is_remote = event.attendance_mode in _REMOTE
    if event.operators or (_mode_of(text) in _REMOTE) == is_remote:
        return True
    return is_remote and any(_mode_of(cell.text) in _REMOTE for cell in event.cells)


def _mode_of(text: str) -> AttendanceMode:
    return find_attendance(without_quoted(text)).mode


def _says_both(event: EventDraft, text: str, _is_split: bool) -> bool:
    timings = [occasion.timing for occasion in event.occasions] or [event.timing]
    words = [timing.text for timing in timings] + [place.text for place in event.places]
    return _says_all(words, text) and _says_attendance(event, text)


def _says_all(parts: Sequence[str], text: str) -> bool:
    """Tell whether every part stands in a text; words broken at a hyphen count as whole."""
    said = _squeezed(text)
    if all(_squeezed(part) in said for part in parts):
        return True
    said = _squeezed(one_line(text))
    return all(_squeezed(one_line(part)) in said for part in parts)


def _says_partners(event: EventDraft, text: str, is_split: bool) -> bool:
    return is_split or same_words(text, event.partners_text)


def _says_description(event: EventDraft, text: str, is_split: bool) -> bool:
    return is_split or same_words(text, event.description)


def _says_audience(event: EventDraft, text: str, is_split: bool) -> bool:
    return (
        is_split
        or same_words(text, event.audience_text)
        or (same_words(one_line(text), event.audience_text))
    )


def _says_organizers(event: EventDraft, text: str, is_split: bool) -> bool:
    known = {_squeezed(name) for name in event.organizers}
    return is_split or {_squeezed(name) for name in split_organizations(text)} <= known


def _says_note(event: EventDraft, text: str, is_split: bool) -> bool:
    """Tell whether the organisers and the free note of a cell are still those of the row."""
    if is_split:
        return True
    labelled, free = labelled_organizers(text)
    known = {_squeezed(name) for name in event.organizers}
    if not {_squeezed(name) for name in labelled} <= known:
        return False
    if _squeezed(one_line(free)) not in _squeezed(one_line(event.note)):
        return False
    if not text.strip():
        return not event.note
    others = _squeezed("".join(cell.text for cell in event.cells))
    return all(name in others for name in known)


def _says_age(event: EventDraft, text: str, _is_split: bool) -> bool:
    wording = event.age.wording if event.age else ""
    return event.age is None or same_words(text, wording)


_CHECKS: dict[str, Callable[[EventDraft, str, bool], bool]] = {
    "title": _says_title,
    "timing": _says_timing,
    "place": _says_place,
    "place_timing": _says_both,
    "partners": _says_partners,
    "description": _says_description,
    "audience": _says_audience,
    "age": _says_age,
    "organizers": _says_organizers,
    "note": _says_note,
}
