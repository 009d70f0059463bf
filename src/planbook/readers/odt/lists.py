"""Numbers and bullets that OpenDocument prints before paragraphs but keeps outside the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planbook.readers.docx.numbering import format_count
from planbook.readers.docx.symbols import bullet_of
from planbook.readers.odt.names import count, name, value
from planbook.readers.xml import Element

_DEEPEST_LEVEL = 10
_LONGEST_PATTERN = 60
_PLACE_OF_NUMBER = re.compile(r"%(10|[1-9])%")
_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "01, 02, 03, ...": "decimalZero",
    "а, б, .., аа, аб, ...": "russianLower",
    "А, Б, .., АА, АБ, ...": "russianUpper",
    "а, б, .., аа, бб, ...": "russianLower",
    "А, Б, .., Аа, Бб, ...": "russianUpper",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: a bullet, or a pattern such as «%1%.%2%.» over a number format."""

    bullet: str = ""
    pattern: str = ""
    number_format: str = "decimal"
    start: int = 1


Counters = dict[int, int]


@dataclass(slots=True)
class OpenList:
    """A list being read: its style, its level from 1, the counts it shares with its sublists."""

    style: str
    level: int
    counters: Counters = field(default_factory=dict)


class Lists:
    """Counts the lists of a document while its paragraphs go by in printed order."""

    def __init__(self, fonts: dict[str, str], *roots: Element | None) -> None:
        self._styles: dict[str, dict[int, Level]] = {}
        self._by_identifier: dict[str, Counters] = {}
        self._latest: dict[str, Counters] = {}
        self._outline: dict[int, Level] = {}
        self._outline_counters: Counters = {}
        for root in roots:
            if root is None:
                continue
            for style in root.iter(name("text:list-style")):
                self._styles[value(style, "style:name")] = _levels(style, fonts)
            for style in root.iter(name("text:outline-style")):
                self._outline = _levels(style, fonts)

    def open(self, element: Element, outer: OpenList | None, own_style: str = "") -> OpenList:
        """Begin a list; `own_style` is the list named by the style of its first paragraph."""
        style = value(element, "text:style-name")
        if outer is not None:
            return OpenList(style or outer.style, outer.level + 1, outer.counters)
        style = style or own_style
        counters: Counters = {}
        continued = self._by_identifier.get(value(element, "text:continue-list"))
        if continued is not None:
            counters = continued
        elif value(element, "text:continue-numbering") == "true":
            counters = self._latest.get(style, {})
        self._latest[style] = counters
        self._by_identifier[value(element, "xml:id")] = counters
        return OpenList(style, 1, counters)

    def marker(self, listed: OpenList, start: int | None = None) -> str:
        """Count one item and return what is printed before it."""
        levels = self._styles.get(listed.style, {})
        return _count(levels, listed.level, listed.counters, start)

    def heading_marker(self, level: int) -> str:
        """Count one heading outside lists and return its number, empty when it has none."""
        if level not in self._outline:
            return ""
        return _count(self._outline, level, self._outline_counters, None)


def _count(levels: dict[int, Level], index: int, counters: Counters, start: int | None) -> str:
    level = levels.get(index)
    if level is None:
        return ""
    if level.bullet:
        return level.bullet
    if start is None:
        start = counters[index] + 1 if index in counters else level.start
    counters[index] = start
    for deeper in [other for other in counters if other > index]:
        del counters[deeper]

    def number(found: re.Match[str]) -> str:
        shown = levels.get(int(found[1]), Level())
        reached = counters.get(int(found[1]), shown.start)
        return format_count(reached, shown.number_format)

    return _PLACE_OF_NUMBER.sub(number, level.pattern)


def _levels(style: Element, fonts: dict[str, str]) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in style:
        index = count(element, "text:level", 0)
        if not 0 < index <= _DEEPEST_LEVEL:
            continue
        if element.tag == name("text:list-level-style-bullet"):
            levels[index] = Level(bullet=_bullet(element, fonts))
        elif element.tag in (
            name("text:list-level-style-number"),
            name("text:outline-level-style"),
        ):
            levels[index] = _number_level(element, index)
    return levels


def _bullet(element: Element, fonts: dict[str, str]) -> str:
    properties = element.find(name("style:text-properties"))
    face = "" if properties is None else value(properties, "style:font-name")
    return bullet_of(fonts.get(face, face), value(element, "text:bullet-char")[:1])


def _number_level(element: Element, index: int) -> Level:
    """Return a numbered level; one without a number format prints its affixes only."""
    number_format = value(element, "style:num-format")
    pattern = element.get(name("loext:num-list-format"))
    if pattern is None:
        shown = min(count(element, "text:display-levels"), index)
        places = ".".join(f"%{level}%" for level in range(index - shown + 1, index + 1))
        prefix, suffix = value(element, "style:num-prefix"), value(element, "style:num-suffix")
        pattern = f"{prefix}{places}{suffix}" if number_format else f"{prefix}{suffix}"
    elif not number_format:
        pattern = _PLACE_OF_NUMBER.sub("", pattern)
    return Level(
        pattern=pattern[:_LONGEST_PATTERN].strip(),
        number_format=_FORMATS.get(number_format, "decimal"),
        start=count(element, "text:start-value"),
    )
