"""The two lists of the assembly's plan come out of the registry for any year."""

import icalendar
import pytest
from tests.mezhgorod.publication.test_calendars import LINKS

from mezhgorod.planning.models import Plan
from mezhgorod.publication.anniversaries import days_calendar, year_draft, year_of_cities
from planbook.documents.printed import RowRole
from planbook.layouts import arrange, layout_named
from planbook.writers.ics import write_ics

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def assembly() -> Plan:
    return Plan.objects.get(title__contains="МАГ")


def printed(year: int, section: str) -> list[tuple[str, str, str]]:
    rows = assembly().sections.get(heading__startswith=section).items.order_by("position")
    return [tuple(cell.text for cell in row.cells.order_by("position")[1:]) for row in rows]  # type: ignore[misc]


def test_all_printed_anniversaries_come_out_with_the_ages_of_their_years() -> None:
    shown = year_of_cities(year=2023, step=5, plan=assembly())

    counted = {row.day.name: str(row.day.age) for row in shown.anniversaries}
    differing = {
        name: (age, counted.get(name))
        for name, age, _ in printed(2023, "Юбилеи")
        if counted.get(name) != age
    }
    # The age of Таганрог is a mistake of the document: founded in 1698.
    assert differing == {"Таганрог": ("320", "325")}


def test_round_ages_that_the_document_left_out_are_there() -> None:
    shown = year_of_cities(year=2023, step=5, plan=assembly())

    listed = {name for name, _, _ in printed(2023, "Юбилеи")}
    assert [row.day.name for row in shown.anniversaries if row.day.name not in listed] == [
        "Бишкек",
        "Астана",
        "Ереван",
    ]


def test_days_of_capitals_are_alphabetical_with_right_plurals_and_names_of_the_year() -> None:
    shown = year_of_cities(year=2021, step=5, plan=assembly())

    assert [(row.day.name, row.day.age_text) for row in shown.capitals] == [
        ("Бишкек", "143 года"),
        ("Душанбе", "345 лет"),
        ("Ереван", "2803 года"),
        ("Кишинёв", "585 лет"),
        ("Минск", "954 года"),
        ("Москва", "874 года"),
        ("Нур-Султан", "23 года"),
        ("Сухум", "2505 лет"),
        ("Тирасполь", "229 лет"),
        ("Цхинвал", "1759 лет"),
    ]


@pytest.mark.parametrize(("step", "count"), [(5, 18), (10, 8), (25, 4)])
def test_how_round_an_age_must_be_is_asked(step: int, count: int) -> None:
    assert len(year_of_cities(year=2023, step=step, plan=assembly()).anniversaries) == count


def test_the_lists_are_printed_like_those_of_the_assembly() -> None:
    draft = year_draft(year_of_cities(year=2023, step=25, plan=assembly()))

    (table,) = arrange(draft, layout_named("mag-plan")).tables()
    printed_rows = [row for row in table.rows if row.role is not RowRole.HEADER]
    assert [[cell.text for cell in row.cells] for row in printed_rows[:4]] == [
        ["Юбилеи городов ¹"],
        ["1.", "Пермь", "300", "12 июня"],
        ["2.", "Ульяновск", "375", "12 июня"],
        ["3.", "Астана", "25", "6 июля"],
    ]


def test_the_calendar_reminds_before_the_day() -> None:
    export = days_calendar(years=[2023], links=LINKS, reminder_days=14)

    feed = icalendar.Calendar.from_ical(write_ics(export))
    penza = next(one for one in feed.walk("VEVENT") if "Пенза" in one["SUMMARY"])
    (alarm,) = penza.walk("VALARM")
    assert (str(penza["SUMMARY"]), penza.decoded("DTSTART").isoformat()) == (
        "День города Пенза, 360 лет",
        "2023-06-12",
    )
    assert (alarm["ACTION"], alarm.decoded("TRIGGER").days) == ("DISPLAY", -14)


def test_the_calendar_without_a_reminder_has_no_alarm() -> None:
    export = days_calendar(years=[2023], links=LINKS, reminder_days=None)

    assert list(icalendar.Calendar.from_ical(write_ics(export)).walk("VALARM")) == []


def test_the_same_day_has_the_same_number_in_every_answer() -> None:
    asked = {"years": [2023, 2024], "links": LINKS, "reminder_days": None}
    first, second = days_calendar(**asked), days_calendar(**asked)  # type: ignore[arg-type]

    uids = [event.uid for event in first.events]
    assert (uids, len(set(uids))) == ([event.uid for event in second.events], len(uids))
