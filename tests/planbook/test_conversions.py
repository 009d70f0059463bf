"""Every format into every other: what is written says the same as what was read."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import icalendar
import pytest
from tools.variants import scoring

from planbook.cli.calendar import plan_calendar
from planbook.cli.convert import convert
from planbook.dates import Period
from planbook.documents import Document
from planbook.layouts import arrange, flatten, layout_like
from planbook.layouts.layout import PageSize
from planbook.matching import RowDiff, RowState, compare_plans
from planbook.plans import PlanDraft, extract_plan, plan_to_json
from planbook.readers import read_document
from planbook.text import clean_spaces, join_hyphen_breaks
from planbook.writers import WRITERS, Takes

pytestmark = pytest.mark.slow

PLANS = ["mag-plan-2023", "sgcszr-plan-2023", "smolensk-plan-2022-h2", "smolensk-plan-2023-h2"]
INPUTS = [
    "source.txt", "variants/plain.docx", "variants/rich.docx", "variants/two_level.docx",
    "variants/rich.odt", "variants/plain.doc", "variants/print.pdf", "variants/sheet.xlsx",
    "variants/sheet.xls", "variants/sheet.ods", "variants/word.html", "variants/sheet.csv",
]  # fmt: skip
READABLE = ["docx", "pdf", "html", "xlsx", "csv"]
MOMENT = datetime(2023, 1, 1, tzinfo=UTC)

# Every pair of formats with the plans in turn; every plan goes from Word into every format.
PAIRS = [
    (PLANS[(row + column) % len(PLANS)], source, extension)
    for row, source in enumerate(INPUTS)
    for column, extension in enumerate(READABLE)
]
FROM_WORD = [(slug, "variants/rich.docx", extension) for slug in PLANS for extension in READABLE]

Change = tuple[str, str, str, str]


@cache
def document(slug: str, source: str) -> Document:
    return read_document(scoring.CORPUS / slug / source)


@cache
def plan(slug: str, source: str) -> PlanDraft:
    return extract_plan(document(slug, source))


@cache
def converted(slug: str, source: str, extension: str) -> bytes:
    """Return what `planbook convert` writes, the plan being read only once for all formats."""
    writer, draft = WRITERS[extension], plan(slug, source)
    if writer.takes is Takes.CALENDAR:
        return writer.write(plan_calendar(draft, updated_at=MOMENT), created=MOMENT)
    if writer.takes is Takes.DRAFT:
        return writer.write(draft)
    layout = layout_like(document(slug, source), draft)
    made = arrange(draft, layout) if writer.takes is Takes.PRINTED else flatten(draft, layout)
    return writer.write(made, created=MOMENT)


@cache
def read_again(slug: str, source: str, extension: str) -> PlanDraft:
    """Return the plan of the written file; for a table of nothing but rows a person tells when."""
    data = converted(slug, source, extension)
    told = Period.from_edtf(plan(slug, source).period or "") if extension == "csv" else None
    return extract_plan(read_document(data, file_name=f"план.{extension}"), period=told)


def changes(row: RowDiff, extension: str) -> list[Change]:
    told = [
        (row.title, one.facet.name, shown(one.before, extension), shown(one.after, extension))
        for one in row.changes
    ]
    return [change for change in told if change[2] != change[3]]


def shown(text: str, extension: str) -> str:
    """Return words as a format can carry them: whether a space follows a hyphen that ends a line
    of a .pdf, no page tells."""
    words = " ".join(text.replace("\xad", "").split())
    return join_hyphen_breaks(words.replace("- ", "-\n")) if extension == "pdf" else words


@pytest.mark.parametrize(("slug", "source", "extension"), dict.fromkeys(PAIRS + FROM_WORD))
def test_rows_come_back_unchanged(slug: str, source: str, extension: str) -> None:
    """Rows, their headings and the words of every cell."""
    diff = compare_plans(plan(slug, source), read_again(slug, source, extension))

    kept = [row for row in diff.rows if row.before and row.after and not row.is_moved]
    assert len(kept) == len(diff.rows)
    assert [change for row in kept for change in changes(row, extension)] == []


@pytest.mark.parametrize(("slug", "source", "extension"), dict.fromkeys(PAIRS + FROM_WORD))
def test_days_and_places_come_back(slug: str, source: str, extension: str) -> None:
    again = read_again(slug, source, extension)

    # «Указаны ориентировочно» stands in a note under the table; a flat table has no notes.
    is_flat = extension in ("xlsx", "csv")
    assert understood(again, is_flat=is_flat) == understood(plan(slug, source), is_flat=is_flat)


def understood(draft: PlanDraft, *, is_flat: bool) -> list[tuple[object, ...]]:
    return [
        (
            item.timing.edtf.replace("~", "") if is_flat else item.timing.edtf,
            [(place.locality, place.region) for place in item.places],
            item.attendance_mode,
        )
        for item in draft.items()
    ]


@pytest.mark.parametrize(("slug", "source", "extension"), dict.fromkeys(PAIRS + FROM_WORD))
def test_title_period_and_headings_come_back(slug: str, source: str, extension: str) -> None:
    before, again = plan(slug, source), read_again(slug, source, extension)

    # A separated table is nothing but rows.
    title = "" if extension == "csv" else before.title
    assert (again.title, again.period) == (title, before.period)
    assert [section.heading for section in again.sections] == [
        section.heading for section in before.sections
    ]


@pytest.mark.parametrize("slug", PLANS)
def test_json_holds_everything(slug: str) -> None:
    source = "variants/rich.docx"

    assert json.loads(converted(slug, source, "json")) == plan_to_json(plan(slug, source))


@pytest.mark.parametrize("slug", PLANS)
def test_calendar_holds_every_row_with_a_day(slug: str) -> None:
    source = "variants/rich.docx"
    calendar = icalendar.Calendar.from_ical(converted(slug, source, "ics"))

    summaries = [clean_spaces(str(event["SUMMARY"])) for event in calendar.walk("VEVENT")]
    titles = [item.title for item in plan(slug, source).items() if item.timing.earliest]
    # «Перенос: Форум (август 2023 года)»: what is not known for sure stands around the title.
    missing = [
        title
        for title in map(clean_spaces, titles)
        if not any(title in summary for summary in summaries)
    ]
    assert missing == []


@pytest.mark.parametrize("extension", [*READABLE, "json", "ics"])
def test_the_command_writes_the_same(extension: str, tmp_path: Path) -> None:
    source = scoring.CORPUS / PLANS[2] / "variants" / "rich.docx"
    output = tmp_path / f"план.{extension}"

    result = convert(source, output)

    assert (result.item_count, output.stat().st_size > 0) == (19, True)


def test_a_lost_word_is_a_change() -> None:
    text = "План на 2023 год\n№\tМероприятие\tСрок\n1.\tФорум\tмай\n2.\tСлёт\tиюнь\n"
    before, after = (
        extract_plan(read_document(one.encode(), file_name="план.txt"))
        for one in (text, text.replace("июнь", "июль"))
    )
    (row,) = (
        row for row in compare_plans(before, after).rows if row.state is not RowState.UNCHANGED
    )

    assert changes(row, "pdf") == [("Слёт", "timing", "июнь", "июль")]


@pytest.mark.parametrize("extension", ["docx", "pdf", "html"])
@pytest.mark.parametrize("slug", PLANS)
def test_the_look_survives(slug: str, extension: str) -> None:
    """The sheet, the shares of the columns and where their lines stand, as in the house layout."""
    draft = plan(slug, "source.txt")
    house = arrange(draft, layout_like(document(slug, "source.txt"), draft))
    again = read_document(WRITERS[extension].write(house), file_name=f"план.{extension}")

    copy = layout_like(again, extract_plan(again))

    own = layout_like(document(slug, "source.txt"), draft)
    assert (copy.page.size, copy.page.is_landscape) == (own.page.size, own.page.is_landscape)
    assert [column.align for column in copy.columns] == [column.align for column in own.columns]
    assert [column.width for column in copy.columns] == pytest.approx(
        [column.width for column in own.columns], abs=0.2
    )


@pytest.mark.parametrize("slug", PLANS)
@pytest.mark.parametrize("source", ["rich.docx", "rich.odt", "plain.doc", "print.pdf"])
def test_the_look_of_office_files_is_taken_over(slug: str, source: str) -> None:
    """All were printed from one document: landscape, margins of 2 cm, columns of these widths."""
    word = layout_like(document(slug, "variants/plain.docx"), plan(slug, "variants/plain.docx"))
    name = f"variants/{source}"
    layout = layout_like(document(slug, name), plan(slug, name))

    assert (layout.page.size, layout.page.is_landscape) == (PageSize.A4, True)
    sides = [layout.page.top, layout.page.right, layout.page.bottom, layout.page.left]
    assert sides == pytest.approx([20.0] * 4, abs=0.1)
    assert [column.width for column in layout.columns] == pytest.approx(
        [column.width for column in word.columns], abs=0.2
    )
