"""A row as it is shown anywhere."""

from datetime import date

import pytest
from tests.factories import timings

from mezhgorod.planning.actions.applying.timings import timing_columns
from mezhgorod.planning.models import Event, EventPlace
from mezhgorod.registry.models import Municipality
from mezhgorod.website.board.rows import Tag, place_words, shape_of, tags_of
from mezhgorod.website.board.strokes import TimingShape

VOLOGDA = Municipality(name="Вологда")


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ([EventPlace(text="г. Вологде", municipality=VOLOGDA)], "Вологда"),
        ([EventPlace(text="Вологда"), EventPlace(text="Вологда", municipality=VOLOGDA)], "Вологда"),
        (
            [EventPlace(text="ИД АГП", organization="ИД АГП"), EventPlace(text="Киров\n(ВКС)")],
            "ИД АГП, Киров (ВКС)",
        ),
        (
            [
                EventPlace(
                    text="администрация г. Вологды",
                    municipality=VOLOGDA,
                    organization="администрация г. Вологды",
                )
            ],
            "администрация г. Вологды",
        ),
        ([EventPlace(text="")], ""),
        ([], ""),
    ],
)
def test_place_words(places: list[EventPlace], words: str) -> None:
    assert place_words(places) == words


@pytest.mark.parametrize(
    ("event", "tags"),
    [
        (Event(attendance_mode="unknown", timing_status="scheduled"), ()),
        (
            Event(attendance_mode="online", timing_status="postponed"),
            (Tag("дистанционно"), Tag("перенос", is_warning=True)),
        ),
        (
            Event(attendance_mode="hybrid", timing_status="cancelled", is_approximate=True),
            (Tag("очно и дистанционно"), Tag("отменено", is_warning=True), Tag("ориентировочно")),
        ),
    ],
)
def test_tags(event: Event, tags: tuple[Tag, ...]) -> None:
    assert tags_of(event) == tags


@pytest.mark.parametrize(
    ("event", "title"),
    [
        (
            Event(title="Астрахань", kind="юбилей города", anniversary_years=465),
            "Астрахань: 465 лет, юбилей города",
        ),
        (
            Event(title="Тирасполь", kind="день города", anniversary_years=231),
            "Тирасполь: 231 год, день города",
        ),
        (Event(title="Минск", kind="день города"), "Минск: день города"),
        (Event(title="День города Минска", kind="день города"), "День города Минска"),
        (Event(title="Сессия", kind="сессия", anniversary_years=25), "Сессия: 25 лет"),
        (Event(title="Форум\nгородов", kind="форум"), "Форум городов"),
    ],
)
def test_title_says_what_a_row_of_one_city_is_about(event: Event, title: str) -> None:
    assert event.full_title == title


def test_shape_of_a_stored_timing() -> None:
    event = Event(**timing_columns(timings.QUARTERLY))

    assert shape_of(event) == TimingShape(
        kind="recurring",
        extent="recurring",
        wording="ежеквартально",
        spans=((date(2023, 1, 1), date(2023, 12, 31)),),
        rrule="FREQ=MONTHLY;INTERVAL=3",
    )


def test_shape_without_a_known_year_has_no_days() -> None:
    event = Event(timing_kind="month", timing_extent="within", timing_text="май")
    event.timing_data = {"spans": [["1972-05-01", "1972-05-31"]], "has_year": False}

    assert shape_of(event).spans == ()
