"""Every remark on the documents of the corpus, as literals: nothing missing, no false alarm.

Each remark is one of the known slips of its document or true by the text itself.
"""

import pytest
from tests.planbook.checks.corpus import (
    ASSEMBLY,
    PLANS,
    REGION_2022,
    REGION_2023,
    UNION,
    checked,
    plan,
    report_findings,
    told,
)

EXPECTED = {
    UNION: [
        "timing.unscheduled 2.9",
        "timing.postponement_unclear 2.3",
        "place.ambiguous_host 2.8",
        "place.short_name 2.14",
        "place.short_name 5.6",
    ],
    ASSEMBLY: [
        "timing.kept_elsewhere 1.4",
        "timing.kept_elsewhere 1.6",
        "timing.kept_elsewhere 1.13",
        "timing.weekday_shift 3.7",
        "timing.weekday_shift 3.12",
        "timing.weekday_shift 4.2",
        "timing.weekday_shift 4.10",
        "edition.stale 1.7",
        "edition.stale 1.10",
        "age.plural 4.1",
        "age.plural 4.3",
        "age.plural 4.8",
        "age.plural 4.10",
        "age.wrong 3.13",
        "age.wrong 4.4",
        "age.doubtful 4.7",
        "age.basis_unknown 3.12",
        "age.basis_unknown 4.9",
        "age.basis_unknown 4.10",
        "age.counting_rule 4.3",
        "city_day.differs 3.1",
        "city_day.differs 3.4",
        "city_day.differs 3.5",
        "city_day.differs 3.7",
        "city_day.differs 3.8",
        "city_day.differs 4.2",
        "city_day.differs 4.4",
        "list.order 3.4",
        "list.order 4.8",
        "list.round_age_missing 4.1",
        "list.round_age_missing 4.3",
        "place.renamed 4.7",
        "text.spacing 1.4",
        "text.spacing 1.9",
        "text.spacing 1.10",
        "text.spacing 1.11",
        "text.spacing 2.6",
        "text.mixed_script 1.3",
        "text.mixed_script 3.0",
    ],
    REGION_2023: [
        "timing.twin_range 4.2",
        "place.official_name 3.1",
        "place.official_name 3.7",
        "place.official_name 3.7",
        "row.organizer_missing 3.8",
        "text.spacing 3.6",
        "text.spacing 3.8",
        "text.double_space 2.3",
        "text.double_space 3.2",
        "text.double_space 4.1",
        "text.double_space 4.3",
        "text.double_space 4.3",
        "text.double_space 4.4",
        "text.double_space 6.1",
        "text.mixed_script 3.2",
    ],
    REGION_2022: [
        "timing.year_form 1.1",
        "place.region_mismatch 1.3",
        "place.region_mismatch 2.1",
        "place.region_mismatch 6.1",
        "text.double_space 1.4",
        "text.double_space 4.2",
        "text.double_space 5.1",
    ],
}
REPORT = [
    ("text.spacing", 51, "населению -25"),
    ("text.quotes", 47, '"Креативный город: формула успеха. Анализ состояния креативн'),
    ("text.ordinal_ending", 20, "30-ый"),
    ("name.variants", 39, "Образования"),
    ("name.city_and_district", 9, "Тихвинского муниципального района"),
    ("name.city_and_district", 30, "Боровичский"),
    ("name.city_and_district", 30, "Старорусский районы"),
]

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("slug", PLANS)
def test_remarks_on_a_plan_are_exactly_these(slug: str) -> None:
    assert told(slug) == EXPECTED[slug]


def test_remarks_on_the_report_are_exactly_these() -> None:
    found = [(one.code, one.source.block, one.evidence) for one in report_findings()]

    assert [one for one in found if one[0] != "count.open_list"] == REPORT
    assert [one[:2] for one in found if one[0] == "count.open_list"] == [("count.open_list", 30)]


@pytest.mark.parametrize("slug", PLANS)
def test_a_slip_is_told_once(slug: str) -> None:
    """What reading has told of a row is not told again by the checker under the same code."""
    read_ones = {(one.code, one.source.row) for item in plan(slug).items() for one in item.findings}
    found = {(one.code, one.source.row) for one in checked(slug)}

    assert found & read_ones == set()


@pytest.mark.parametrize("slug", PLANS)
def test_repair_mends_exactly_one_cell(slug: str) -> None:
    """The words of a repair stand once in the cell of its role; applying it changes only them."""
    draft = plan(slug)
    texts = {
        (item.source.row, cell.role): cell.text for item in draft.items() for cell in item.cells
    }
    texts |= {(part.source.row, "heading"): part.heading_text for part in draft.sections}
    read_ones = [one for item in draft.items() for one in item.findings]
    for one in (*read_ones, *checked(slug)):
        if one.repair is not None:
            text = texts[(one.source.row, one.repair.role)]
            assert text.count(one.repair.before) == 1
            assert one.repair.after not in ("", one.repair.before)


@pytest.mark.parametrize("slug", PLANS)
def test_evidence_stands_verbatim_in_the_row(slug: str) -> None:
    draft = plan(slug)
    rows = {
        item.source.row: [item.title, *(cell.text for cell in item.cells)] for item in draft.items()
    }
    rows |= {part.source.row: [part.heading_text] for part in draft.sections if part.heading}
    missing = [
        one
        for one in checked(slug)
        if not any(one.evidence in text for text in rows[one.source.row])
    ]

    assert missing == []


@pytest.mark.parametrize("slug", PLANS)
def test_message_says_what_is_wrong_and_what_to_do(slug: str) -> None:
    assert [one for one in checked(slug) if one.message.count(". ") < 1] == []
    assert [one for one in checked(slug) if not one.message.endswith(".")] == []
