"""Words for what the core library says about the founding of a city."""

from __future__ import annotations

from planbook.anniversaries import Basis, Certainty, Era

_FOUNDING = {
    Era.AD: "нашей эры",
    Era.BC: "до нашей эры",
    Basis.FOUNDED: "основание",
    Basis.FIRST_MENTION: "первое упоминание",
    Basis.CITY_STATUS: "статус города",
    Basis.CAPITAL_STATUS: "статус столицы",
    Basis.UNKNOWN: "неизвестно",
    Certainty.CERTAIN: "общепринято",
    Certainty.DISPUTED: "спорно",
    Certainty.UNKNOWN: "известен только напечатанный возраст",
}


def founding_choices(values: type[Era | Basis | Certainty]) -> list[tuple[str, str]]:
    """Return the values of an enumeration of foundings with their Russian words.

    >>> founding_choices(Era)
    [('ad', 'нашей эры'), ('bc', 'до нашей эры')]
    """
    return [(value.value, _FOUNDING[value]) for value in values]
