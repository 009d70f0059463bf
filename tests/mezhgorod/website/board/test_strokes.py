from datetime import date

import pytest

from mezhgorod.website.board.scale import year_scale
from mezhgorod.website.board.strokes import (
    NARROW_LETTER,
    Drawing,
    Label,
    LabelPlace,
    Stroke,
    StrokeForm,
    TimingShape,
    draw,
    form_of,
)

YEAR = year_scale(date(2023, 1, 1), date(2023, 12, 31))


def shape(
    kind: str, extent: str, wording: str, *spans: tuple[str | None, str | None]
) -> TimingShape:
    days = tuple(
        (date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)
        for start, end in spans
    )
    return TimingShape(kind=kind, extent=extent, wording=wording, spans=days)


@pytest.mark.parametrize(
    ("timing", "form"),
    [
        (shape("day", "exact", "9 февраля", ("2023-02-09", "2023-02-09")), StrokeForm.BLOCK),
        (
            shape("days", "exact", "1, 8 марта", ("2023-03-01", "2023-03-01"), ("2023-03-08",) * 2),
            StrokeForm.BLOCK,
        ),
        (
            shape("day_range", "throughout", "25-27 августа", ("2023-08-25", "2023-08-27")),
            StrokeForm.BLOCK,
        ),
        (
            shape("day_range", "throughout", "21 июня-\n22июля", ("2023-06-21", "2023-07-22")),
            StrokeForm.LINE,
        ),
        (shape("day", "within", "до 15 мая", (None, "2023-05-15")), StrokeForm.WITHIN),
        (shape("month", "within", "май", ("2023-05-01", "2023-05-31")), StrokeForm.WITHIN),
        (shape("quarter", "within", "II квартал", ("2023-04-01", "2023-06-30")), StrokeForm.WITHIN),
        (
            shape("month_range", "ambiguous", "май-июнь", ("2023-05-01", "2023-06-30")),
            StrokeForm.AMBIGUOUS,
        ),
        (
            shape("month_range", "throughout", "март-декабрь", ("2023-03-01", "2023-12-31")),
            StrokeForm.LINE,
        ),
        (
            shape("ongoing", "throughout", "постоянно", ("2023-01-01", "2023-12-31")),
            StrokeForm.LINE,
        ),
        (shape("ongoing", "throughout", "постоянно"), StrokeForm.LINE),
        (
            shape("recurring", "recurring", "ежеквартально", ("2023-01-01", "2023-12-31")),
            StrokeForm.RAIL,
        ),
        (shape("unscheduled", "", "по согласованию"), StrokeForm.NONE),
        (shape("month", "within", "май"), StrokeForm.NONE),
        (shape("unparsed", "", "когда расцветут яблони"), StrokeForm.UNREAD),
    ],
)
def test_form_of_timing(timing: TimingShape, form: StrokeForm) -> None:
    assert form_of(timing) is form


def test_month_is_drawn_as_the_whole_month() -> None:
    drawing = draw(shape("month", "within", "сентябрь", ("2023-09-01", "2023-09-30")), YEAR)

    assert drawing == Drawing(
        form=StrokeForm.WITHIN,
        strokes=(Stroke(x="66.58%", width="8.22%", end="74.79%"),),
        label=Label("сентябрь", "74.79%", LabelPlace.AFTER),
    )


def test_wording_at_the_end_of_the_year_stands_before_its_stroke() -> None:
    drawing = draw(shape("day", "exact", "25-28 декабря", ("2023-12-25", "2023-12-28")), YEAR)

    assert drawing.label == Label("25-28 декабря", "98.08%", LabelPlace.BEFORE)


def test_wording_that_fits_the_board_stands_before_its_stroke_on_a_narrow_axis() -> None:
    timing = shape("day_range", "exact", "18-19 сентября 2023 года", ("2023-09-18", "2023-09-19"))

    assert draw(timing, YEAR).label.place is LabelPlace.AFTER
    assert draw(timing, YEAR, NARROW_LETTER).label.place is LabelPlace.BEFORE


def test_wording_of_the_whole_year_stands_in_the_middle() -> None:
    drawing = draw(shape("ongoing", "throughout", "постоянно", ("2023-01-01", "2023-12-31")), YEAR)

    assert drawing.label == Label("постоянно", "50.00%", LabelPlace.MIDDLE)


def test_quarterly_has_four_dots_each_in_the_middle_of_a_quarter() -> None:
    timing = TimingShape(
        kind="recurring",
        extent="recurring",
        wording="ежеквартально",
        spans=((date(2023, 1, 1), date(2023, 12, 31)),),
        rrule="FREQ=MONTHLY;INTERVAL=3",
    )

    assert draw(timing, YEAR).dots == ("12.50%", "37.50%", "62.50%", "87.50%")


def test_undated_row_has_words_and_no_stroke() -> None:
    drawing = draw(shape("unscheduled", "", "по согласованию"), YEAR)

    assert drawing == Drawing(StrokeForm.NONE, Label("по согласованию", "0%", LabelPlace.AFTER))


def test_stroke_that_begins_before_the_axis_is_cut_there() -> None:
    half = year_scale(date(2023, 7, 1), date(2023, 12, 31))
    timing = shape("day_range", "throughout", "7 июня - 24 сентября", ("2023-06-07", "2023-09-24"))

    assert draw(timing, half).strokes == (
        Stroke(x="0.00%", width="46.74%", end="46.74%", is_cut_left=True),
    )


def test_open_end_goes_to_the_end_of_the_axis() -> None:
    drawing = draw(shape("day", "within", "с 1 декабря", ("2023-12-01", None)), YEAR)

    assert drawing.strokes == (Stroke(x="91.51%", width="8.49%", end="100.00%"),)


def test_deadline_before_the_axis_stays_at_its_beginning() -> None:
    drawing = draw(shape("day", "within", "до 15 мая 2022 года", (None, "2022-05-15")), YEAR)

    assert drawing.strokes == (Stroke(x="0.00%", width="0.00%", end="0.00%", is_cut_left=True),)


def test_long_wording_is_cut_at_a_word() -> None:
    wording = "по отдельному графику,   согласованному с каждым муниципальным образованием"

    label = draw(shape("unscheduled", "", wording), YEAR).label

    assert label.text == "по отдельному графику, согласованному с…"


def test_list_of_days_draws_each_of_them() -> None:
    timing = shape("days", "exact", "1 и 31 января", ("2023-01-01",) * 2, ("2023-01-31",) * 2)

    assert [stroke.x for stroke in draw(timing, YEAR).strokes] == ["0.00%", "8.22%"]
