"""The order of approval as values: what is refused, how steps are numbered."""

import pytest

from mezhgorod.planning.rules.routes import MAX_STEPS, RouteStep, arranged
from mezhgorod.registry.rules import RuleViolation


def numbered(*steps: RouteStep) -> list[tuple[int, str, bool]]:
    return [(one.position, one.title, one.is_final) for one in arranged(steps)]


def test_positions_are_counted_anew_and_steps_of_one_stay_together() -> None:
    assert numbered(RouteStep(10, "Дирекция"), RouteStep(3, "Туризм"), RouteStep(3, "Спорт")) == [
        (1, "Туризм", False),
        (1, "Спорт", False),
        (2, "Дирекция", False),
    ]


def test_the_step_that_approves_is_the_last_one_wherever_it_was_put() -> None:
    assert numbered(RouteStep(1, "Правление", is_final=True), RouteStep(2, "Туризм")) == [
        (1, "Туризм", False),
        (2, "Правление", True),
    ]


def test_a_title_is_one_line_without_nul() -> None:
    assert numbered(RouteStep(1, "  Секция\n «Ту\0ризм» ")) == [(1, "Секция «Ту ризм»", False)]


@pytest.mark.parametrize(
    ("steps", "code", "field"),
    [
        ([RouteStep(1, " ", row=4)], "route.no_title", "4.title"),
        ([RouteStep(1, "Я" * 201)], "route.long_title", "0.title"),
        ([RouteStep(0, "Туризм")], "route.position", "0.position"),
        ([RouteStep(100, "Туризм")], "route.position", "0.position"),
        ([RouteStep(1, "Туризм", days=0)], "route.days", "0.days"),
        ([RouteStep(1, "Туризм", days=366)], "route.days", "0.days"),
        ([RouteStep(1, "Туризм"), RouteStep(1, "Туризм", row=1)], "route.twice", "1.title"),
        (
            [RouteStep(1, "Правление", is_final=True), RouteStep(2, "Собрание", is_final=True)],
            "route.two_finals",
            None,
        ),
        ([RouteStep(1, f"Шаг {n}") for n in range(MAX_STEPS + 1)], "route.too_many", None),
    ],
)
def test_a_badly_told_order_is_refused_at_its_line(
    steps: list[RouteStep], code: str, field: str | None
) -> None:
    with pytest.raises(RuleViolation) as refused:
        arranged(steps)

    assert (refused.value.code, refused.value.field or None) == (code, field)


def test_one_title_under_two_numbers_is_two_steps() -> None:
    assert len(arranged([RouteStep(1, "Правление"), RouteStep(2, "Правление")])) == 2
