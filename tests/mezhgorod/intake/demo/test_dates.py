"""Every date cell of the four plans stands in the database as it is written down by hand."""

from collections import Counter
from datetime import date

import pytest
from tests.factories import gold

from mezhgorod.planning.models import Event, PlanItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def events(doc: str) -> list[Event]:
    items = PlanItem.objects.filter(
        section__plan__document__file_name__startswith=gold.SLUGS[doc]
    ).select_related("event")
    return [item.event for item in items.order_by("position")]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("doc", gold.PLANS)
def test_dates_equal_the_gold_table(doc: str) -> None:
    expected = [
        (
            row["item"],
            gold.kind(row),
            day(row["start"]),
            day(row["end"]),
            row["rrule"],
            row["status"],
            row["extent"],
            row["approx"] == "1",
        )
        for row in gold.rows("dates.csv", doc)
    ]

    assert [
        (
            str(number),
            event.timing_kind,
            event.earliest,
            event.latest,
            event.timing_data["rrule"] or "",
            event.timing_status,
            event.timing_extent,
            event.is_approximate,
        )
        for number, event in enumerate(events(doc), start=1)
    ] == expected


@pytest.mark.parametrize(
    ("doc", "counts"),
    [
        (
            "S000",
            {
                "day": 6,
                "day_range": 11,
                "month": 19,
                "month_range": 3,
                "recurring": 2,
                "unscheduled": 1,
            },
        ),
        ("S003", {"month": 14, "ongoing": 5, "day_range": 7, "month_range": 2}),
        (
            "S004",
            {
                "day": 1,
                "day_range": 5,
                "month": 7,
                "month_range": 2,
                "quarter": 1,
                "half_year": 3,
            },
        ),
    ],
)
def test_date_classes_of_a_plan(doc: str, counts: dict[str, int]) -> None:
    assert Counter(event.timing_kind for event in events(doc)) == counts


def test_only_one_row_of_the_assembly_has_a_day_of_its_own() -> None:
    dated = [event for event in events("S002")[:21] if event.timing_kind == "day"]

    assert [(event.earliest, event.places.get().text) for event in dated] == [
        (date(2023, 5, 26), "Хабаровск")
    ]
