"""A drawing as SVG."""

from mezhgorod.website.board.strokes import Drawing, Label, LabelPlace, Stroke, StrokeForm
from mezhgorod.website.board.svg import strip

SEPTEMBER = Stroke(x="66.58%", width="8.22%", end="74.79%")


def test_band_has_its_words_beside_it() -> None:
    drawing = Drawing(
        StrokeForm.WITHIN, Label("сентябрь", "74.79%", LabelPlace.AFTER), (SEPTEMBER,)
    )

    assert strip(drawing, "сентябрь: день не назван") == (
        '<svg class="strip within" role="img" aria-label="сентябрь: день не назван">'
        '<rect x="66.58%" y="50%" width="8.22%" height="18"/>'
        '<text class="after" x="74.79%" y="50%">сентябрь</text></svg>'
    )


def test_rail_has_dots() -> None:
    whole = Stroke(x="0.00%", width="100.00%", end="100.00%")
    label = Label("ежеквартально", "50.00%", LabelPlace.MIDDLE)

    drawn = strip(Drawing(StrokeForm.RAIL, label, (whole,), ("12.50%",)), "")

    assert '<line x1="0.00%" x2="100.00%" y1="50%" y2="50%"/>' in drawn
    assert '<circle cx="12.50%" cy="50%" r="6"/>' in drawn


def test_row_without_a_date_has_a_chip() -> None:
    label = Label("по согласованию", "0%", LabelPlace.AFTER)

    drawn = strip(Drawing(StrokeForm.NONE, label), "")

    assert ">нет даты</text>" in drawn
    assert ">по согласованию</text>" in drawn


def test_stroke_that_goes_on_outside_has_an_arrow() -> None:
    cut = Stroke(x="0.00%", width="9.00%", end="9.00%", is_cut_left=True)

    drawn = strip(Drawing(StrokeForm.LINE, Label("", "9%", LabelPlace.AFTER), (cut,)), "")

    assert drawn.count('<svg class="cut" x="0"') == 1
    assert 'x="100%"' not in drawn


def test_words_of_documents_are_only_words() -> None:
    label = Label("<script>", "0%", LabelPlace.AFTER)

    drawn = strip(Drawing(StrokeForm.UNREAD, label), '"><img src=x>')

    assert "<script>" not in drawn
    assert "<img" not in drawn
