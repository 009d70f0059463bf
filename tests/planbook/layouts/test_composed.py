"""Rows composed from values alone: how many cells equal the source, and which do not."""

from __future__ import annotations

import pytest
from tests.planbook.layouts.corpus_plans import (
    ASSEMBLY,
    AUTUMN,
    EARLIER,
    LAYOUT_OF,
    UNION,
    item_cells,
    one_space,
    plan,
)

from planbook.layouts import Layout, Source, arrange, layout_named

pytestmark = [pytest.mark.core, pytest.mark.slow]


def misses(slug: str, layout: Layout | None = None) -> list[tuple[str, str]]:
    """Pairs of source and composed cell that differ."""
    return [pair for column in _columns(slug, layout) for pair in column if pair[0] != pair[1]]


def _columns(slug: str, layout: Layout | None) -> list[list[tuple[str, str]]]:
    named = layout or layout_named(LAYOUT_OF[slug])
    verbatim = item_cells(arrange(plan(slug), named))
    composed = item_cells(arrange(plan(slug), named, wording=Source.COMPOSED))
    pairs = [
        [(one_space(a), one_space(b)) for a, b in zip(own, made, strict=True)]
        for own, made in zip(verbatim, composed, strict=True)
    ]
    return [list(column) for column in zip(*pairs, strict=True)]


@pytest.mark.parametrize(
    ("slug", "equal"),
    [
        (UNION, [42, 40, 41]),
        (ASSEMBLY, [46, 46, 38, 46]),
        (AUTUMN, [28, 17, 28, 27, 28, 28, 28]),
        (EARLIER, [19, 18, 19, 16, 19, 19, 19]),
    ],
)
def test_how_many_composed_cells_equal_the_authors(slug: str, equal: list[int]) -> None:
    counts = [sum(a == b for a, b in column) for column in _columns(slug, None)]

    assert counts == equal


def test_misses_of_the_union() -> None:
    assert misses(UNION) == [
        ("Вел. Новгород", "Великий Новгород"),
        ("Иваново, Вел. Новгород", "Иваново, Великий Новгород"),
        ("21 июня- 22июля", "21 июня- 22 июля"),
    ]


def test_misses_of_the_assembly_are_slips_of_its_author() -> None:
    """Wrong plurals come out right, broken words whole, shortened ones in full."""
    assert misses(ASSEMBLY) == [
        ("Санкт- Петербург октябрь", "Санкт-Петербург октябрь"),
        ("Волгоград октябрь- ноябрь", "Волгоград октябрь-ноябрь"),
        ("Санкт- Петербург ноябрь", "Санкт-Петербург ноябрь"),
        ("ежеквартал.", "ежеквартально"),
        ("145 года", "145 лет"),
        ("2805 года", "2805 лет"),
        ("231 лет", "231 год"),
        ("1761 лет", "1761 год"),
    ]


def test_misses_of_the_region_in_dates() -> None:
    dates = [pair for slug in (AUTUMN, EARLIER) for pair in _columns(slug, None)[3]]

    assert [pair for pair in dates if pair[0] != pair[1]] == [
        ("июль-август 2023года", "июль-август 2023 года"),
        ("август 2022 год", "август 2022 года"),
        ("III-IV квартал 2022 года", "III-IV кварталы 2022 года"),
        ("ноябрь - декабрь 2022 года", "ноябрь-декабрь 2022 года"),
    ]


def test_a_separator_lost_in_a_list_of_regions_is_set_again() -> None:
    own, made = next(pair for pair in _columns(EARLIER, None)[1] if pair[0] != pair[1])

    assert "Ярославская Ленинградская" in own
    assert made == own.replace("Ярославская Ленинградская", "Ярославская, Ленинградская")
