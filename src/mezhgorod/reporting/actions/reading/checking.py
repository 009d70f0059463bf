"""What a person types about a read report is looked at before it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mezhgorod.planning.models import Event, EventSeries
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.reporting.actions.reading.desk import place_of
from mezhgorod.reporting.models import ReadEvent
from mezhgorod.reporting.rules.reading import (
    HEDGE_WORDS,
    MAX_EDITION,
    MAX_NUMBER,
    MAX_VALUE,
    MAX_VALUES,
    NUMBERED,
    OF_CITIES,
    EventWords,
    FactValues,
)
from planbook.facts import FactType, ReportRole

_MAX_TITLE, _MAX_KIND = 1_000, 100
_START = "section__plan__period_start"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person says an event of a report is: a row of a plan, an edition, or neither.

    Without any of them the proposal stands.
    """

    event: Event | None = None
    series: EventSeries | None = None
    is_outside_plan: bool = False

    @property
    def is_made(self) -> bool:
        """Whether the person has said something."""
        return self.is_outside_plan or self.event is not None or self.series is not None


def choose(event: ReadEvent, choice: Choice | None) -> None:
    if choice is None or not choice.is_made:
        return
    owner_id = event.report.owner_id
    foreign = "Эта строка или серия принадлежит другому объединению."
    event.is_outside_plan = choice.is_outside_plan
    if choice.is_outside_plan:
        _forget_row(event)
    if choice.event is not None:
        items = choice.event.items.filter(section__plan__owner=owner_id)
        years = {str(one.year) for one in items.values_list(_START, flat=True)}
        if not years:
            raise RuleViolation("reading.foreign", foreign, "choice")
        event.is_own_year = event.report.period_edtf[:4] in years
        event.matched_event, event.score = choice.event, 100
        event.reasons = ["выбрано человеком"]
        event.series = choice.event.series
    if choice.series is not None:
        if choice.series.owner_id != owner_id:
            raise RuleViolation("reading.foreign", foreign, "choice")
        event.series = choice.series
        if choice.event is None:
            _forget_row(event)


def _forget_row(event: ReadEvent) -> None:
    event.matched_event, event.is_own_year = None, False
    event.score, event.reasons = 0, []


def check_words(words: EventWords) -> None:
    if not words.title.strip():
        raise RuleViolation("reading.no_title", "Напишите название мероприятия.", "title")
    if len(words.title) > _MAX_TITLE or "\0" in words.title:
        message = f"Название помещается в {_MAX_TITLE} знаков."
        raise RuleViolation("reading.long_title", message, "title")
    if len(words.kind) > _MAX_KIND or "\0" in words.kind:
        raise RuleViolation("reading.kind", f"Вид помещается в {_MAX_KIND} знаков.", "kind")
    if words.edition is not None and not 1 <= words.edition <= MAX_EDITION:
        message = f"Номер — от 1 до {MAX_EDITION}."
        raise RuleViolation("reading.edition", message, "edition")
    if words.role not in set(ReportRole):
        raise RuleViolation("reading.role", "Выберите, чем это было.", "role")


def checked(kind: FactType, values: FactValues) -> FactValues:
    """Return corrected values in the form of the grammar: cities in the nominative.

    Raises:
        RuleViolation: nothing is said, a number is missing or out of bounds, a text is too long.
    """
    names = tuple(name for one in values.values if (name := " ".join(one.split())))
    if len(names) > MAX_VALUES or any(len(one) > MAX_VALUE or "\0" in one for one in names):
        message = f"В списке не больше {MAX_VALUES} названий, каждое не длиннее {MAX_VALUE} знаков."
        raise RuleViolation("reading.long", message, "values")
    if kind in NUMBERED and values.number is None:
        raise RuleViolation("reading.no_number", "Впишите число.", "number")
    if values.number is not None and not 0 <= values.number <= MAX_NUMBER:
        message = f"Число — от 0 до {MAX_NUMBER}."
        raise RuleViolation("reading.number", message, "number")
    if kind not in NUMBERED and not names:
        raise RuleViolation("reading.empty", "Впишите хотя бы одно название.", "values")
    if values.hedge not in {"", *HEDGE_WORDS}:
        raise RuleViolation("reading.hedge", "Выберите, насколько точно число.", "hedge")
    if kind in OF_CITIES:
        names = tuple(dict.fromkeys(_nominative(name) for name in names))
    return replace(values, values=names)


def _nominative(name: str) -> str:
    """Return a city in the nominative: «из Котласа» typed as «Котласа» is Котлас."""
    place = place_of(name)
    return place.locality if place is not None and place.locality else name
