from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

icalendar = pytest.importorskip("icalendar")
recurring_ical_events = pytest.importorskip("recurring_ical_events")

from planbook.dates import (  # noqa: E402 -- after the check for the library
    Day,
    DayRange,
    Month,
    Period,
    Recurring,
    Span,
    TimeSpan,
    Timing,
    TimingStatus,
    Unscheduled,
)
from planbook.writers import CalendarExport, EventExport, PlaceExport  # noqa: E402
from planbook.writers.ics import Fuzzy, write_ics  # noqa: E402

pytestmark = pytest.mark.core

YEAR = Period.from_edtf("2023")
UPDATED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
VOLOGDA = PlaceExport("Вологда", 59.2187, 39.8886, "Europe/Moscow")
DAY = Day(text="9 февраля", spans=(Span(date(2023, 2, 9), date(2023, 2, 9)),))
MAY = Month(text="май", spans=(Span(date(2023, 5, 1), date(2023, 5, 31)),))


def event(timing: Timing, **fields: object) -> EventExport:
    values: dict[str, object] = {
        "uid": "6f1c2a34-0000-4000-8000-000000000001",
        "title": "Рабочая встреча",
        "timing": timing,
        "period": YEAR,
        "sequence": 2,
        "updated_at": UPDATED,
        "places": (VOLOGDA,),
    }
    return EventExport(**(values | fields))  # type: ignore[arg-type]


def feed(*events: EventExport, fuzzy: Fuzzy = Fuzzy.SHOW) -> bytes:
    return write_ics(CalendarExport("План на 2023 год", "Все мероприятия", events), fuzzy=fuzzy)


def entries(data: bytes) -> list[dict[str, str]]:
    """Entries as another program sees them: property lines after unfolding."""
    parsed = icalendar.Calendar.from_ical(data)
    return [
        {name: _plain(value) for name, value in entry.property_items(recursive=False)}
        for entry in parsed.walk("VEVENT")
    ]


def _plain(value: object) -> str:
    raw = value.to_ical() if hasattr(value, "to_ical") else value
    return raw.decode() if isinstance(raw, bytes) else str(raw)


def test_write_ics_of_a_day_says_all_that_is_known() -> None:
    data = feed(
        event(
            DAY,
            categories=("рабочая встреча",),
            details=(("Организатор", "Администрация"), ("Примечание", "")),
            url="https://plan.example/events/1/",
        )
    )

    assert entries(data) == [
        {
            "BEGIN": "VEVENT",
            "SUMMARY": "Рабочая встреча",
            "DTSTART": "20230209",
            "DTEND": "20230210",
            "DTSTAMP": "20260302T093000Z",
            "UID": "6f1c2a34-0000-4000-8000-000000000001",
            "SEQUENCE": "2",
            "CATEGORIES": "рабочая встреча",
            "DESCRIPTION": "Срок в плане: 9 февраля\\nОрганизатор: Администрация",
            "GEO": "59.2187;39.8886",
            "LAST-MODIFIED": "20260302T093000Z",
            "LOCATION": "Вологда",
            "STATUS": "CONFIRMED",
            "TRANSP": "TRANSPARENT",
            "URL": "https://plan.example/events/1/",
            "END": "VEVENT",
        }
    ]
    assert b"DTSTART;VALUE=DATE:20230209" in data


def test_write_ics_of_a_month_is_a_tentative_span_with_its_wording() -> None:
    (entry,) = entries(feed(event(MAY)))

    assert (entry["DTSTART"], entry["DTEND"]) == ("20230501", "20230601")
    assert (entry["STATUS"], entry["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
    assert entry["SUMMARY"] == "Рабочая встреча (май)"
    assert entry["DESCRIPTION"] == (
        "Срок в плане: май\\nТочный день в плане не назван: показан весь срок."
    )


def test_write_ics_omits_fuzzy_entries_when_asked() -> None:
    data = feed(event(MAY), event(DAY, uid="2"), fuzzy=Fuzzy.OMIT)

    assert [entry["UID"] for entry in entries(data)] == ["2"]


def test_write_ics_leaves_undated_rows_out_and_counts_them() -> None:
    data = feed(event(Unscheduled(text="по согласованию")), event(DAY, uid="2"))

    parsed = icalendar.Calendar.from_ical(data)
    assert [str(entry["UID"]) for entry in parsed.walk("VEVENT")] == ["2"]
    assert str(parsed["DESCRIPTION"]) == (
        "Все мероприятия\nБез срока, не показано в календаре: 1 мероприятие."
    )


@pytest.mark.parametrize(
    ("status", "expected", "summary"),
    [
        (TimingStatus.CANCELLED, "CANCELLED", "ОТМЕНЕНО: Рабочая встреча"),
        (TimingStatus.POSTPONED, "TENTATIVE", "Перенос: Рабочая встреча"),
        (TimingStatus.INCONSISTENT, "TENTATIVE", "Рабочая встреча"),
    ],
)
def test_write_ics_marks_what_is_not_settled(
    status: TimingStatus, expected: str, summary: str
) -> None:
    (entry,) = entries(feed(event(Day(text=DAY.text, spans=DAY.spans, status=status))))

    assert (entry["STATUS"], entry["SUMMARY"]) == (expected, summary)


def test_write_ics_of_a_time_of_day_carries_its_whole_zone() -> None:
    irkutsk = PlaceExport("Иркутск", 52.3, 104.3, "Asia/Irkutsk")
    timed = Day(text="9 февраля, 10:00", spans=DAY.spans, times=(TimeSpan(time(10), time(12)),))

    parsed = icalendar.Calendar.from_ical(feed(event(timed, places=(irkutsk,))))

    (entry,) = parsed.walk("VEVENT")
    assert entry.decoded("DTSTART") == datetime(2023, 2, 9, 10, tzinfo=ZoneInfo("Asia/Irkutsk"))
    assert entry.decoded("DTEND") - entry.decoded("DTSTART") == timedelta(hours=2)
    (zone,) = parsed.walk("VTIMEZONE")
    assert (str(zone["TZID"]), len(zone.walk("STANDARD")) > 0) == ("Asia/Irkutsk", True)


def test_write_ics_of_a_weekly_hour_keeps_its_wall_clock_over_summer_time() -> None:
    berlin = PlaceExport("Берлин", 52.5, 13.4, "Europe/Berlin")
    weekly = Recurring(rrule="FREQ=WEEKLY;BYDAY=TU", times=(TimeSpan(time(10)),))

    data = feed(event(weekly, places=(berlin,)))

    assert b"RRULE:FREQ=WEEKLY;UNTIL=20231231T225959Z;BYDAY=TU" in data
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(data))
    hours = {one.decoded("DTSTART").hour for one in found.between((2023, 1, 1), (2024, 1, 1))}
    assert hours == {10}
    assert found.count() == 52


def test_write_ics_of_a_time_without_a_zone_stays_a_whole_day() -> None:
    timed = Day(text="9 февраля, 10:00", spans=DAY.spans, times=(TimeSpan(time(10)),))

    (entry,) = entries(feed(event(timed, places=(PlaceExport("зал"),))))

    assert (entry["DTSTART"], entry["DTEND"]) == ("20230209", "20230210")


def test_write_ics_gives_the_same_bytes_again() -> None:
    events = (event(MAY), event(DAY, uid="2"))

    assert feed(*events) == feed(*events)


def test_write_ics_folds_lines_and_keeps_hostile_text_inside_its_property() -> None:
    title = "Форум;\r\nEND:VCALENDAR\x00\ud800, «" + "очень длинное название " * 10

    data = feed(event(DAY, title=title))

    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert data.count(b"\r\nEND:VCALENDAR") == 1
    (entry,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(entry["SUMMARY"]) == title.replace("\r\n", "\n").replace("\x00", " ").replace(
        "\ud800", " "
    )


def test_write_ics_tells_readers_how_often_to_come_back() -> None:
    data = feed(event(DAY))

    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H" in data
    assert b"X-PUBLISHED-TTL:PT6H" in data
    assert "X-WR-CALNAME:План на 2023 год".encode() in data


_DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))


@given(first=_DAYS, length=st.integers(0, 400), is_approximate=st.booleans())
def test_write_ics_gives_every_span_back(first: date, length: int, is_approximate: bool) -> None:
    last = first + timedelta(days=length)
    timing = DayRange(text="эти дни", spans=(Span(first, last),), is_approximate=is_approximate)

    (entry,) = icalendar.Calendar.from_ical(feed(event(timing))).walk("VEVENT")

    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (first, last + timedelta(days=1))
    assert (str(entry["STATUS"]) == "TENTATIVE") is is_approximate


@given(title=st.text(), detail=st.text())
def test_write_ics_gives_any_text_back_in_lines_that_fit(title: str, detail: str) -> None:
    data = feed(event(DAY, title=title, details=(("Содержание", f"«{detail}»"),)))

    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    (entry,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(entry["SUMMARY"]) == _allowed(title)
    assert str(entry["DESCRIPTION"]).partition("Содержание: ")[2] == f"«{_allowed(detail)}»"


def _allowed(text: str) -> str:
    """What RFC 5545 lets a text carry: no control characters but the tab and the end of a line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        one if one in "\t\n" or not (ord(one) < 32 or ord(one) == 127) else " " for one in lines
    )
