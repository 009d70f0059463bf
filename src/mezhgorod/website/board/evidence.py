"""Source cells of a row with the words that were understood marked in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mezhgorod.planning.models import Event, EventPlace, ItemCell
from mezhgorod.reporting.rules import TextSegment, split_by_spans

_TIMING_ROLES = frozenset({"timing", "place_timing"})
_PLACE_ROLES = frozenset({"place", "place_timing"})


@dataclass(frozen=True, slots=True)
class CellEvidence:
    """A cell as it stands in the document; a segment with a target was read as that target."""

    cell: ItemCell
    header: str
    segments: tuple[TextSegment[str], ...]


def cells_with_marks(
    cells: Iterable[ItemCell],
    headers: Mapping[str, str],
    event: Event,
    places: Sequence[EventPlace],
) -> tuple[CellEvidence, ...]:
    """Return the cells in printed order, each with what became its time and its places marked."""
    return tuple(
        CellEvidence(
            cell=cell,
            header=headers.get(cell.role) or header_of_role(cell.role),
            segments=split_by_spans(cell.text, _spans(cell, event, places)),
        )
        for cell in cells
    )


ROLE_NAMES = {
    "number": "№",
    "title": "Мероприятие",
    "timing": "Срок",
    "place": "Место",
    "place_timing": "Место, дата",
    "partners": "С кем",
    "description": "Содержание",
    "audience": "Участники",
    "organizers": "Организаторы",
    "responsible": "Ответственные",
    "note": "Примечание",
    "budget": "Средства",
    "age": "Возраст",
    "initiator": "Инициатор",
    "funding_source": "Источник средств",
    "result": "Результат",
    "indicators": "Показатели",
    "unit": "Единица измерения",
    "documents": "Подтверждающие документы",
    "document_kind": "Вид документа",
    "tasks": "Задачи",
    "direction": "Направление",
    "section": "Раздел",
    "form": "Форма",
    "level": "Уровень",
    "basis": "Основание",
    "contacts": "Контакты",
}


def header_of_role(role: str) -> str:
    """Return words for a column whose header the document does not print."""
    return ROLE_NAMES.get(role) or role.removeprefix("other:") or "Столбец без заголовка"


def _spans(
    cell: ItemCell, event: Event, places: Sequence[EventPlace]
) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    if cell.role in _TIMING_ROLES:
        spans += _found(cell.text, event.timing_text, "срок")
    if cell.role in _PLACE_ROLES:
        for place in places:
            spans += _found(cell.text, place.text, "место")
    return sorted(spans)


def _found(text: str, words: str, target: str) -> list[tuple[int, int, str]]:
    start = text.find(words) if words else -1
    return [] if start < 0 else [(start, start + len(words), target)]
