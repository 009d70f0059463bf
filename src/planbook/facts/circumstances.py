"""When, how, within what and about what an event was: date, mode, parent event, theme, number."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from itertools import islice

from planbook.dates import MONTH_GENITIVES, MONTH_NAMES, Period, parse_timing
from planbook.facts.mention import EventMention
from planbook.facts.report_event import Fact, FactType
from planbook.facts.scene import Scene
from planbook.facts.vocabulary import words_of

_MONTHS = "|".join(sorted({name[:3] for name in (*MONTH_NAMES, *MONTH_GENITIVES)} - {"май", "мая"}))
_MONTH = rf"(?:(?:{_MONTHS})[а-я]{{1,6}}|ма[йяе]|январ[а-я]{{1,3}})"
_YEAR = r"(?:\s+(?:20|19)\d\d(?:\s*(?:года|году|год|г\.))?)?"
_DASH = r"\s*[-–—]\s*"
_UNITS = ("перв", "втор", "треть", "четверт", "пят", "шест", "седьм", "восьм", "девят")
_TEENS = (
    *("десят", "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат"),
    *("семнадцат", "восемнадцат", "девятнадцат", "двадцат", "тридцат"),
)
_DAY_NUMBERS = {
    **{stem: number for number, stem in enumerate(_UNITS, start=1)},
    **{stem: number for number, stem in enumerate(_TEENS[:10], start=10)},
    "двадцат": 20,
    "тридцат": 30,
}
_DAY_STEMS = "|".join(sorted(_DAY_NUMBERS, key=len, reverse=True))
_DAY_WORDS = rf"(?:(?:двадцать|тридцать)\s+)?(?:{_DAY_STEMS})(?:ого|его|ое|ье)"
_TH = r"(?:-?(?:го|е|ого|му|м))?"
_DATE = re.compile(
    rf"(?<![\w.])(?:"
    rf"со?\s+\d{{1,2}}{_TH}(?:\s+{_MONTH})?\s+по\s+\d{{1,2}}{_TH}\s+{_MONTH}{_YEAR}"
    rf"|\d{{1,2}}(?:{_DASH}|\s+и\s+|\s*,\s*)\d{{1,2}}\s+{_MONTH}{_YEAR}"
    rf"|\d{{1,2}}\s+{_MONTH}(?:{_DASH}|\s+и\s+)\d{{1,2}}\s+{_MONTH}{_YEAR}"
    rf"|\d{{1,2}}{_TH}\s+{_MONTH}{_YEAR}"
    rf"|\d{{1,2}}\.\d{{1,2}}(?:\.(?:20|19)\d\d)?{_DASH}\d{{1,2}}\.\d{{1,2}}\.(?:20|19)\d\d"
    rf"|\d{{1,2}}{_DASH}\d{{1,2}}\.\d{{1,2}}\.(?:20|19)\d\d"
    rf"|\d{{1,2}}\.\d{{1,2}}\.(?:20|19)\d\d"
    rf"|(?<=\()\d{{1,2}}\.(?:0[1-9]|1[0-2])(?=\s*[);,])"
    rf"|(?:(?<=[–—•*-]\s)|(?<=;\s)|(?<=^))(?:{'|'.join(MONTH_NAMES)})(?:{_DASH}(?:{'|'.join(MONTH_NAMES)}))?{_YEAR}(?=\s*(?:[:–—,;.-]|$))"
    rf"|{_DAY_WORDS}\s+{_MONTH}{_YEAR}"
    rf"|(?:(?<=в\s)|(?<=\()|(?<=на\s)|(?<=начале\s)|(?<=середине\s)|(?<=конце\s)|(?<=срок\s[–—-]\s)|(?<=срок:\s)|(?<=,\s)(?=[а-я]+(?:\s+20\d\d(?:\s*(?:года|г\.))?)?\s*(?:[);]|\.?$))){_MONTH}(?:{_DASH}{_MONTH})?{_YEAR})(?!\w)"
)
_MONTH_ADJECTIVE = re.compile(
    rf"(?<!\w)((?:{_MONTHS})[а-я]{{0,4}}|май)ск(?:ое|ая|ий|ого|ой|ом|ую|ие|их|ими?)(?!\w)"
)
_MEANT = re.compile(
    r",\s*(?:ранее\s+|первоначально\s+|прежде\s+)?(?:намеч(?:авш|енн)|запланированн|назначенн|планировавш|предполагавш|ожидавш)\w+\s[^,]*(?:,|$)"
    r"|(?<!\w)перенес[её]нн\w+\s+(?:с\s+[а-я]+\s+)?(?:из\s+[а-я-]+\s+)?(?:на\s+[а-я]+\s)?"
)
_FROM_TO = re.compile(r"^с\s+(\d{1,2})((?:\s+[а-я]+)?)\s+по\s+(\d{1,2})\s+(.*)$")
_IN_WORDS = re.compile(rf"(?:(двадцать|тридцать)\s+)?(?<!\w)({_DAY_STEMS})(?:ого|его|ое|ье)(?!\w)")
_LATE, _EARLY = 27, 4
_NUMERIC = re.compile(
    r"^(\d{1,2})(?:\.(\d{1,2}))?(?:\.(\d{4}))?\s*[-–—]\s*(\d{1,2})\.(\d{1,2})\.(\d{4})$"
)
_SHORT_DAY = re.compile(r"(\d{1,2})\.(\d\d)")
# «стартовал 30 июля в Муроме и финишировал 6 августа»
_BEGAN = re.compile(r"(?<!\w)(?:старт|нача[лт]|откры|берет\s+начало)")
_ENDED = re.compile(r"(?<!\w)(?:финиш|заверш|законч|оконч|закры)")
_BOTH = re.compile(
    rf"(?P<first>\d{{1,2}}\s+{_MONTH})\s+и\s+(?P<second>\d{{1,2}}\s+{_MONTH}{_YEAR})"
)
# An EDTF day; days further apart are two events.
_DAY_LENGTH, _MOST_DAYS = 10, 5
_TWO_MONTHS = re.compile(r"^(\d{1,2}\s+[а-я]+)\s+и\s+(\d{1,2}\s+[а-я]+.*)$")
_AND = re.compile(r"^(\d{1,2})\s+и\s+(\d{1,2})\s+(.*)$")
_THEME_IS = re.compile(
    r"(?:тема(?:\s+[^:–—]{0,200}?)?,?\s*(?::|\s[–—-]|стал[аои]?|[–—-])|темой\s+[^\x00]{0,80}?(?:стал[аои]?|был[аои]?|явля\w+|[–—-])|девиз\w*(?:\s+[^\x00:–—]{0,60}?)?\s*[–—:-]|под\s+(?:девизом|темой|лозунгом)|посвя[щт]\w+\s+теме|(?:обсудил\w*|рассмотрел\w*|затронул\w*|выбра[нл]\w*|избра[нл]\w*|имел\w*|вынес\w+)\s+(?:тему|темой)|тем(?:ой|у)\s[^\x00.;]{0,60}?(?:выбра[нл]\w*|избра[нл]\w*|предложен\w*))\s*:?\s*$"
)

_WITHIN_IT = re.compile(
    r"(?<!\w)(?:в\s+(?:его|ее|их)\s+рамках|в\s+рамках\s+(?:него|нее|них|форума|конференции|фестиваля|собрания|съезда|праздника|мероприятия)(?!\w)"
    r"|частью\s+(?:программы|форума|конференции|фестиваля)|в\s+(?:его|ее|их)\s+программе|в\s+программе\s+(?:форума|конференции|фестиваля))"
)


def date_of(scene: Scene) -> Iterator[Fact]:
    """Yield the day or month of the event of a sentence, as EDTF."""
    found = list(dates_in(scene, 0, len(scene.shape), scene.year))
    lasting = _lasting(scene, found)
    if lasting is not None:
        yield lasting
        return
    # «В апреле (18 апреля)»: the day is told more exactly behind its month.
    exact = (one for one in found if one.value.startswith(f"{found[0].value}-"))
    yield from islice((*exact, *found), 1)


def _lasting(scene: Scene, days: list[Fact]) -> Fact | None:
    """Return the time from a day to another: «стартовал 30 июля, а финишировал 6 августа»."""
    if len(days) != 2 or any(len(one.value) != _DAY_LENGTH for one in days):
        return None
    first, last = days
    spans = [(one.source.start - scene.offset, one.source.end - scene.offset) for one in days]
    began = _BEGAN.search(scene.shape, 0, spans[1][0])
    ended = _ENDED.search(scene.shape, spans[0][1])
    if began is None or ended is None or not first.value < last.value:
        return None
    span = (spans[0][0], spans[1][1])
    return scene.fact(FactType.DATE, *span, values=[f"{first.value}/{last.value}"])


def dates_in(scene: Scene, start: int, stop: int, year: int | None) -> Iterator[Fact]:
    """Yield the days and months of a stretch of a sentence; `year` is that of bare months."""
    for found in _DATE.finditer(scene.shape, start, stop):
        before = scene.shape[max(0, found.start() - 60) : found.start()]
        if re.search(r"(?:до|от|к|после|со\s+дня|закон\w*)\s+$|посвящ[^,]*$", before):
            continue
        if is_only_meant(scene, found.start()):
            continue
        for first, last in _days_apart(found[0], year):
            edtf = _edtf(found[0][first:last], year)
            if edtf:
                span = (found.start() + first, found.start() + last)
                yield scene.fact(FactType.DATE, *span, values=[edtf])


def _days_apart(words: str, year: int | None) -> Iterator[tuple[int, int]]:
    """Yield where the days of «30 января и 26 июня» stand; «31 марта и 1 апреля» is one time."""
    cut = _BOTH.fullmatch(words)
    days = [_edtf(cut[key], year) for key in ("first", "second")] if cut else []
    if cut is None or not all(len(day) == _DAY_LENGTH for day in days) or _are_next(*days):
        yield 0, len(words)
        return
    yield cut.span("first")
    yield cut.span("second")


def _are_next(one: str, other: str) -> bool:
    apart = datetime.date.fromisoformat(other) - datetime.date.fromisoformat(one)
    return 0 < apart.days < _MOST_DAYS


def is_only_meant(scene: Scene, start: int) -> bool:
    """Tell whether words stand in a clause of what was meant: «намечавшееся на май в Туле»."""
    if scene.has("intend") and not scene.has("held"):
        return False
    return any(one.start() <= start < one.end() for one in _MEANT.finditer(scene.shape))


def are_apart(one: str, other: str) -> bool:
    """Tell whether two dates have no day in common; a month holds all of its days.

    >>> are_apart("2024-05", "2024-05-07"), are_apart("2024-05-01/2024-05-03", "2024-06-01")
    (False, True)
    """
    (first, last), (start, end) = _ends(one), _ends(other)
    return last < start or end < first


def _ends(edtf: str) -> tuple[str, str]:
    """Return the first and the last day of a date, as words that sort by time."""
    first, _, last = edtf.partition("/")
    last = last or first
    return f"{first}-00-00"[:10], f"{last}-99-99"[:10]


def month_of(scene: Scene, mention: EventMention) -> Iterator[Fact]:
    """Yield the month an adjective names: «июньское заседание»."""
    found = _MONTH_ADJECTIVE.search(scene.shape, max(0, mention.start - 30), mention.end)
    if found is not None and scene.year is not None:
        number = 1 + next(
            index for index, name in enumerate(MONTH_NAMES) if name[:3] == found[1][:3]
        )
        yield scene.fact(FactType.DATE, *found.span(), values=[f"{scene.year}-{number:02d}"])


def _edtf(words: str, year: int | None) -> str:
    text = re.sub(r"(?<=\d)-?(?:го|е|ого|му|м)(?=\s)", "", " ".join(words.split()))
    text = re.sub(r"^со\s", "с ", text)
    text = _IN_WORDS.sub(_day_number, text)
    short = _SHORT_DAY.fullmatch(text)
    if short is not None:
        return _short_day(int(short[1]), int(short[2]), year)
    numeric = _NUMERIC.match(text)
    if numeric is not None:
        return _numeric_days(numeric)
    two = _TWO_MONTHS.match(text)
    if two is not None:
        if not _are_neighbours(two[1], two[2]):
            return _edtf(two[1], year)
        text = f"{two[1]} - {two[2]}"
    span = _FROM_TO.match(text)
    if span is not None:
        month = span[2].strip()
        text = (
            f"{span[1]} {month}-{span[3]} {span[4]}" if month else f"{span[1]}-{span[3]} {span[4]}"
        )
    both = _AND.match(text)
    if both is not None and int(both[2]) == int(both[1]) + 1:
        text = f"{both[1]}-{both[2]} {both[3]}"
    timing = parse_timing(text, period=Period.from_edtf(str(year)) if year else None)
    return timing.edtf or ""


def _short_day(day: int, month: int, year: int | None) -> str:
    """Return the day of «(14.04)», empty where there is no such day."""
    try:
        return f"{datetime.date(year, month, day)}" if year else ""
    except ValueError:
        return ""


def _are_neighbours(one: str, other: str) -> bool:
    """Tell whether «31 марта и 1 апреля» are days in a row, not two meetings."""
    first, second = int(one.split()[0]), int(other.split()[0])
    return first >= _LATE and second <= _EARLY


def _day_number(found: re.Match[str]) -> str:
    """Return the number of a day in words: «двадцать третьего» is 23."""
    tens = {"двадцать": 20, "тридцать": 30}.get(found[1] or "", 0)
    return str(tens + _DAY_NUMBERS[found[2]])


def _numeric_days(found: re.Match[str]) -> str:
    """Return the days of «28.09–02.10.2023» and «1-3.10.2023» as EDTF."""
    month, year = found[2] or found[5], found[3] or found[6]
    days = (int(year), int(month), int(found[1])), (int(found[6]), int(found[5]), int(found[4]))
    try:
        first, last = (datetime.date(*day) for day in days)
    except ValueError:
        return ""
    return f"{first}/{last}" if first < last else ""


def parent_of(
    scene: Scene, mention: EventMention | None, titles: Mapping[str, str] | None = None
) -> Iterator[Fact]:
    """Yield the larger event «в рамках» of which this one was held; `titles` are those by kind."""
    for event in scene.events:
        if not event.is_framework or event is mention:
            continue
        is_told = event.is_named or len(event.title.split()) > 1
        title = event.title if is_told else (titles or {}).get(event.kind, "")
        if title:
            yield scene.fact(FactType.PARENT_EVENT, event.start, event.end, values=[title])
            return


def within(scene: Scene, title: str) -> Iterator[Fact]:
    """Yield the larger event that only a pronoun names: «в её рамках»."""
    said = _WITHIN_IT.search(scene.shape)
    if title and said is not None and not any(one.is_framework for one in scene.events):
        yield scene.fact(FactType.PARENT_EVENT, *said.span(), values=[title])


def theme_of(scene: Scene, mention: EventMention | None) -> Iterator[Fact]:
    """Yield the theme said in quotes: «Тема конкурса – «…»»."""
    for part in scene.outlined.parts:
        before = scene.shape[max(0, part.start - 200) : part.start]
        if mention is not None and mention.theme_span == (part.start, part.end):
            continue
        told = _THEME_IS.search(before)
        # The theme of a meeting of a section goes with its title.
        told = None if told is not None and "секци" in told[0] else told
        is_told = told or re.search(r"(?:по теме|на тему)\s*:?\s*$", before)
        if is_told:
            inner = (part.start + 1, part.end - 1)
            yield scene.fact(FactType.THEME, *inner, values=[part.content.strip()])
            return


def is_meeting(mention: EventMention) -> bool:
    """Tell whether the event is a meeting of a standing body, whose theme is part of its title."""
    return mention.kind in words_of("events", "meetings")
