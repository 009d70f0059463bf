"""Fields of the sheet of a report: counters, exchanges, supported events, lists of events."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from planbook.dates import format_timing, from_edtf
from planbook.dates.edtf import EdtfError
from planbook.narrative.categories import CATEGORIES, OTHER, category_of
from planbook.narrative.fields import Column, FieldDef, FieldInfo, ListDef, Table
from planbook.narrative.sheets import Amount, EventSheet, FactRef, Name, ReportSheet
from planbook.narrative.values import Item, Number, Values, Words

_EXCHANGE_WORDS = re.compile(r"^информационный обмен\b\s*:?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HostGroup:
    """Events of one host city: `places` are their places in the list of all events."""

    host: Name
    events: tuple[EventSheet, ...]
    places: tuple[int, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """A counter of a decision: «3 заседания Правления», with the events behind it."""

    amount: Amount
    facts: tuple[FactRef, ...]
    key: str = ""


@cache
def report_table() -> Table:
    """Return the fields of a report.

    >>> "обмены.городов" in report_table().names()
    True
    """
    fields = (*_single(), *_counters())
    lists = (_exchanges(), _by_hosts(), _tallies())
    return Table(
        {one.info.name: one for one in fields},
        {one.info.name: one for one in lists},
        {one.info.name: one for one in _rows()},
    )


def events_of(sheet: ReportSheet, name: str) -> tuple[EventSheet, ...]:
    """Return the events that `[*name: …]` repeats over."""
    if name == "проведённые":
        return sheet.held
    return sheet.supported if name == "поддержанные" else sheet.events


def host_groups(events: Iterable[tuple[int, EventSheet]]) -> tuple[HostGroup, ...]:
    """Return events by their first host, hosts of most events first, then in order of the text.

    >>> events = [EventSheet(city, "Бег", hosts=(Name(city),)) for city in "АББ"]
    >>> [(group.host.text, len(group.events)) for group in host_groups(enumerate(events))]
    [('Б', 2), ('А', 1)]
    """
    found: dict[str, list[tuple[int, EventSheet]]] = {}
    for index, event in events:
        if event.hosts:
            found.setdefault(event.hosts[0].text, []).append((index, event))
    groups = (
        HostGroup(
            rows[0][1].hosts[0],
            tuple(event for _, event in rows),
            tuple(index for index, _ in rows),
            rows[0][1].hosts[0].key,
        )
        for rows in found.values()
    )
    return tuple(sorted(groups, key=lambda group: -len(group.events)))


def distinct_places(events: Iterable[EventSheet], attribute: str) -> tuple[FactRef, ...]:
    """Return one fact for every different name of an attribute of events."""
    seen: dict[str, FactRef] = {}
    for event in events:
        names: tuple[Name, ...] = getattr(event, attribute)
        for index, name in enumerate(names):
            fact = FactRef(event.key, attribute, index, name.key)
            seen.setdefault(f"{name.text}|{name.region}", fact)
    return tuple(seen.values())


def _single() -> tuple[FieldDef, ...]:
    return (
        _field("владелец", "чей отчёт", "owner", "{владелец:род}", _owner),
        _field("период", "за какой период", "period", "за {период}", _period),
        _field("год", "год отчёта", "period", "{год}", _year),
        _field(
            "партнёры", "в чьих мероприятиях участвовали", "partners", "{партнёры:род}", _partners
        ),
    )


def _counters() -> tuple[FieldDef, ...]:
    sorts = tuple(
        _field(
            category.counted,
            f"сколько проведено: {category.counted}",
            "events",
            f"{{{category.counted}}}",
            _counter(category.counted),
        )
        for category in (*CATEGORIES, OTHER)
    )
    return (
        _field("мероприятий", "сколько проведено всего", "events", "{мероприятий}", _all_held),
        *sorts,
        _field("всего", "мероприятия и обмены вместе", "events", "{всего}", _everything),
        _field(
            "обменов", "сколько информационных обменов", "exchanges", "{обменов}", _exchange_count
        ),
        _field(
            "поддержано", "сколько мероприятий поддержано", "events", "{поддержано}", _supported
        ),
        _field(
            "городов проведения", "в скольких городах", "events", "{городов проведения:в}", _hosts
        ),
        _field(
            "городов-участников",
            "сколько разных городов и районов участвовало",
            "events",
            "{городов-участников:род}",
            _participants,
        ),
    )


def _exchanges() -> ListDef:
    return ListDef(
        FieldInfo(
            "обмены", "информационные обмены", "[*обмены: {тема} – {городов}]", "exchanges", True
        ),
        lambda sheet: enumerate(sheet.exchanges),
        (
            Column("тема", "тема обмена", lambda line: Words(_subject(line.title), is_fixed=True)),
            Column("городов", "сколько городов ответило", lambda line: line.count),
        ),
    )


def _subject(title: str) -> str:
    """Return what an exchange is about, without the words that it is an exchange."""
    subject = _EXCHANGE_WORDS.sub("", title, count=1).strip()
    return subject or title


def _by_hosts() -> ListDef:
    return ListDef(
        FieldInfo(
            "поддержанные по городам",
            "поддержанные мероприятия по принимающим городам",
            "[*поддержанные по городам через «; »: {город:в} – {мероприятия}]",
            "events",
            True,
        ),
        lambda sheet: enumerate(
            host_groups((n, one) for n, one in enumerate(sheet.events) if one in sheet.supported)
        ),
        (
            Column("город", "принимающий город", lambda group: group.host),
            Column("мероприятия", "что прошло в городе", _group_titles),
            Column("сколько", "сколько мероприятий", _group_count),
        ),
    )


def _tallies() -> ListDef:
    return ListDef(
        FieldInfo(
            "счётчики", "сколько мероприятий каждого вида", "[*счётчики: {сколько}]", "events", True
        ),
        lambda sheet: enumerate(tallies(sheet)),
        (
            Column(
                "сколько",
                "число и вид",
                lambda tally: (Item(tally.amount, tally.facts[0], tally.facts),),
            ),
        ),
    )


def tallies(sheet: ReportSheet) -> tuple[Tally, ...]:
    """Return counters of a period in the order of a decision, exchanges last; none that is zero.

    >>> events = tuple(EventSheet(str(n), "Собрание Союза") for n in range(2))
    >>> [one.amount.unit_text for one in tallies(ReportSheet("r", "Союз", "2026", events))]
    ['собраний']
    """
    found: list[Tally] = []
    for category in (*CATEGORIES, OTHER):
        events = [one for one in sheet.held if category_of(one) is category]
        if events:
            facts = tuple(FactRef(one.key, "title") for one in events)
            counted = category.counted_of(len(events))
            found.append(Tally(Amount(len(events), "other", counted), facts))
    values = _exchange_count(sheet)
    found += (Tally(one.value, one.facts) for one in values.items if isinstance(one.value, Amount))
    return tuple(found)


def _rows() -> tuple[FieldDef, ...]:
    rows = (
        ("проведённые", "проведённые мероприятия"),
        ("поддержанные", "поддержанные мероприятия"),
        ("все мероприятия", "все мероприятия отчёта"),
    )
    return tuple(
        FieldDef(
            FieldInfo(
                name, what, f"[*{name} через «; »: {{название}} – {{город:в}}]", "events", True
            ),
            lambda sheet: Values(()),
        )
        for name, what in rows
    )


def _group_titles(group: HostGroup) -> tuple[Item, ...]:
    return tuple(
        Item(Words(event.title, is_fixed=True), FactRef(event.key, "title", place))
        for place, event in zip(group.places, group.events, strict=True)
    )


def _group_count(group: HostGroup) -> tuple[Item, ...]:
    facts = tuple(FactRef(event.key, "hosts") for event in group.events)
    return (Item(Amount(len(group.events), "events"), facts[0], facts),)


def _field(
    name: str, what: str, attribute: str, example: str, read: Callable[[ReportSheet], Values]
) -> FieldDef:
    return FieldDef(FieldInfo(name, what, example, attribute), read)


def _owner(sheet: ReportSheet) -> Values:
    return Values((Item(Words(sheet.owner), FactRef(sheet.key, "owner")),) if sheet.owner else ())


def _period(sheet: ReportSheet) -> Values:
    try:
        text = format_timing(from_edtf(sheet.period))
    except EdtfError:
        text = sheet.period
    item = Item(Words(text, is_fixed=True), FactRef(sheet.key, "period"))
    return Values((item,) if text else ())


def _year(sheet: ReportSheet) -> Values:
    year = sheet.period[:4]
    if not year.isdecimal():
        return Values(())
    return Values((Item(Number(int(year)), FactRef(sheet.key, "period")),))


def _partners(sheet: ReportSheet) -> Values:
    return Values(
        tuple(
            Item(one, FactRef(sheet.key, "partners", index, one.key))
            for index, one in enumerate(sheet.partners)
        )
    )


def _counter(counted: str) -> Callable[[ReportSheet], Values]:
    return lambda sheet: _counted(
        counted, [one for one in sheet.held if category_of(one).counted == counted]
    )


def _all_held(sheet: ReportSheet) -> Values:
    return _counted("мероприятий", sheet.held)


def _everything(sheet: ReportSheet) -> Values:
    facts = tuple(fact for tally in tallies(sheet) for fact in tally.facts)
    return _amount("мероприятий", facts)


def _supported(sheet: ReportSheet) -> Values:
    return _counted("мероприятий", sheet.supported)


def _counted(counted: str, events: Iterable[EventSheet]) -> Values:
    return _amount(counted, tuple(FactRef(event.key, "title") for event in events))


def _exchange_count(sheet: ReportSheet) -> Values:
    facts = tuple(
        FactRef(sheet.key, "exchanges", index, one.key) for index, one in enumerate(sheet.exchanges)
    )
    return _amount("информационных обменов", facts)


def _hosts(sheet: ReportSheet) -> Values:
    return _amount("городов", distinct_places(sheet.held, "hosts"))


def _participants(sheet: ReportSheet) -> Values:
    return _amount("муниципальных образований", distinct_places(sheet.events, "participants"))


def _amount(counted: str, facts: tuple[FactRef, ...]) -> Values:
    if not facts:
        return Values(())
    return Values((Item(Amount(len(facts), "other", counted), facts[0], facts),))
