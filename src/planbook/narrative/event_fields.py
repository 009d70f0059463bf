"""Fields of the sheet of an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from planbook.dates import MONTH_NAMES
from planbook.language import find_edition
from planbook.narrative.declension import head_gender
from planbook.narrative.event_words import naming, timing_of, topic_apart, when_words
from planbook.narrative.fields import Column, FieldDef, FieldInfo, ListDef, Table
from planbook.narrative.sheets import (
    Amount,
    AwardLine,
    EventSheet,
    FactRef,
    Name,
    NameKind,
    PersonName,
    PlannedLine,
)
from planbook.narrative.values import Item, Mode, Number, Value, Values, Words

_TITLE_NUMBER_END = 20
_PEOPLE = ("people", "athletes", "participants")


@cache
def event_table() -> Table:
    """Return the fields of an event.

    >>> "участники" in event_table().fields, "места.команда" in event_table().names()
    (True, True)
    """
    fields = (*_single(), *_names(), *_counts())
    return Table(
        {one.info.name: one for one in fields}, {one.info.name: one for one in _lists()}, {}
    )


def _single() -> tuple[FieldDef, ...]:
    return (
        _words("название", "название мероприятия", "title", "{название:род}"),
        _words("вид", "вид: круглый стол, конференция", "kind", "{вид:род}"),
        _field("номер", "который по счёту", "edition", "{номер:порядк словами жен}", _edition),
        _words("серия", "название серии без номера", "series", "{серия:род}"),
        _words("орган", "секция или орган, который заседал", "body", "{орган:род}"),
        _words("тема", "тема", "topic", "{тема:кавычки}"),
        _field(
            "тема отдельно",
            "тема, если её нет в названии",
            "topic",
            "{тема отдельно:кавычки}",
            lambda sheet: _one(sheet, "topic", _text(topic_apart(sheet))),
        ),
        _words("рамки", "в рамках чего прошло", "parent", "в рамках {рамки:род}"),
        _field(
            "мероприятие",
            "вид и название внутри предложения",
            "title",
            "{мероприятие:род}",
            _naming,
        ),
        _verb("состоялось", "состоял", ("ся", "ась", "ось", "ись")),
        _verb("прошло", "про", ("шёл", "шла", "шло", "шли")),
        _verb("проведено", "проведен", ("", "а", "о", "ы")),
        _field("когда", "когда прошло, с годом: в мае 2024 года", "timing", "{когда}", _when),
        _field("срок", "когда прошло, без года: в мае, 15 мая", "timing", "{срок}", _when_in_year),
        _field("месяц", "месяц, в котором прошло", "timing", "{месяц:в}", _month),
        _field("год", "год, в котором прошло", "timing", "{год}", _year),
        _field("формат", "очно, по видеосвязи, смешанно", "mode", "{формат}", _mode),
        _words("площадка", "здание, зал", "venue", "{площадка}"),
        _words("итог", "итог одним предложением", "result", "{итог}"),
    )


def _names() -> tuple[FieldDef, ...]:
    return (
        _list("город", "где прошло: принимающий город", "hosts", "{город:в}"),
        _list("организаторы", "кто организовал", "organisers", "{организаторы:тв}"),
        _field(
            "участники",
            "участники по порядку: города и районы",
            "participants",
            "{участники:род}",
            lambda sheet: _name_values(sheet, "participants", is_open=sheet.is_open),
        ),
        _part("города", "участники, только города", NameKind.SETTLEMENT, "{города:из}"),
        _part("районы", "участники, только районы", NameKind.DISTRICT, "{районы:род}"),
        _list(
            "дистанционно", "кто участвовал по видеосвязи", "participants_remote", "{дистанционно}"
        ),
        _list("гости", "гости", "guests", "{гости:из}"),
        _list("наблюдатели", "наблюдатели", "observers", "{наблюдатели:из}"),
        _list(
            "города докладчиков", "откуда выступали", "speakers_from", "{города докладчиков:род}"
        ),
        _list("города экспертов", "откуда эксперты", "experts_from", "{города экспертов:род}"),
        _list(
            "награждённые города",
            "чьи города награждены",
            "awarded_places",
            "{награждённые города:род}",
        ),
    )


def _counts() -> tuple[FieldDef, ...]:
    units = (
        ("человек", "сколько человек (спортсменов, участников)", _PEOPLE),
        ("спортсменов", "сколько спортсменов", ("athletes",)),
        ("делегаций", "сколько делегаций", ("delegations",)),
        ("муниципалитетов", "сколько муниципальных образований", ("municipalities",)),
        ("городов", "сколько городов сообщено", ("cities",)),
        ("команд", "сколько команд", ("teams",)),
        ("работ", "сколько работ", ("works",)),
    )
    told = tuple(
        _field(name, what, "counts", f"{{{name}:род}}", _counter(kinds))
        for name, what, kinds in units
    )
    return (
        *told,
        _field("числа", "все сообщённые числа", "counts", "{числа:№1}", _counter(())),
        _field(
            "иные числа",
            "числа другого: экспонатов, докладов",
            "counts",
            "{иные числа}",
            _counter(("other",)),
        ),
        _field(
            "перечислено",
            "сколько участников перечислено; пусто, если список открыт",
            "participants",
            "{перечислено:род}",
            listed,
        ),
    )


def _lists() -> tuple[ListDef, ...]:
    return (
        _lines("модераторы", "кто вёл", "moderators", _people_columns()),
        _lines("докладчики", "кто выступал", "speakers", _people_columns()),
        _lines(
            "места",
            "места команд",
            "standings",
            (
                Column("команда", "команда, занявшая место", lambda line: line.team),
                Column("место", "место", lambda line: _number(line.place)),
                Column("очки", "очки", lambda line: _text(line.points, is_fixed=True)),
                Column("зачёт", "вид программы", lambda line: _text(line.discipline)),
            ),
        ),
        _lines(
            "кубки",
            "переходящие кубки",
            "trophies",
            (
                Column("кубок", "название кубка", lambda line: _text(line.name)),
                Column("обладатель", "кому вручён", lambda line: line.holder),
            ),
        ),
        _lines("награды", "награждения", "awards", _award_columns()),
        _lines(
            "решения",
            "решения и поручения",
            "decisions",
            (
                Column("решение", "что решено", lambda line: _text(line.text, is_fixed=True)),
                Column("исполнитель", "кто исполняет", lambda line: _text(line.executor)),
                Column("срок", "срок", lambda line: _text(line.due, is_fixed=True)),
            ),
        ),
        _lines(
            "повестка",
            "вопросы повестки",
            "agenda",
            (
                Column("вопрос", "вопрос", lambda line: _text(line.title, is_fixed=True)),
                Column("докладчик", "кто докладывал", lambda line: _text(line.reporter)),
                Column("решили", "что решили", lambda line: _text(line.decision, is_fixed=True)),
            ),
        ),
        _lines("планы", "что решено провести и где", "planned", _planned_columns(), _to_come),
        _lines("отказы", "кто отозвал предложение", "planned", _planned_columns(), _withdrawn),
    )


def _people_columns() -> tuple[Column, ...]:
    return (
        Column("человек", "имя", lambda line: line),
        Column("должность", "должность", lambda line: _text(line.post)),
        Column("откуда", "город или организация", lambda line: line.place),
        Column("доклад", "тема доклада", lambda line: _text(line.title, is_fixed=True)),
    )


def _award_columns() -> tuple[Column, ...]:
    return (
        Column("кому", "кто награждён", _winner),
        Column("человек", "кто награждён, имя", lambda line: line.person),
        Column("откуда", "город или организация", _award_place),
        Column("награда", "какая награда", lambda line: _text(line.award)),
        Column("учредитель", "чья награда", lambda line: _text(line.grantor)),
        Column("вручил", "кто вручил", lambda line: line.handed_by),
    )


def _planned_columns() -> tuple[Column, ...]:
    return (
        Column("мероприятие", "что будет", lambda line: _text(line.title)),
        Column("номер", "который по счёту", _planned_number),
        Column("город", "где", lambda line: line.host),
        Column("год", "в каком году", lambda line: _number(line.year)),
    )


def _planned_number(line: PlannedLine) -> Number | None:
    """Return the edition, nothing where the title itself tells it."""
    told = find_edition(line.title)
    if told is not None and told.number == line.edition and told.end <= _TITLE_NUMBER_END:
        return None
    return _number(line.edition, is_roman=True)


def _winner(line: AwardLine) -> Value | None:
    return line.person or line.place


def _award_place(line: AwardLine) -> Name | None:
    return line.place or (line.person.place if line.person else None)


def _to_come(sheet: EventSheet) -> Iterable[tuple[int, PlannedLine]]:
    return ((n, line) for n, line in enumerate(sheet.planned) if not line.is_withdrawn)


def _withdrawn(sheet: EventSheet) -> Iterable[tuple[int, PlannedLine]]:
    return ((n, line) for n, line in enumerate(sheet.planned) if line.is_withdrawn)


def _field(
    name: str, what: str, attribute: str, example: str, read: Callable[[Any], Values]
) -> FieldDef:
    return FieldDef(FieldInfo(name, what, example, attribute), read)


def _words(name: str, what: str, attribute: str, example: str) -> FieldDef:
    return _field(
        name,
        what,
        attribute,
        example,
        lambda sheet: _one(sheet, attribute, _text(getattr(sheet, attribute))),
    )


def _list(name: str, what: str, attribute: str, example: str) -> FieldDef:
    return _field(name, what, attribute, example, lambda sheet: _name_values(sheet, attribute))


def _part(name: str, what: str, kind: NameKind, example: str) -> FieldDef:
    def read(sheet: EventSheet) -> Values:
        items = _name_values(sheet, "participants").items
        chosen = (one for one in items if isinstance(one.value, Name) and one.value.kind is kind)
        return Values(tuple(chosen))

    return _field(name, what, "participants", example, read)


def _counter(units: tuple[str, ...]) -> Callable[[EventSheet], Values]:
    def read(sheet: EventSheet) -> Values:
        return Values(
            tuple(
                Item(one, FactRef(sheet.key, "counts", index, one.key))
                for index, one in enumerate(sheet.counts)
                if not units or one.unit in units
            )
        )

    return read


def _lines(
    name: str,
    what: str,
    attribute: str,
    columns: tuple[Column, ...],
    lines: Callable[[Any], Iterable[tuple[int, Any]]] | None = None,
) -> ListDef:
    info = FieldInfo(name, what, f"[*{name}: {{{columns[0].name}}}]", attribute, is_list=True)
    return ListDef(info, lines or (lambda sheet: enumerate(getattr(sheet, attribute))), columns)


def listed(sheet: EventSheet) -> Values:
    """Return how many are listed, with all of them behind the number; nothing for open lists.

    >>> listed(EventSheet("1", "Семинар", participants=(Name("Шуя"),))).items[0].value.number
    1
    """
    names = sheet.participants
    if sheet.is_open or not names:
        return Values(())
    is_cities = all(one.kind is NameKind.SETTLEMENT for one in names)
    amount = Amount(len(names), "cities" if is_cities else "municipalities")
    facts = tuple(FactRef(sheet.key, "participants", n, one.key) for n, one in enumerate(names))
    return Values((Item(amount, facts[0], facts),))


def _name_values(sheet: EventSheet, attribute: str, *, is_open: bool = False) -> Values:
    names: tuple[Name | PersonName, ...] = getattr(sheet, attribute)
    items = (
        Item(one, FactRef(sheet.key, attribute, index, one.key)) for index, one in enumerate(names)
    )
    return Values(tuple(items), is_open)


def _one(sheet: EventSheet, attribute: str, value: Value | None) -> Values:
    return Values((Item(value, FactRef(sheet.key, attribute)),) if value is not None else ())


def _text(text: str, *, is_fixed: bool = False) -> Words | None:
    return Words(text, is_fixed) if text.strip() else None


def _number(number: int | None, *, is_roman: bool = False) -> Number | None:
    return None if number is None else Number(number, is_roman)


def _edition(sheet: EventSheet) -> Values:
    return _one(sheet, "edition", _number(sheet.edition, is_roman=True))


def _naming(sheet: EventSheet) -> Values:
    return _one(sheet, "title", _text(naming(sheet)))


def _verb(name: str, stem: str, endings: tuple[str, str, str, str]) -> FieldDef:
    """A verb that agrees with the name of the event: «состоялась конференция»."""

    def read(sheet: EventSheet) -> Values:
        gender = head_gender(naming(sheet)) or "neut"
        ending = endings[("masc", "femn", "neut", "plur").index(gender)]
        return _one(sheet, "title", Words(stem + ending, is_fixed=True))

    return _field(name, "глагол в роде мероприятия", "title", f"{{{name}}} {{мероприятие}}", read)


def _mode(sheet: EventSheet) -> Values:
    is_known = sheet.mode in ("online", "hybrid", "in_person")
    return _one(sheet, "mode", Mode(sheet.mode) if is_known else None)


def _when(sheet: EventSheet) -> Values:
    return _one(sheet, "timing", _text(when_words(sheet, has_year=True), is_fixed=True))


def _when_in_year(sheet: EventSheet) -> Values:
    return _one(sheet, "timing", _text(when_words(sheet, has_year=False), is_fixed=True))


def _month(sheet: EventSheet) -> Values:
    timing = timing_of(sheet)
    start, end = (timing.earliest, timing.latest) if timing else (None, None)
    if start is None or end is None or (start.year, start.month) != (end.year, end.month):
        return Values(())
    return _one(sheet, "timing", _text(MONTH_NAMES[start.month - 1]))


def _year(sheet: EventSheet) -> Values:
    timing = timing_of(sheet)
    start, end = (timing.earliest, timing.latest) if timing else (None, None)
    if start is None or end is None or start.year != end.year:
        return Values(())
    return _one(sheet, "timing", Number(start.year))
