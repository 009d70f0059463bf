"""What was understood of a row, in the words of the review."""

from dataclasses import replace
from datetime import date, time

import pytest
from tests.factories.drafts import BY_AGREEMENT, JUNE, MAY, YAROSLAVL, day, row

from mezhgorod.website.board.strokes import StrokeForm
from mezhgorod.website.review.understood import fields_of, place_words, time_of
from planbook.dates import Recurring, Span, Timing, TimingStatus, Unparsed
from planbook.dates.span import TimeSpan
from planbook.places import AttendanceMode, Place
from planbook.plans import Action, Age, CellDraft, Involvement

NINTH = day("9 февраля", 2, 9)


@pytest.mark.parametrize(
    ("timing", "form", "meaning", "remarks"),
    [
        (NINTH, StrokeForm.BLOCK, "точный день 9 февраля 2023 года", ()),
        (MAY, StrokeForm.WITHIN, "день не назван, когда-то с 1 по 31 мая 2023 года", ()),
        (BY_AGREEMENT, StrokeForm.NONE, "по согласованию", ()),
        (Unparsed(text="когда  расцветут"), StrokeForm.UNREAD, "когда расцветут", ()),
        (
            Recurring(text="ежеквартально", rrule="FREQ=MONTHLY;INTERVAL=3"),
            StrokeForm.RAIL,
            "каждый квартал",
            (),
        ),
        (
            replace(NINTH, is_approximate=True, status=TimingStatus.POSTPONED, moved_from=JUNE),
            StrokeForm.BLOCK,
            "точный день 9 февраля 2023 года",
            ("перенос", "прежний срок: июнь", "ориентировочно"),
        ),
        (
            replace(NINTH, times=(TimeSpan(time(10), time(12, 30)), TimeSpan(time(15)))),
            StrokeForm.BLOCK,
            "точный день 9 февраля 2023 года",
            ("10:00–12:30", "15:00"),
        ),
    ],
)
def test_a_timing_is_told_as_the_board_draws_it(
    timing: Timing, form: StrokeForm, meaning: str, remarks: tuple[str, ...]
) -> None:
    found = time_of(timing)

    assert (found.form, found.meaning.replace("\N{NO-BREAK SPACE}", " ")) == (form, meaning)
    assert found.remarks == remarks


def test_a_date_without_a_year_says_so() -> None:
    yearless = replace(NINTH, has_year=False, spans=(Span(date(2000, 2, 9), date(2000, 2, 9)),))

    assert time_of(yearless).remarks == ("год неизвестен",)
    assert "2000" not in time_of(yearless).meaning


def test_every_understood_fact_is_told_once() -> None:
    event = row(
        "Форум",
        NINTH,
        (YAROSLAVL,),
        attendance_mode=AttendanceMode.ONLINE,
        kind="форум",
        scope="всероссийский",
        edition=9,
        own_name="Инновации",
        topic="Тема",
        dedication="к 85-летию",
        body="секция «Туризм»",
        involvement=Involvement.SUPPORTED,
        parent_event="Дни города",
        preparation_of="Фестиваль",
        target_timing=JUNE,
        organizers=("администрация", "союз"),
        operators=("дирекция",),
        initiator="Кострома",
        exchange_partners=("союз севера",),
        activities=("экскурсия",),
        age_from=7,
        age_to=14,
        age=Age(101, "101 год"),
        description="Вынуто из названия",
    )

    found = [
        (field.label, tuple(line.replace("\N{NO-BREAK SPACE}", " ") for line in field.lines))
        for field in fields_of(event)
    ]

    assert found == [
        ("Место", ("Ярославль, Ярославская область",)),
        ("Формат", ("дистанционно",)),
        ("Организаторы", ("администрация", "союз")),
        ("Ведёт обмен", ("дирекция",)),
        ("Инициатор", ("Кострома",)),
        ("Вместе с", ("союз севера",)),
        ("Вид", ("форум, всероссийский",)),
        ("Который раз", ("9-й",)),
        ("Имя", ("Инновации",)),
        ("Тема", ("Тема",)),
        ("Посвящено", ("к 85-летию",)),
        ("Секция, орган", ("секция «Туризм»",)),
        ("Владелец плана", ("поддерживает",)),
        ("В рамках", ("Дни города",)),
        ("Подготовка к", ("Фестиваль (июнь)",)),
        ("Внутри", ("экскурсия",)),
        ("Возраст", ("7–14 лет",)),
        ("Юбилей", ("101 год",)),
        ("Содержание", ("Вынуто из названия",)),
    ]


@pytest.mark.parametrize(
    ("ages", "words"),
    [((7, None), "от 7 лет"), ((None, 14), "до 14 лет"), ((7, 14), "7–14 лет")],
)
def test_ages_are_told_from_and_to(ages: tuple[int | None, int | None], words: str) -> None:
    (field,) = fields_of(row("Форум", places=(), age_from=ages[0], age_to=ages[1]))

    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in field.lines] == [words]


def test_a_text_that_is_its_own_cell_is_not_repeated() -> None:
    event = row("Форум", places=(), description="Пленарное заседание", action=Action.HOLD)
    cells = (*event.cells, CellDraft("description", "Пленарное\nзаседание"))

    assert [field.label for field in fields_of(replace(event, cells=cells))] == ["Владелец плана"]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("г. Минск", "Минск", country="Беларусь"), "Минск"),
        (Place("по назначению"), "по назначению"),
        (Place("за рубежом", country="Сербия"), "Сербия"),
        (Place("ДК", "Шуя", venue="ДК «Текстильщик»"), "Шуя, ДК «Текстильщик»"),
        (Place("исполком", organization="исполком"), "исполком"),
    ],
)
def test_a_place_in_one_line(place: Place, words: str) -> None:
    assert place_words(place) == words
