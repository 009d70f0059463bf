"""An event laid out for its page: what is said, how it is drawn, where it was taken from."""

from __future__ import annotations

from dataclasses import dataclass

from mezhgorod.evidence.models import Finding
from mezhgorod.planning.models import Event, EventParticipant, EventPlace, PlanItem
from mezhgorod.planning.queries.events import EventDossier
from mezhgorod.planning.rules import EventRole
from mezhgorod.website.board.evidence import CellEvidence, cells_with_marks
from mezhgorod.website.board.rows import Tag, shape_of, tags_of
from mezhgorod.website.board.scale import Tick, ticks, year_scale
from mezhgorod.website.board.spoken import meaning_words, weekday_words
from mezhgorod.website.board.strokes import NARROW_LETTER, Drawing, draw
from mezhgorod.website.board.year import colour_of
from planbook.language import years

_ROLE_LABELS = {
    EventRole.ORGANIZER: "Организаторы",
    EventRole.RESPONSIBLE: "Ответственные",
    EventRole.OPERATOR: "Кто ведёт обмен",
    EventRole.INITIATOR: "Инициатор",
    EventRole.PARTNER: "С кем",
    EventRole.MENTION: "Упоминаются",
}


@dataclass(frozen=True, slots=True)
class ItemView:
    """A row of a plan: its drawing on the axis of the plan and the cells it was read from."""

    item: PlanItem
    colour: str
    ticks: list[Tick]
    drawing: Drawing
    cells: tuple[CellEvidence, ...]
    findings: tuple[Finding, ...]

    @property
    def has_inherited(self) -> bool:
        return any(evidence.cell.is_inherited for evidence in self.cells)


@dataclass(frozen=True, slots=True)
class EventView:
    """Everything the page of an event shows."""

    event: Event
    title: str
    meaning: str
    tags: tuple[Tag, ...]
    places: tuple[EventPlace, ...]
    participants: tuple[tuple[str, tuple[EventParticipant, ...]], ...]
    items: tuple[ItemView, ...]

    @property
    def printed_age(self) -> str:
        """The age as the document prints it, where that is not simply its number of years."""
        number = self.event.anniversary_years
        if number is None or self.event.anniversary_text in {str(number), years(number)}:
            return ""
        return self.event.anniversary_text


def event_view(dossier: EventDossier) -> EventView:
    """Lay an event out; headers of the source cells come from the columns of each plan."""
    event = dossier.event
    shape = shape_of(event)
    participants = tuple(
        (_ROLE_LABELS[role], people) for role, people in dossier.participants.items()
    )
    return EventView(
        event=event,
        title=event.full_title,
        meaning=", ".join(filter(None, (meaning_words(shape), weekday_words(shape)))),
        tags=tags_of(event),
        places=dossier.places,
        participants=participants,
        items=tuple(_item_view(item, dossier) for item in dossier.items),
    )


def _item_view(item: PlanItem, dossier: EventDossier) -> ItemView:
    plan = item.section.plan
    scale = year_scale(plan.period_start, plan.period_end)
    headers = {column.role: column.header for column in plan.columns.all() if column.header}
    return ItemView(
        item=item,
        colour=colour_of(item.section.position - 1),
        ticks=ticks(scale),
        drawing=draw(shape_of(dossier.event), scale, NARROW_LETTER),
        cells=cells_with_marks(item.cells.all(), headers, dossier.event, dossier.places),
        findings=tuple(item.findings.all()),
    )
