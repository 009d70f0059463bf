from datetime import date

import pytest

from mezhgorod.website.board.spoken import span_words, spoken_timing, weekday_words
from mezhgorod.website.board.strokes import TimingShape


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2023, 2, 9), date(2023, 2, 9), "9 февраля 2023 года"),
        (date(2023, 8, 25), date(2023, 8, 27), "с 25 по 27 августа 2023 года"),
        (date(2023, 3, 30), date(2023, 4, 1), "с 30 марта по 1 апреля 2023 года"),
        (date(2022, 12, 31), date(2023, 1, 8), "с 31 декабря 2022 года по 8 января 2023 года"),
        (None, date(2023, 5, 15), "до 15 мая 2023 года"),
        (date(2023, 9, 1), None, "с 1 сентября 2023 года"),
        (None, None, ""),
    ],
)
def test_span_words(start: date | None, end: date | None, words: str) -> None:
    assert span_words(start, end) == words


MAY = ((date(2023, 5, 1), date(2023, 5, 31)),)
MAY_JUNE = ((date(2023, 5, 1), date(2023, 6, 30)),)


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (
            TimingShape("day", "exact", "9 февраля", ((date(2023, 2, 9), date(2023, 2, 9)),)),
            "9 февраля: точный день 9 февраля 2023 года",
        ),
        (
            TimingShape("month", "within", "май", MAY),
            "май: день не назван, когда-то с 1 по 31 мая 2023 года",
        ),
        (
            TimingShape("month_range", "ambiguous", "май-июнь", MAY_JUNE),
            "май-июнь: с 1 мая по 30 июня 2023 года, "
            "всё это время или часть его (из текста не ясно)",
        ),
        (
            TimingShape("recurring", "recurring", "ежеквартально", (), "FREQ=MONTHLY;INTERVAL=3"),
            "ежеквартально: каждый квартал",
        ),
        (TimingShape("ongoing", "throughout", "постоянно"), "постоянно: всё это время"),
        (TimingShape("unscheduled", "", "по\nсогласованию"), "по согласованию: даты ещё нет"),
        (TimingShape("unscheduled", "", ""), "срок не указан: даты ещё нет"),
        (TimingShape("unparsed", "", "весной?"), "весной?: срок не понят, посмотрите документ"),
    ],
)
def test_timing_is_said_with_what_it_means(shape: TimingShape, words: str) -> None:
    assert spoken_timing(shape) == words


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (
            TimingShape("day", "exact", "9 февраля", ((date(2023, 2, 9), date(2023, 2, 9)),)),
            "четверг",
        ),
        (TimingShape("month", "within", "май", MAY), ""),
        (
            TimingShape("day_range", "exact", "4-5 мая", ((date(2023, 5, 4), date(2023, 5, 5)),)),
            "",
        ),
        (TimingShape("unscheduled", "", "по согласованию"), ""),
    ],
)
def test_only_one_exact_day_has_a_weekday(shape: TimingShape, words: str) -> None:
    assert weekday_words(shape) == words
