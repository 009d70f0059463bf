"""The exact expectations of the four plans, class by class: what is found, and what is not."""

import pytest
from tests.planbook.checks.corpus import (
    ASSEMBLY,
    REGION_2022,
    REGION_2023,
    UNION,
    checked,
    places_of,
    plan,
    row,
    told,
)

from planbook.anniversaries import AgeVerdict, cities_by_key, city_key, judge_age, shipped_cities
from planbook.findings import Repair
from planbook.places import parse_places

pytestmark = pytest.mark.slow


def test_union_plan_long_range_missing_date_and_postponement() -> None:
    assert places_of(UNION, "timing.long_range") == ["4.9"]
    assert places_of(UNION, "timing.unscheduled") == ["2.9"]
    assert places_of(UNION, "timing.postponement_unclear") == ["2.3"]


def test_long_range_says_its_length_and_what_may_be_meant() -> None:
    (found,) = (one for one in row(UNION, 4, 9).findings if one.code == "timing.long_range")

    assert found.message == (
        "Дней в сроке: 32. Числа соседние, а месяцы разные; возможно, имелось в виду "
        "21–22 июня или 21–22 июля: уточните."
    )


def test_ordinals_of_the_union_plan_are_not_blamed() -> None:
    editions = [item.edition for item in plan(UNION).items() if item.edition]

    assert sorted(editions) == [2, 6, 7, 8, 9, 9, 10, 13, 19, 22, 28]
    assert [one for one in told(UNION) if one.startswith("edition.")] == []


def test_verdicts_on_the_ages_of_the_assembly() -> None:
    known = cities_by_key(shipped_cities())
    verdicts: dict[AgeVerdict, list[str]] = {}
    for item in plan(ASSEMBLY).items():
        if item.age:
            verdict = judge_age(known[city_key(item.title)].founding, item.age.years, 2023)
            verdicts.setdefault(verdict, []).append(item.title)

    agreeing = verdicts.pop(AgeVerdict.AGREES)
    assert len(agreeing) == 18
    assert verdicts == {
        AgeVerdict.WRONG: ["Таганрог", "Кишинев"],
        AgeVerdict.DOUBTFUL: ["Нур-Султан"],
        AgeVerdict.BASIS_UNKNOWN: ["Батуми", "Сухум", "Цхинвал"],
        AgeVerdict.COUNTING_RULE: ["Ереван"],
    }


def test_wrong_ages_are_mended_by_the_founding_year() -> None:
    repairs = [one.repair for one in checked(ASSEMBLY) if one.code == "age.wrong"]

    assert repairs == [Repair("age", "320", "325"), Repair("age", "887 лет", "587 лет")]


def test_renamed_city_is_told_with_the_name_valid_then() -> None:
    (found,) = (one for one in checked(ASSEMBLY) if one.code == "place.renamed")

    assert found.repair == Repair("title", "Нур-Султан", "Астана")


def test_four_wrong_plurals_and_their_repairs() -> None:
    repairs = [one.repair for one in checked(ASSEMBLY) if one.code == "age.plural"]

    assert repairs == [
        Repair("age", "145 года", "145 лет"),
        Repair("age", "2805 года", "2805 лет"),
        Repair("age", "231 лет", "231 год"),
        Repair("age", "1761 лет", "1761 год"),
    ]


def test_four_tuesdays_were_saturdays_in_2020() -> None:
    rows = [one.split()[1].split(".") for one in told(ASSEMBLY) if "weekday_shift" in one]

    assert [row(ASSEMBLY, int(at), int(number)).title for at, number in rows] == [
        "Красноярск",
        "Батуми",
        "Душанбе",
        "Цхинвал",
    ]


def test_days_of_the_other_plans_are_no_shifted_lists() -> None:
    assert [places_of(slug, "timing.weekday_shift") for slug in (UNION, REGION_2022)] == [[], []]


def test_stale_ordinals_of_the_assembly() -> None:
    assert places_of(ASSEMBLY, "edition.stale") == ["1.7", "1.10"]
    assert places_of(ASSEMBLY, "edition.jump") == []


def test_orphan_colon() -> None:
    found = {slug: places_of(slug, "title.orphan_colon") for slug in (UNION, ASSEMBLY, REGION_2023)}

    assert found == {UNION: [], ASSEMBLY: ["1.13"], REGION_2023: []}


def test_mixed_script_with_its_repairs() -> None:
    found = [
        one.repair
        for slug in (UNION, ASSEMBLY, REGION_2023, REGION_2022)
        for one in checked(slug)
        if one.code == "text.mixed_script"
    ]

    assert found == [
        Repair("title", "ХХІ", "XXI"),
        Repair("heading", "MAΓ", "МАГ"),
        Repair("title", "Х", "X"),
    ]


def test_out_of_period() -> None:
    assert places_of(REGION_2023, "timing.out_of_period") == ["4.1", "4.2", "5.1"]
    assert places_of(REGION_2023, "timing.target_out_of_period") == ["3.6"]
    assert places_of(REGION_2022, "timing.out_of_period") == []


def test_place_outside_the_partner_regions() -> None:
    titles = [item.number for item in plan(REGION_2022).items()]

    assert [titles[at] for at in (2, 4, 15)] == ["3", "5", "16"]
    assert places_of(REGION_2022, "place.region_mismatch") == ["1.3", "2.1", "6.1"]
    assert places_of(REGION_2023, "place.region_mismatch") == []


@pytest.mark.parametrize(
    ("slug", "section", "number", "repair", "count"),
    [
        (
            REGION_2023,
            6,
            1,
            Repair("partners", "Белгородская. Курская", "Белгородская, Курская"),
            9,
        ),
        (
            REGION_2022,
            7,
            2,
            Repair("partners", "Ярославская Ленинградская", "Ярославская, Ленинградская"),
            10,
        ),
    ],
)
def test_separator_slips_and_the_regions_after_repair(
    slug: str, section: int, number: int, repair: Repair, count: int
) -> None:
    item = row(slug, section, number)
    (found,) = (one for one in item.findings if one.code == "place.separator")
    cell = item.cell("partners")
    assert cell is not None
    mended = parse_places(cell.text.replace(repair.before, repair.after))

    assert found.repair == repair
    assert len(mended.places) == count
    assert mended.findings == ()


def test_separators_of_other_rows_are_right() -> None:
    assert [places_of(slug, "place.separator") for slug in (REGION_2023, REGION_2022)] == [
        ["6.1"],
        ["7.2"],
    ]


def test_missing_space_in_a_date_is_mended() -> None:
    found = [one.repair for one in row(UNION, 4, 9).findings if one.code == "timing.spacing"]

    assert found == [Repair("timing", "22июля", "22 июля")]


def test_four_meetings_of_one_section_are_no_duplicates() -> None:
    title = "Заседание секции СГЦСЗР «Физическая культура и спорт»"
    meetings = [item for item in plan(UNION).items() if item.title.startswith(title)]

    assert len(meetings) == 4
    assert [one for one in told(UNION) if "duplicate" in one] == []


@pytest.mark.parametrize(
    ("slug", "place", "codes"),
    [
        (ASSEMBLY, "1.14", []),  # 25 years of the assembly, founded in 1998
        (ASSEMBLY, "1.1", []),  # the fifteenth contest is summed up in May …
        (ASSEMBLY, "1.15", []),  # … and the sixteenth held in December, beside X → XI
        (ASSEMBLY, "1.2", []),
        (REGION_2023, "3.3", []),  # 85 years of «Катюша» in November 2023
        (REGION_2023, "3.7", ["place.official_name", "place.official_name"]),  # Якушкин, 230
        (UNION, "3.2", []),  # the nineteenth summer games: the winter ones count apart
        (UNION, "3.1", []),  # the twenty-eighth exhibition, a contest a year later
    ],
)
def test_what_was_found_right_stays_without_remarks(
    slug: str, place: str, codes: list[str]
) -> None:
    assert [one.split()[0] for one in told(slug) if one.split()[1] == place] == codes
