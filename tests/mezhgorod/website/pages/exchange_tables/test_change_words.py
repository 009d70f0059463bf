"""How a change is told: with percents, and of percents themselves in points."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mezhgorod.website.pages.exchange_tables.cells import change_words
from planbook.indicators import Indicator, Unit, UnitKind, change

MONEY = Indicator("water", "Вода", Unit(UnitKind.MONEY, "руб."), decimals=2)
SHARE = Indicator("loss", "Потери", Unit(UnitKind.SHARE, "%"), decimals=1)


@pytest.mark.parametrize(
    ("indicator", "now", "before", "told"),
    [
        (MONEY, "33", "30", "+3,00 (+10,0 %)"),
        (MONEY, "30", "0", "+30,00"),
        (SHARE, "9.7", "7.9", "+1,8 п. п."),
        (SHARE, "7.9", "9.7", "−1,8 п. п."),
    ],
)
def test_percents_change_by_points(indicator: Indicator, now: str, before: str, told: str) -> None:
    found = change(Decimal(now), Decimal(before), decimals=indicator.decimals)

    assert change_words(found, indicator).replace("\N{NO-BREAK SPACE}", " ") == told


def test_an_unknown_change_has_no_words() -> None:
    assert change_words(None, MONEY) == ""
