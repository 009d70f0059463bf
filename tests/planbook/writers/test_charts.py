"""Pictures of comparisons and series: well-formed, spoken, exact, the same every time."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from lxml import etree
from tests.planbook.writers.comparison_samples import CITIES, WATER, number, tariffs
from tests.planbook.writers.printed_samples import HOSTILE

from planbook.indicators import (
    CellValue,
    Column,
    ComparisonRow,
    MissingReason,
    SeriesValue,
    series_of,
)
from planbook.writers.charts import (
    PRINT_FONT,
    ChartFrame,
    ChartLine,
    chart_png,
    comparison_bars,
    series_lines,
    small_multiples,
)
from planbook.writers.charts.frame import OTHER, OWN
from planbook.writers.charts.raster import UndrawablePicture
from planbook.writers.pictures import pixels_of

pytestmark = pytest.mark.core

SVG = "{http://www.w3.org/2000/svg}"
FRAME = ChartFrame("Тариф на воду, руб./куб. м", name="water")
QUARTERS = ("2025-35", "2025-36", "2026-33", "2026-34")


def row(*texts: str) -> ComparisonRow:
    cells = tuple(
        (number(text) if text else CellValue(missing=MissingReason.NO_DATA),) for text in texts
    )
    return ComparisonRow(WATER, "water", cells)


def columns(count: int) -> tuple[Column, ...]:
    return tuple(Column(CITIES[place], str(place)) for place in range(count))


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in parsed(svg).iter(f"{SVG}text")]


def line(label: str, *numbers: str, is_own: bool = False) -> ChartLine:
    values = [
        SeriesValue(period, WATER.indicator, Decimal(text) if text else None)
        for period, text in zip(QUARTERS, numbers, strict=True)
    ]
    return ChartLine(label, series_of(values), is_own)


LINES = (
    line("Вологда", "30", "31", "32", "33"),
    line("Шуя", "40", "", "41.5", "42", is_own=True),
    line("Псков", "", "", "", ""),
)


def test_bars_stand_from_the_largest_with_their_numbers() -> None:
    svg = comparison_bars(row("32.15", "30", "", "41"), columns(4), frame=FRAME)

    assert texts(svg) == [
        "Тариф на воду, руб./куб. м",
        *("Петрозаводск", "41,00", "Вологда", "32,15", "Великий\u00a0Новгород", "30,00"),
        "медиана 32,15",
    ]


def test_lengths_of_bars_are_to_scale_from_zero() -> None:
    svg = comparison_bars(row("20", "10", "5"), columns(3), frame=FRAME)
    widths = [float(one.get("width")) for one in parsed(svg).iter(f"{SVG}rect")]

    assert [round(width / widths[0], 2) for width in widths] == [1.0, 0.5, 0.25]


def test_own_city_is_of_the_house_colour_and_all_others_grey() -> None:
    svg = comparison_bars(row("20", "10", "5"), columns(3), frame=FRAME, own_key="1")

    assert [one.get("fill") for one in parsed(svg).iter(f"{SVG}rect")] == [OTHER, OWN, OTHER]
    assert 'font-weight="bold">Великий' in svg


def test_negative_bars_go_to_the_left_of_zero() -> None:
    svg = comparison_bars(row("3", "-3"), columns(2), frame=FRAME)
    first, second = parsed(svg).iter(f"{SVG}rect")

    assert float(second.get("x")) + float(second.get("width")) == pytest.approx(
        float(first.get("x")), abs=0.2
    )
    assert "−3,00" in texts(svg)


def test_picture_is_told_to_those_who_do_not_see_it() -> None:
    root = parsed(comparison_bars(row("32.15", "30"), columns(2), frame=FRAME, own_key="0"))
    labelled = root.get("aria-labelledby").split()

    assert root.get("role") == "img"
    assert [root.find(f"*[@id='{name}']").text for name in labelled] == [
        "Тариф на воду, руб./куб. м",
        "Полосы по городам от наибольшего значения: 2 города. Наибольшее 32,15 (Вологда), "
        "наименьшее 30,00 (Великий\u00a0Новгород), медиана 31,08. Выделен город: Вологда, 32,15.",
    ]


def test_middle_is_left_out_and_told_but_never_the_own_city() -> None:
    svg = comparison_bars(
        row(*(str(100 - n) for n in range(20))), columns(20), frame=FRAME, own_key="9", most=4
    )

    assert texts(svg)[1:] == [
        *(CITIES[0], "100,00", CITIES[1], "99,00", "…", CITIES[9], "91,00", "…"),
        *(CITIES[18], "82,00", CITIES[19], "81,00"),
        "медиана 90,50; не показано 15 городов",
    ]


def test_nothing_is_drawn_of_nothing() -> None:
    assert comparison_bars(row("", ""), columns(2)) == ""
    assert series_lines([LINES[2]], frame=FRAME) == ""
    assert small_multiples([LINES[2]], frame=FRAME) == ""


def test_gap_of_a_series_stays_a_gap() -> None:
    root = parsed(series_lines(LINES, frame=FRAME))
    runs = [len(one.get("points").split()) for one in root.iter(f"{SVG}polyline")]

    # The own line is drawn last: one number alone, then two in a row.
    assert runs == [4, 2]
    assert len(list(root.iter(f"{SVG}circle"))) == 3


def test_ends_of_lines_are_labelled_and_periods_named() -> None:
    told = texts(series_lines(LINES, frame=FRAME))

    assert told == [
        "Тариф на воду, руб./куб. м",
        *("30", "35", "40", "45"),
        *("III\u00a0кв.\u00a02025", "IV\u00a0кв.\u00a02025"),
        *("I\u00a0кв.\u00a02026", "II\u00a0кв.\u00a02026"),
        *("Шуя 42,00", "Вологда 33,00"),
    ]


def test_a_value_that_is_not_of_the_newest_period_is_told_with_its_own() -> None:
    lines = (*LINES, line("Псков", "30", "36.5", "", ""))

    assert "Псков 36,50 (IV\xa0кв.\xa02025)" in texts(series_lines(lines, frame=FRAME))
    assert "36,50 (IV\xa0кв.\xa02025)" in texts(small_multiples(lines, frame=FRAME))


def test_periods_are_labelled_at_even_steps_from_the_last_one() -> None:
    quarters = [f"{year}-{part}" for year in (2024, 2025, 2026) for part in (33, 34, 35)]
    points = [SeriesValue(one, WATER.indicator, Decimal(30)) for one in quarters]
    told = texts(series_lines([ChartLine("Шуя", series_of(points))], frame=FRAME))

    named = [text.replace("\u00a0", " ") for text in told if "кв." in text]
    years = (2024, 2025, 2026)
    assert named == [f"{part} кв. {year}" for year in years for part in ("I", "III")]


def test_the_median_leaves_out_rows_where_it_would_cross_a_number() -> None:
    root = parsed(comparison_bars(row("30", "30", "29.9", "10"), columns(4), frame=FRAME))
    ends = [
        (float(one.get("y1")), float(one.get("y2")))
        for one in root.iter(f"{SVG}line")
        if one.get("class") == "chart-median"
    ]

    # The number of the third row stands just behind its bar, where the line would pass.
    assert len(ends) == 2
    assert ends[1][0] - ends[0][1] == pytest.approx(22)


def test_small_multiples_have_one_scale() -> None:
    svg = small_multiples(LINES, frame=FRAME, columns_count=2)

    assert texts(svg) == [
        "Тариф на воду, руб./куб. м",
        *("Вологда", "33,00", "30", "50", "Шуя", "42,00"),
        "III\u00a0кв.\u00a02025 – II\u00a0кв.\u00a02026, одна шкала для всех",
    ]


@pytest.mark.parametrize("draw", [series_lines, small_multiples])
def test_pictures_of_series_are_the_same_every_time(draw: type) -> None:
    assert draw(LINES, frame=FRAME) == draw(LINES, frame=FRAME)


def test_hostile_words_are_only_words() -> None:
    text = HOSTILE + '"><script>alert(1)</script>'
    frame = ChartFrame(text, name='x" onload="y', font='"><b>')
    svg = comparison_bars(row("1", "2"), (Column(text, "a"), Column(text, "b")), frame=frame)
    root = parsed(svg)

    assert {one.tag for one in root.iter()} == {
        SVG + name for name in ("svg", "title", "desc", "text", "rect", "line")
    }
    assert root.find(f"{SVG}title").get("id") == "xonloady-title"
    assert set(root.keys()) <= {
        *("class", "role", "aria-labelledby", "viewBox", "width", "height", "fill"),
        *("font-family", "font-size"),
    }
    assert not re.search(r"\bstyle=|<style", svg)


def test_very_long_names_are_cut_inside_the_picture() -> None:
    name = "Муниципальное образование городской округ " * 5
    svg = comparison_bars(row("1"), (Column(name, "a"),), frame=ChartFrame(name))

    assert all(len(text) < 100 for text in texts(svg))
    assert "…" in texts(svg)[2]


@pytest.mark.slow
def test_picture_becomes_png_of_its_size_and_always_the_same() -> None:
    frame = ChartFrame("Вода", width=400, font=PRINT_FONT)
    svg = comparison_bars(tariffs(6).rows[0], columns(6), frame=frame)
    height = float(parsed(svg).get("height"))
    drawn = chart_png(svg, pixels_per_inch=96)

    assert pixels_of(drawn) == (400, round(height))
    assert chart_png(svg, pixels_per_inch=96) == drawn


@pytest.mark.slow
def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(UndrawablePicture):
        chart_png("не рисунок")
