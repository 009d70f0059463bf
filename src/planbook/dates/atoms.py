"""The phrases of the grammar: patterns over token classes, the first fitting one is taken.

A pattern is written in the names of `vocabulary.CLASSES`; spaces mean nothing. Order matters only
between phrases that begin alike: the longer stands first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from planbook.dates import pieces, repeats
from planbook.dates.first_letters import beginning_of
from planbook.dates.vocabulary import CLASSES

Handler = Callable[[str, Sequence[object]], object]
Phrase = tuple[str, str, Handler | None]
Matcher = tuple[Callable[[str, int], re.Match[str] | None], list[Phrase]]

_YEAR = "(year god? | day god)?"
_SEP = "(dash | comma | semicolon | and | or)"
_NUM = "(day | ordinal)"
_UNIT = "(roman | ordinal | day)"
_UNITS = f"{_UNIT} ({_SEP} {_UNIT})*"
_TWO_YEARS = "year (slash | dash) (year | day) god?"
_PART = "(part | finish)"
_CALENDAR = "(dayword | week | monthword | quarter | half | god | term4)"
_ONE = "(cardinal | day)"
_UNTIL = "(until | toward | not later less? | by)"
_FOLLOWING = "(comma? tail+ (monthword | god | quarter | period)?)"
_EPITHET = "(word | tail | current | neutral | period | approx | tentative)"
_TAIL = (
    "(word | head | tail | current | neutral | by | in | on | from | toward | god | period | year"
    " | label | school | monthword | unset | later | and | blocking | roman | dayword)*"
)

# Name of the phrase, its category in the cell, its pattern, its reader.
PHRASES: tuple[Phrase, ...] = (
    # hours
    ("T", "(part | finish)? (in | from)? clock hour? (dash | until | by) clock hour?", None),
    ("T", "from day (until | by) day hour", None),
    ("T", "(part | finish)? (in | from | toward)? clock hour?", None),
    ("T", "from? day dash zero (dash | until | by) day dash zero", None),
    ("T", "in? day dash zero", None),
    ("T", "in? day hour ((day | zero) minute)?", None),
    # days of a month again and again
    ("P", f"{_UNIT} chislo month {_YEAR}", pieces.read_first_days),
    (
        "R",
        f"(every | {_UNTIL})? {_NUM} ({_SEP} {_NUM})* chislo"
        f" (every monthword | monthword {_FOLLOWING})?",
        repeats.read_month_days,
    ),
    # named weekdays
    ("P", f"{_UNITS} weekday month {_YEAR}", pieces.read_nth_weekday),
    ("R", f"every? {_UNITS} weekday (in | every)* monthword", repeats.read_nth_weekdays),
    ("n", f"every? {_UNITS} weekday", repeats.read_nth_weekdays),
    ("R", f"every weekday ({_SEP} every? weekday)* (every? monthword)?", repeats.read_weekdays),
    ("R", f"by weekdays ({_SEP} by? weekdays)*", repeats.read_weekdays),
    ("R", "(by | in) dayset dayword?", repeats.read_day_set),
    ("R", "from weekday by weekday", repeats.read_weekdays),
    # days
    ("P", f"from {_NUM} (by | until) {_NUM} month {_YEAR}", pieces.read_days),
    ("P", f"from {_NUM} (by | until) date god?", pieces.read_dates),
    ("P", f"{_NUM} (({_SEP} | slash) {_NUM})* month {_YEAR}", pieces.read_days),
    ("P", f"month {_YEAR} open {_NUM} ({_SEP} {_NUM})* close", pieces.read_days_after_month),
    (
        "P",
        rf"month {_NUM} dash {_NUM} (?= comma | semicolon | open | \Z)",
        pieces.read_days_after_month,
    ),
    (
        "P",
        rf"month {_YEAR} colon {_NUM} ({_SEP} {_NUM})* (?= semicolon | open | \Z)",
        pieces.read_days_after_month,
    ),
    ("P", f"({_NUM} {_SEP})* date god?", pieces.read_dates),
    # parts of months
    ("P", f"{_UNITS} decade month {_YEAR}", pieces.read_decades),
    ("P", f"month {_YEAR} (comma | open)? {_UNITS} decade close?", pieces.read_decades),
    ("P", f"{_UNITS} week month {_YEAR}", pieces.read_weeks),
    ("P", f"month {_YEAR} (comma | open)? {_UNITS} week close?", pieces.read_weeks),
    ("P", f"{_UNIT} moiety month {_YEAR}", pieces.read_half_of_month),
    ("P", f"{_PART} (dash {_PART})? month {_YEAR}", pieces.read_part_of_month),
    # repetition in numbers
    (
        "R",
        f"(not less less?)? {_ONE}? times (in | slash) every? {_ONE}? {_CALENDAR}",
        repeats.read_counted,
    ),
    ("R", f"twice in {_CALENDAR}", repeats.read_counted),
    ("R", f"every {_ONE}? {_CALENDAR}", repeats.read_every_unit),
    ("R", "freq", repeats.read_frequency),
    # quarters and half-years
    ("P", f"{_PART} {_UNITS} quarter {_YEAR}", pieces.read_part_of_quarter),
    ("P", f"from {_UNIT} by {_UNIT} quarter {_YEAR}", pieces.read_quarters),
    ("P", f"{_UNITS} quarter {_YEAR}", pieces.read_quarters),
    ("P", f"{_UNITS} half {_TWO_YEARS} school god", pieces.read_school_half_years),
    ("P", f"{_UNITS} half {_YEAR}", pieces.read_half_years),
    ("P", f"{_UNIT} moiety (year god | god)", pieces.read_half_years),
    # seasons
    ("P", f"{_PART} season {_YEAR}", pieces.read_part_of_season),
    ("P", f"(season | seasonal (period | monthword)) ({_TWO_YEARS})", pieces.read_season),
    ("P", f"(season | seasonal (period | monthword)) {_YEAR}", pieces.read_season),
    # school and sports years
    ("P", f"{_TWO_YEARS} school god", pieces.read_school_year),
    ("P", f"school god {_TWO_YEARS}", pieces.read_school_year),
    ("P", f"sport ({_TWO_YEARS} | year god?)", pieces.read_sports_season),
    ("P", f"{_TWO_YEARS} sport", pieces.read_sports_season),
    # months and years
    ("P", "monthyear god?", pieces.read_month),
    ("P", f"month {_YEAR}", pieces.read_month),
    ("P", "year god? comma? month (?! year)", pieces.read_month),
    ("P", "from year god? (by | until) year god?", pieces.read_years),
    ("P", "year god? ((dash | comma | and) year god?)*", pieces.read_years),
    # all the time
    ("O", "((in | on)? course all? | all) (current | tail)? (god | period) neutral*", None),
    ("o", "(((in | on)? course)? all?)? current? school god", None),
    ("m", "(in | on)? course all? current? monthword", None),
    ("c", "((in | on)? course all? | all)", None),
    ("O", "constant", None),
    # one end only
    ("e", "(until | toward) finish (god | period | school god)", None),
    (
        "B",
        f"(until | toward) finish (?= month | season | year | {_UNIT} (quarter | half))",
        pieces.read_end,
    ),
    ("B", "((in period)? (until | not later less?))", None),
    ("K", "toward", None),
    ("Z", "(starting from | not earlier less?)", None),
    # no date
    (
        "U",
        f"(by | in | from)? {_EPITHET}{{0,3}} head {_TAIL}",
        None,
    ),
    ("U", f"(neutral | period | word | not){{0,3}} unset {_TAIL}", None),
    # remarks
    ("!", f"neutral* cancelled {_TAIL}", None),
    ("V", "(neutral* moved)", None),
    ("v", "former period? (dash | colon)?", None),
    ("@", "neutral* approx neutral*", None),
    ("?", "neutral* tentative neutral*", None),
    ("~", "conflict", None),
    ("E", "extent", None),
    ("W", "weekday ((dash | comma | and) weekday)*", None),
    ("l", f"{_UNIT}? dash? (word | label){{0,2}} label (dash | colon)?", None),
    # connections
    ("f", "from", None),
    ("y", "by", None),
    ("-", "dash", None),
    (",", "(comma | semicolon | and | or | slash)+", None),
    ("(", "open", None),
    (")", "close", None),
    ("j", "god comma? tail+ (god | period | quarter | monthword)?", None),
    (" ", "current god?", None),
    (" ", "(in | on | period | neutral | colon)+", None),
    ("x", "(blocking | tail)", None),
    ("%", "(word | god | label | hour | dayword | week | monthword | seasonal | dayset)", None),
    ("#", ".", None),
)


class Atom(NamedTuple):
    """A phrase of a cell: its category, the tokens it covers and what it says."""

    category: str
    start: int
    end: int
    value: object


def _compiled(pattern: str) -> str:
    named = re.sub(r"[a-z]\w*", lambda found: re.escape(CLASSES[found[0]]), pattern)
    return re.sub(r"\((?!\?[=!])", "(?:", re.sub(r"\s+", "", named))


_PATTERNS = [_compiled(pattern) for _, pattern, _ in PHRASES]
_BEGINNINGS = [beginning_of(pattern) for pattern in _PATTERNS]


def _matcher(letter: str) -> Matcher:
    """Return the phrases that can begin with a letter, as one pattern, in the order of the table.

    The empty group at the end of a branch tells which phrase matched.
    """
    chosen = [
        index
        for index, beginning in enumerate(_BEGINNINGS)
        if letter in beginning.letters or beginning.is_any
    ]
    pattern = "|".join(f"{_PATTERNS[index]}()" for index in chosen)
    return re.compile(pattern, re.DOTALL).match, [PHRASES[index] for index in chosen]


_MATCHERS = {letter: _matcher(letter) for letter in CLASSES.values()}


def read_atoms(shape: str, values: Sequence[object]) -> list[Atom]:
    """Cut a shape into phrases; every token belongs to exactly one."""
    atoms: list[Atom] = []
    position, end = 0, len(shape)
    while position < end:
        match, phrases = _MATCHERS[shape[position]]
        found = match(shape, position)
        assert found is not None  # noqa: S101 -- the last phrase matches any token
        category, _, handler = phrases[(found.lastindex or 1) - 1]
        stop = found.end()
        value: object = None
        if handler is not None:
            value = handler(found[0], values[position:stop])
            if value is None:
                category = "#"
        atoms.append(Atom(category, position, stop, value))
        position = stop
    return atoms
