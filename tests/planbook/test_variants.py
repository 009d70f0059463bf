"""Same content, same result: every plan of the corpus in every format gives the same items."""

from functools import cache
from pathlib import Path

import pytest
from tools.variants import scoring

from planbook import read
from planbook.dates import Day
from planbook.plans import PlanDraft

VARIANTS = {f"{path.parents[1].name}/{path.name}": path for path in scoring.variant_files()}
PLANS = {
    "mag-plan-2023": 46,
    "sgcszr-plan-2023": 42,
    "smolensk-plan-2022-h2": 19,
    "smolensk-plan-2023-h2": 28,
}
NAMES = [
    "dates.xlsx", "plain.doc", "plain.docx", "plain.odt", "print.html", "print.pdf", "rich.doc",
    "rich.docx", "rich.odt", "saved.docx", "sheet.csv", "sheet.ods", "sheet.pdf", "sheet.xls",
    "sheet.xlsx", "two_level.docx", "two_level.pdf", "word.html",
]  # fmt: skip


@cache
def plan(slug: str) -> PlanDraft:
    return read(scoring.CORPUS / slug / "source.txt")


@cache
def variant(name: str) -> PlanDraft:
    return read(VARIANTS[name])


def test_every_plan_has_every_variant() -> None:
    assert sorted(VARIANTS) == sorted(f"{slug}/{name}" for slug in PLANS for name in NAMES)


def test_variants_stay_small() -> None:
    assert sum(path.stat().st_size for path in VARIANTS.values()) < 4 * 1024 * 1024


@pytest.mark.slow
@pytest.mark.parametrize("name", VARIANTS)
def test_variant_gives_the_items_of_the_plan_cell_for_cell(name: str) -> None:
    """Title, period, columns, headings with their notes, and everything understood of the rows."""
    slug = name.partition("/")[0]
    forced = scoring.FORCED.get(name.rpartition("/")[2], scoring.Forced())

    found = scoring.score(plan(slug), variant(name), forced)

    assert (found.differences, found.rows_found) == ([], PLANS[slug])


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "count"), [("mag-plan-2023", 22), ("sgcszr-plan-2023", 5)])
def test_real_dates_of_a_workbook_are_the_days_of_the_plan(slug: str, count: int) -> None:
    """What the wording of the cell loses, the value keeps: the same days, printed in words."""
    dated = [
        item for item in variant(f"{slug}/dates.xlsx").items() if "2023 года" in item.timing.text
    ]

    assert len(dated) == count
    assert all(isinstance(item.timing, Day) for item in dated)


@pytest.mark.slow
def test_merged_cells_to_be_inherited_are_nine() -> None:
    """They are compared with the rest of an item; a text table only leaves them empty."""
    items = plan("smolensk-plan-2023-h2").items()

    assert sum(cell.is_inherited for item in items for cell in item.cells) == 9


def test_a_changed_cell_is_a_difference() -> None:
    text = "План на 2023 год\n№\tМероприятие\tСрок\n1.\tФорум\tмай\n2.\tСлёт\tиюнь\n"
    changed = text.replace("июнь", "июль")
    found = scoring.score(read(text.encode()), read(changed.encode()), scoring.Forced())

    assert (found.cells, found.cells_equal, found.timings_equal) == (6, 5, 1)
    assert "строка 2, cells.timing: 'июль' вместо 'июнь'" in found.differences


def test_a_lost_row_is_told_once() -> None:
    text = "План на 2023 год\n№\tМероприятие\tСрок\n1.\tФорум\tмай\n2.\tСлёт\tиюнь\n3.\tБал\tмай\n"
    shorter = text.replace("2.\tСлёт\tиюнь\n", "").replace("3.", "2.")
    found = scoring.score(read(text.encode()), read(shorter.encode()), scoring.Forced())

    assert (found.rows, found.rows_found, found.timings_equal) == (3, 2, 2)
    assert "строки 2 нет: Слёт" in found.differences


def test_a_variant_stands_beside_its_plan() -> None:
    assert {path.parents[1] for path in VARIANTS.values()} == {
        Path(scoring.CORPUS / slug) for slug in PLANS
    }
