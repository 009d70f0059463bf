"""Rules of quorums as statutes word them."""

import doctest

import pytest

from mezhgorod.outcomes.rules import quorum


@pytest.mark.parametrize(
    ("rule", "total", "needed"),
    [
        ("более половины членов Союза", 24, 13),
        ("Более половины", 25, 13),
        ("не менее половины", 25, 13),
        ("не менее 1/2", 24, 12),
        ("простое большинство", 24, 13),
        ("50 % плюс один голос", 24, 13),
        ("не менее двух третей членов Правления", 10, 7),
        ("не менее 2/3", 9, 6),
        ("более двух третей", 9, 7),
        ("три четверти", 8, 6),
        ("не менее одной трети", 10, 4),
        ("все члены", 10, None),
        ("", 10, None),
    ],
)
def test_a_rule_in_words_asks_for_so_many(rule: str, total: int, needed: int | None) -> None:
    assert quorum.quorum_of(rule, total) == needed


def test_the_examples_hold() -> None:
    assert doctest.testmod(quorum).failed == 0
