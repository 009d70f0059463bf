"""What a template may name: the fields of an item and of a plan, each as words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planbook.dates import Period
from planbook.language import years
from planbook.layouts.date_wording import timing_words
from planbook.layouts.layout import Source, Wording
from planbook.layouts.place_wording import place_words, places_words, regions_words
from planbook.layouts.template import Value
from planbook.layouts.verbatim import authors_cell, without_mark
from planbook.places import AttendanceMode
from planbook.plans import EventDraft, PlanDraft, SectionDraft
from planbook.plans.headings import makes_approximate

_REMOTE_MODES = frozenset({AttendanceMode.ONLINE})
# Where the mark of remote attendance is a part of the author's place cell, it is not said twice.
_PLACE_ROLES = ("place", "place_timing")


@dataclass(frozen=True, slots=True)
class ItemWords:
    """One row of a plan and how it is to be worded; gives the value of every field.

    `home` is the section of the plan the row belongs to, wherever it is printed.
    """

    event: EventDraft
    wording: Wording
    period: Period | None = None
    source: Source = Source.VERBATIM
    home: SectionDraft | None = None

    def value(self, name: str) -> Value:
        """Return the words of a field, empty when the row says nothing about it.

        In verbatim wording a field named like a role gives the author's own cell of that role.
        """
        if self.source is Source.VERBATIM:
            words = self._authors_words(name)
            if words:
                return words
        return ITEM_FIELDS[name](self)

    @property
    def dates_are_verbatim(self) -> bool:
        """Whether dates stand in the author's words."""
        is_verbatim = self.source is Source.VERBATIM
        return is_verbatim and self.wording.dates is Source.VERBATIM

    def has_authors_place(self) -> bool:
        """Whether the place stands in the author's words, the way to attend among them."""
        return self.source is Source.VERBATIM and bool(self._authors_words("place"))

    def _authors_words(self, name: str) -> str:
        if name in ("number", "note") or (name == "timing" and not self.dates_are_verbatim):
            return ""
        cell = authors_cell(self.event, name)
        if cell is None:
            return ""
        return without_mark(cell.text, self.event.number) if name == "title" else cell.text.strip()


def plan_value(plan: PlanDraft, name: str) -> Value:
    """Return the words of a field of the whole plan."""
    return PLAN_FIELDS[name](plan)


def _timing(words: ItemWords) -> str:
    timing = words.event.timing
    if words.dates_are_verbatim and timing.text:
        return timing.text
    notes = words.home.notes if words.home else ()
    is_noted = timing.is_approximate and any(makes_approximate(note) for note in notes)
    return timing_words(timing, words.wording, words.period, is_noted=is_noted)


def _place(words: ItemWords) -> str:
    return places_words(words.event.places, words.wording)


def _occasions(words: ItemWords) -> tuple[str, ...]:
    occasions = words.event.occasions
    return tuple(
        ", ".join(
            part
            for part in (
                places_words(occasion.places, words.wording),
                timing_words(occasion.timing, words.wording, words.period),
            )
            if part
        )
        for occasion in occasions
    )


def _online(words: ItemWords) -> str:
    event = words.event
    is_remote = event.attendance_mode in _REMOTE_MODES
    has_place = bool(event.places or event.operators)
    said = words.has_authors_place()
    return words.wording.online if is_remote and has_place and not said else ""


def _remote(words: ItemWords) -> str:
    event = words.event
    is_remote = event.attendance_mode in _REMOTE_MODES and not event.places
    return words.wording.remote if is_remote else ""


def _partners(words: ItemWords) -> str:
    event = words.event
    return regions_words(event.partners, words.wording) if event.partners else event.partners_text


def _operators(words: ItemWords) -> tuple[str, ...]:
    return () if words.has_authors_place() else words.event.operators


def _organizers_label(words: ItemWords) -> str:
    count = len(words.event.organizers)
    if not count:
        return ""
    return words.wording.organizer if count == 1 else words.wording.organizers


def _age(words: ItemWords) -> str:
    """Print an age as the author did, a bare number or with its noun, which then agrees."""
    age = words.event.age
    if age is None:
        return ""
    return str(age.years) if age.wording.strip().isdigit() else years(age.years)


def _age_words(words: ItemWords) -> str:
    age = words.event.age
    return "" if age is None else years(age.years)


def _cell_of(role: str) -> Callable[[ItemWords], str]:
    """Return the words of a role that has no field of its own: its cells are all there is."""

    def words_of(words: ItemWords) -> str:
        cells = (cell.text.strip() for cell in words.event.cells if cell.role == role)
        return "\n".join(text for text in cells if text)

    return words_of


def _places(words: ItemWords) -> tuple[str, ...]:
    return tuple(place_words(place, words.wording) for place in words.event.places)


ITEM_FIELDS: dict[str, Callable[[ItemWords], Value]] = {
    "title": lambda words: words.event.title,
    "kind": lambda words: words.event.kind or "",
    "own_name": lambda words: words.event.own_name or "",
    "topic": lambda words: words.event.topic or "",
    "dedication": lambda words: words.event.dedication or "",
    "edition": lambda words: words.event.edition_text,
    "scope": lambda words: words.event.scope or "",
    "body": lambda words: words.event.body or "",
    "parent_event": lambda words: words.event.parent_event or "",
    "timing": _timing,
    "place": _place,
    "places": _places,
    "cities": lambda words: tuple(p.locality for p in words.event.places if p.locality),
    "venues": lambda words: tuple(p.venue for p in words.event.places if p.venue),
    "occasions": _occasions,
    "online": _online,
    "remote": _remote,
    "partners": _partners,
    "organizers": lambda words: words.event.organizers,
    "organizers_label": _organizers_label,
    "operators": _operators,
    "initiator": lambda words: words.event.initiator or "",
    "exchange_partners": lambda words: words.event.exchange_partners,
    "description": lambda words: words.event.description,
    "activities": lambda words: words.event.activities,
    "audience": lambda words: words.event.audience_text,
    "note": lambda words: words.event.note,
    "age": _age,
    "age_words": _age_words,
    "responsible": _cell_of("responsible"),
    "budget": _cell_of("budget"),
    "number": lambda words: words.event.number or "",
    "heading": lambda words: words.home.heading if words.home else "",
    "numeral": lambda words: (words.home.numeral or "") if words.home else "",
}

PLAN_FIELDS: dict[str, Callable[[PlanDraft], Value]] = {
    "title": lambda plan: plan.title,
    "owner": lambda plan: plan.owner or "",
    "period": lambda plan: plan.period or "",
    "year": lambda plan: (plan.period or "")[:4],
    "kind": lambda plan: plan.kind,
}

# What a role prints when neither the author nor the layout says it.
DEFAULT_TEMPLATES = {
    "place": "[{operators}|{place}|{remote}][\n\n{online}]",
    "place_timing": "[{occasions|\n}|[{operators}|{place}|{remote}][ {online}][\n{timing}]]",
    "note": "[{organizers_label}: {organizers}][\n{note}]",
    "organizers": "{organizers|; }",
    "age": "{age}",
}
