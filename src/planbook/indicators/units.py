"""Units typed beside a number: the same unit, or how many tens lie between the two."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from planbook.indicators.indicators import Unit, UnitKind
from planbook.text import fold_yo

_MULTIPLIERS = (
    (re.compile(r"тыс(?:яч[аи]?)?(?![^\W\d_])\.?"), 3),
    (re.compile(r"(?:млн|миллион(?:а|ов)?)(?![^\W\d_])\.?"), 6),
    (re.compile(r"(?:млрд|миллиард(?:а|ов)?)(?![^\W\d_])\.?"), 9),
    (re.compile(r"(?:трлн|триллион(?:а|ов)?)(?![^\W\d_])\.?"), 12),
)
_SHARE = "доля"
# One spelling for the many of a unit, with the power of ten that it carries.
_SPELLINGS = tuple(
    (re.compile(pattern), base, power)
    for pattern, base, power in (
        (r"(?:%|проц).*", _SHARE, -2),
        (r"(?:‰|промилле).*", _SHARE, -3),
        (r"дол[яией].*", _SHARE, 0),
        (r"руб\w*|р|₽", "руб", 0),
        (r"коп\w*|к", "руб", -2),
        (r"куб(?:ическ\w+)?м(?:етр\w*)?|мкуб|кубометр\w*|м3", "м3", 0),
        (r"кв(?:адратн\w+)?м(?:етр\w*)?|мкв|м2", "м2", 0),
        (r"кв(?:адратн\w+)?км|кмкв|км2", "км2", 0),
        (r"чел\w*|жител\w*", "чел", 0),
        (r"шт\w*", "шт", 0),
        (r"ед(?:иниц\w*)?", "ед", 0),
        (r"т|тонн\w*", "т", 0),
        (r"л|литр\w*", "л", 0),
        (r"га|гектар\w*", "га", 0),
        (r"км|километр\w*", "км", 0),
        (r"гкал|гигакалори\w*", "гкал", 0),
        (r"квтч(?:ас\w*)?|киловаттчас\w*", "квтч", 0),
        (r"мес(?:яц\w*)?", "мес", 0),
    )
)
_PER = re.compile(r"/|\s(?:за|на)\s")
_NOT_LETTERS = re.compile(r"[^\w%‰₽]|_")


class _Reading(NamedTuple):
    power: int
    base: str
    per: str


def power_between(typed: str, unit: Unit) -> int | None:
    """Return the power of ten that turns a number in the typed unit into one in the asked unit.

    What was left out of the typed unit («руб.» for «руб./куб. м», «млн» for «млн руб.») is taken
    from the asked one. None means another unit.

    >>> power_between("млн", Unit(UnitKind.MONEY, "тыс. руб."))
    3
    >>> power_between("руб./м3", Unit(UnitKind.MONEY, "руб./куб. м"))
    0
    >>> power_between("чел.", Unit(UnitKind.MONEY, "руб.")) is None
    True
    """
    asked = _reading(unit.name)
    if not unit.name and unit.kind is UnitKind.SHARE:
        asked = _Reading(0, _SHARE, "")
    said = _reading(typed)
    if not said.base and not said.power:
        return None
    if said.base and not _is_same(said.base, asked.base):
        return None
    if said.per and not _is_same(said.per, asked.per):
        return None
    if not said.base and asked.base == _SHARE:
        return None
    return said.power - asked.power


def is_in_roubles(unit: Unit) -> bool:
    """Return whether the unit is whole roubles, also per something: kopecks make sense there."""
    reading = _reading(unit.name)
    return unit.kind is UnitKind.MONEY and (reading.base, reading.power) == ("руб", 0)


@lru_cache(maxsize=1024)
def _reading(text: str) -> _Reading:
    plain = fold_yo(unicodedata.normalize("NFKC", text).casefold()).strip()
    numerator, *rest = _PER.split(f"{plain} ", maxsplit=1)
    power = 0
    for pattern, multiplier in _MULTIPLIERS:
        found = pattern.match(numerator)
        if found:
            power, numerator = multiplier, numerator[found.end() :]
            break
    base, own_power = _spelling(numerator)
    return _Reading(power + own_power, base, _spelling(rest[0])[0] if rest else "")


def _spelling(words: str) -> tuple[str, int]:
    joined = _NOT_LETTERS.sub("", words)
    for pattern, base, power in _SPELLINGS:
        if pattern.fullmatch(joined):
            return base, power
    return joined, 0


def _is_same(one: str, other: str) -> bool:
    """Whether two words are one, written in full, cut short or in another case form."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or not (short + long).isalpha():
        return False
    stem = short[: max(3, len(long) - 2)] if len(short) > 3 else short
    return long.startswith(stem)
