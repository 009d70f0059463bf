"""Which values of a sheet a fact that was read speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planbook.narrative.scopes import SheetScope, scope_of
from planbook.narrative.sheets import Amount, Name, PersonName, ReportSheet, Sheet
from planbook.narrative.values import Item, Number, Values, Words


@dataclass(frozen=True, slots=True)
class BoundFact:
    """A fact read in a paragraph.

    Attributes:
        field: kind of the fact as reading names it: «host», «participants», «standing» …
        values: the list behind it, pairs as «name|city»; may be empty for bare numbers.
        number: a count, an ordinal, a place or a year.
        start, end: offsets of its words in the paragraph; both 0 where they are not known.
        event: title of the event where it is another one than that of the sheet, else empty.
    """

    field: str
    values: tuple[str, ...] = ()
    number: int | None = None
    start: int = 0
    end: int = 0
    event: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """Values of one field that facts speak of; `owners` are the facts, one for every value.

    `is_main` slots decide whether a fact is bound; others are further words of the same facts.
    """

    owners: tuple[int, ...]
    name: str
    items: tuple[Item, ...]
    is_open: bool
    is_whole: bool
    is_main: bool
    size: int = 0


# The first field decides; «*» says that further fields are of the same line.
_EVENT_FIELDS: dict[str, tuple[str, ...]] = {
    "host": ("город",),
    "participants": ("участники",),
    "participants-district": ("участники",),
    "participants-remote": ("дистанционно",),
    "speakers-from": ("города докладчиков",),
    "experts-from": ("города экспертов",),
    "awarded-cities": ("награждённые города", "награды.откуда"),
    "organiser": ("организаторы",),
    "speaker": ("докладчики", "докладчики.откуда", "докладчики.должность"),
    "moderator": ("модераторы", "модераторы.откуда", "модераторы.должность"),
    "awarded": ("награды.человек", "награды.откуда"),
    "mode": ("формат",),
    "date": ("срок", "месяц", "когда", "год"),
    "parent-event": ("рамки",),
    "theme": ("тема",),
    "ordinal": ("номер", "планы.номер"),
    "standing": ("места.команда", "места.место"),
    "planned-host": ("планы.город", "планы.год", "планы.номер"),
    "planned-date": ("планы.год",),
    "withdrawn-host": ("отказы.город",),
    "count-people": ("числа",),
    "count-cities": ("числа",),
    "count-municipalities": ("числа",),
}
# Fields of which any one will do: the first that is found in the text.
_ANY_OF = frozenset({"date", "ordinal", "awarded-cities"})
_REPORT_FIELDS: dict[str, tuple[str, ...]] = {
    "host": ("поддержанные.город", "поддержанные.название"),
    "count-cities": ("обмены.городов", "обмены.тема"),
    "count-municipalities": ("обмены.городов", "обмены.тема"),
}
_COUNT_FIELDS = {
    "people": "человек",
    "athletes": "человек",
    "participants": "человек",
    "delegations": "делегаций",
    "municipalities": "муниципалитетов",
    "cities": "городов",
    "teams": "команд",
    "works": "работ",
}


def is_any_of(name: str) -> bool:
    """Tell whether a field is one of several wordings of the same fact.

    >>> is_any_of("срок"), is_any_of("участники")
    (True, False)
    """
    return any(name in _EVENT_FIELDS[one] for one in _ANY_OF)


def slots_of(index: int, fact: BoundFact, sheet: Sheet) -> Iterator[Slot]:
    """Yield the values of a sheet that a fact speaks of, the deciding ones first."""
    scope = scope_of(sheet)
    table = _REPORT_FIELDS if isinstance(sheet, ReportSheet) else _EVENT_FIELDS
    names = table.get(fact.field, ())
    lines: frozenset[int] | None = None
    for place, name in enumerate(names):
        values = scope.values(name)
        if values is None:
            continue
        is_free = fact.field in _ANY_OF
        chosen = _chosen(fact, values, name, sheet, None if is_free else lines)
        if place == 0:
            lines = frozenset(item.number for item in chosen)
        if chosen:
            yield _slot(index, name, chosen, values, scope, is_main=place == 0 or is_free)


def title_slots(sheet: Sheet) -> Iterator[Slot]:
    """Yield titles that a paragraph may name though no fact was read about them."""
    scope = scope_of(sheet)
    names = ("владелец",) if isinstance(sheet, ReportSheet) else ("название", "тема", "серия")
    for name in names:
        values = scope.values(name)
        if values is not None and values.items:
            yield Slot((-1,) * len(values.items), name, values.items, False, True, False)


def merged(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Join deciding slots of the same field: towns and districts stand in one list."""
    joined: dict[tuple[str, bool], list[Slot]] = {}
    others: list[Slot] = []
    for slot in slots:
        if slot.is_main:
            joined.setdefault((slot.name, slot.is_main), []).append(slot)
        else:
            others.append(slot)
    return (*(_union(group) for group in joined.values()), *others)


def _union(slots: list[Slot]) -> Slot:
    owned: dict[int, tuple[Item, int]] = {}
    for slot in slots:
        for item, owner in zip(slot.items, slot.owners, strict=True):
            owned.setdefault(item.number, (item, owner))
    pairs = [owned[number] for number in sorted(owned)]
    first = slots[0]
    return Slot(
        tuple(owner for _, owner in pairs),
        first.name,
        tuple(item for item, _ in pairs),
        first.is_open,
        len(pairs) == first.size,
        True,
        first.size,
    )


def _slot(
    index: int,
    name: str,
    chosen: tuple[Item, ...],
    values: Values,
    scope: SheetScope,
    *,
    is_main: bool,
) -> Slot:
    first = chosen[0].value
    if name == "числа" and isinstance(first, Amount):
        named = _COUNT_FIELDS.get(first.unit, "числа")
        of_unit = scope.values(named)
        name, values = (named, of_unit) if of_unit is not None else (name, values)
    size = len(values.items)
    owners = (index,) * len(chosen)
    return Slot(owners, name, chosen, values.is_open, len(chosen) == size, is_main, size)


def _chosen(
    fact: BoundFact, values: Values, name: str, sheet: Sheet, lines: frozenset[int] | None
) -> tuple[Item, ...]:
    items = values.items
    if isinstance(sheet, ReportSheet):
        items = tuple(item for item in items if _title_behind(item, sheet, name) == fact.event)
        return items[:1]
    if lines is not None:
        return tuple(item for item in items if item.number in lines)
    return tuple(item for item in items if _speaks_of(fact, item))


def _title_behind(item: Item, sheet: ReportSheet, name: str) -> str:
    if name.startswith("обмены"):
        return sheet.exchanges[item.fact.index].title
    return next((one.title for one in sheet.events if one.key == item.fact.sheet), "")


def _speaks_of(fact: BoundFact, item: Item) -> bool:
    """Tell whether a value is among those of the fact."""
    value = item.value
    match value:
        case Name():
            names = {value.text, f"{value.text} ({value.region})"}
            return bool(names & set(fact.values))
        case PersonName():
            return value.name in {one.partition("|")[0] for one in fact.values}
        case Amount():
            return value.number == fact.number and _is_unit(fact.field, value.unit)
        case Number():
            return fact.number is None or value.number == fact.number
        case Words():
            return fact.field in ("date", "parent-event", "theme") or value.text in fact.values
        case _:
            return True


def _is_unit(field: str, unit: str) -> bool:
    is_place = unit in ("cities", "municipalities", "delegations")
    return is_place == (field != "count-people")
