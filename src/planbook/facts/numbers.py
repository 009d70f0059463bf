"""Numbers in running text: digits and words in any case, with the words that hedge them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from planbook.facts.vocabulary import read_words
from planbook.language.morphology import readings
from planbook.text import fold_yo

_DIGITS = r"\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d{1,7}"
_NUMBER = re.compile(
    rf"(?<![\w./№-])(?<!\d,)(?<!№ )(?:(?P<half>\d{{1,3}},\d)\s+(?P<times>тыс\.|тысяч\w?|млн\.?)"
    rf"|(?P<digits>{_DIGITS})(?:[ \u00a0]?-[ \u00a0]?(?:т?и|х|м|ми|ю|мя|ть?ю))?"
    r"(?:\s+(?P<scale>тыс\.|тысяч\w?|тысячами|млн\.?))?(?![\w/%-]|[.,]\d)"
    r"|(?P<word>[а-яё]{3,15})(?![\w-]))",
)
_NEXT_WORD = re.compile(r"\s+([а-яё]{3,15})(?![\w-])")
_SCALE_AFTER = re.compile(r"\s+(тыс\.|млн\.?)(?!\w)")
_MAX_WORDS = 6
# «сотни участников», «полутора тысяч» without its first word: no number is said.
_NO_NUMBER_ALONE = (
    "тысяч",
    "тысячи",
    "тысячами",
    "сот",
    "сотни",
    "сотен",
    "миллионов",
    "десятки",
    "десятка",
)
_ONE = ("тысячи", "сотни", "десятка")
_HALF = re.compile(r"(?:полтор[аы]|полутора)\s+(тысяч\w{0,3}|сот\w{1,3}|десятк\w{1,2})(?!\w)")
_HALVES = {"с": 150, "т": 1500, "д": 15}
# «три сотни», «двух десятков»: what the numeral before is multiplied by.
_TIMES = re.compile(r"\s+(сот(?:ни|ен|нями|ням|нях)|десятк(?:а|ов|ами|ам|ах))(?![\w-])")
_AND_HALF = re.compile(r"\s+с\s+половиной\s+тысяч\w{0,3}(?!\w)")
# «выросло с 300 до 450»
_FROM = re.compile(r"(?<!\w)(?:со?|от)\s+[\d\s]+(?:[а-я]+\s+)?$")
_MAX_LETTERS = 40


@dataclass(frozen=True, slots=True)
class Number:
    """A number: `start` is where its hedge begins, `bare` where the number itself does."""

    start: int
    bare: int
    end: int
    value: int
    hedge: str


def find_numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a sentence with hedges «=», «~», «>», «<».

    >>> [(one.value, one.hedge) for one in find_numbers("около четырехсот из 20-ти, более 300")]
    [(400, '~'), (20, '='), (300, '>')]
    """
    lower, end = text.lower(), 0
    if len(lower) != len(text):
        lower = text
    for found in _NUMBER.finditer(lower):
        if found.start() < end:
            continue
        read = _read(lower, found)
        if read is None:
            continue
        value, end = read
        start, hedge = _hedge(lower, found.start())
        yield Number(start, found.start(), end, value, hedge)


def _read(lower: str, found: re.Match[str]) -> tuple[int, int] | None:
    if found["half"]:
        worth = 1_000_000 if found["times"].startswith("млн") else 1000
        return round(float(found["half"].replace(",", ".")) * worth), found.end()
    if found["digits"]:
        value = int(re.sub(r"\D", "", found["digits"]))
        scale = found["scale"] or ""
        times = 1_000_000 if scale.startswith("млн") else 1000 if scale else 1
        return value * times, found.end()
    return _in_words(lower, found)


def _in_words(lower: str, found: re.Match[str]) -> tuple[int, int] | None:
    """Read a numeral of several words: «двухсот пятидесяти», «полутора тысяч»."""
    half = _HALF.match(lower, found.start())
    if half is not None:
        return _HALVES[half[1][0]], half.end()
    worth = _worth(found["word"])
    is_vague = found["word"] in _NO_NUMBER_ALONE
    if worth is None or (is_vague and not _is_one(lower, found)):
        return None
    total, group, end = 0, 0, found.end()
    for _ in range(_MAX_WORDS):
        if worth >= 1000:
            total, group = total + max(group, 1) * worth, 0
        else:
            group += worth
        times = _multiplied(lower, group, end)
        if times is not None:
            return total + times[0], times[1]
        following = _NEXT_WORD.match(lower, end)
        worth = _worth(following[1]) if following else None
        if following is None or worth is None:
            break
        end = following.end()
    scaled = _SCALE_AFTER.match(lower, end)
    if scaled is not None and total + group < 1000:
        worth = 1_000_000 if scaled[1].startswith("млн") else 1000
        return (total + group) * worth, scaled.end()
    return total + group, end


def _multiplied(lower: str, group: int, end: int) -> tuple[int, int] | None:
    """Read «три сотни», «двух десятков», «двух с половиной тысяч» from behind the numeral."""
    many = _TIMES.match(lower, end)
    if many is not None and 0 < group < 10:
        return group * (100 if many[1].startswith("сот") else 10), many.end()
    halved = _AND_HALF.match(lower, end)
    return (group * 1000 + 500, halved.end()) if halved is not None else None


def _is_one(lower: str, found: re.Match[str]) -> bool:
    """Tell whether «тысячи» is one thousand: «около тысячи человек»."""
    return found["word"] in _ONE and _hedge(lower, found.start())[1] != "="


@cache
def _numerals() -> dict[str, int]:
    return dict(read_words("numbers")["numerals"])


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(word[:2] for word in _numerals()) | {"дв", "тр", "че", "пя", "ст"}


@lru_cache(maxsize=8192)
def _worth(word: str) -> int | None:
    folded = fold_yo(word)
    if folded[:2] not in _beginnings():
        return None
    known = _numerals().get(folded)
    if known is not None:
        return known
    for reading in readings(folded)[:3]:
        if "NUMR" in reading.tag or "NOUN" in reading.tag:
            value = _numerals().get(fold_yo(reading.normal_form))
            if value is not None and ("NUMR" in reading.tag or value in {100, 1000, 1_000_000}):
                return value
    return None


def _hedge(lower: str, start: int) -> tuple[int, str]:
    """Return where the hedge before a number begins and what it means."""
    found = _hedge_pattern().search(lower, max(0, start - _MAX_LETTERS), start)
    if found is None:
        return start, "="
    word = " ".join(found[1].split())
    if word == "до" and _FROM.search(lower, max(0, found.start() - _MAX_LETTERS), found.start(1)):
        return start, "="
    return found.start(1), _hedges()[word]


@cache
def _hedges() -> dict[str, str]:
    table = read_words("numbers")["hedges"]
    return {word: sign for sign, group in table.items() for word in group}


@cache
def _hedge_pattern() -> re.Pattern[str]:
    words = sorted(_hedges(), key=len, reverse=True)
    joined = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<![\w-])({joined})\s+(?:(?:из|от|в|для|на)\s+)?$")
