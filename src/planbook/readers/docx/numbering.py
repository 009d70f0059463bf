"""Numbers and bullets that Word prints before paragraphs but keeps outside the text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from planbook.readers.docx.names import Names, is_on, number, value
from planbook.readers.docx.symbols import bullet_of
from planbook.readers.xml import Element

_PLACE_OF_NUMBER = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST_ROMAN = 3999
_LATIN = "abcdefghijklmnopqrstuvwxyz"
# Word leaves out ё, й, ъ and ь (ISO 29500-1, 17.18.59).
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ALPHABETS = {
    "lowerLetter": _LATIN,
    "upperLetter": _LATIN.upper(),
    "russianLower": _RUSSIAN,
    "russianUpper": _RUSSIAN.upper(),
}
_LONGEST_PATTERN = 60
_LONGEST_LETTERS = 10


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: first number, number format, pattern such as «%1.%2.»."""

    start: int = 1
    number_format: str = "decimal"
    pattern: str = ""
    is_legal: bool = False


@dataclass(slots=True)
class _List:
    """A list in use: which definition it draws on and what it sets itself."""

    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """Counts the lists of a document while its paragraphs go by in printed order."""

    def __init__(self, root: Element | None = None, names: Names | None = None) -> None:
        self._definitions: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List] = {}
        self._style_levels: dict[tuple[str, str], int] = {}
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._started: set[str] = set()
        if root is not None and names is not None:
            self._read(root, names)

    def marker(self, list_id: str, level: int) -> str:
        """Count one paragraph and return what is printed before it, empty when nothing is."""
        listed = self._lists.get(list_id)
        if listed is None:
            return ""
        levels = {**self._definitions.get(listed.definition, {}), **listed.levels}
        if level not in levels:
            return ""
        if levels[level].number_format == "bullet":
            return levels[level].pattern
        counters = self._counters[listed.definition]
        if list_id not in self._started:
            self._started.add(list_id)
            for overridden in listed.starts:
                counters.pop(overridden, None)
        first = listed.starts.get(level, levels[level].start)
        counters[level] = counters[level] + 1 if level in counters else first
        for deeper in [other for other in counters if other > level]:
            del counters[deeper]
        return _render(levels, level, counters)

    def level_of_style(self, list_id: str, style: str) -> int:
        """Return the level that a list gives to a paragraph style, 0 when it gives none."""
        listed = self._lists.get(list_id)
        return self._style_levels.get((listed.definition, style), 0) if listed else 0

    def _read(self, root: Element, names: Names) -> None:
        links: dict[str, str] = {}
        homes: dict[str, str] = {}
        for definition in root.iterfind(names["abstractNum"]):
            identifier = definition.get(names["abstractNumId"], "")
            levels = _levels(definition, names)
            self._definitions[identifier] = levels
            for level in definition.iterfind(names["lvl"]):
                if style := value(level.find(names["pStyle"]), names):
                    index = number(level.get(names["ilvl"]), largest=8)
                    self._style_levels[identifier, style] = index
            if link := value(definition.find(names["numStyleLink"]), names):
                links[identifier] = link
            if home := value(definition.find(names["styleLink"]), names):
                homes[home] = identifier
        for identifier, link in links.items():
            self._definitions[identifier] = self._definitions.get(homes.get(link, ""), {})
        for listed in root.iterfind(names["num"]):
            self._lists[listed.get(names["numId"], "")] = _list(listed, names)


def _list(element: Element, names: Names) -> _List:
    listed = _List(value(element.find(names["abstractNumId"]), names))
    for override in element.iterfind(names["lvlOverride"]):
        index = number(override.get(names["ilvl"]), largest=8)
        start = override.find(names["startOverride"])
        if start is not None:
            listed.starts[index] = number(value(start, names), 1)
        level = override.find(names["lvl"])
        if level is not None:
            listed.levels[index] = _level(level, names)
    return listed


def _levels(definition: Element, names: Names) -> dict[int, Level]:
    return {
        number(level.get(names["ilvl"]), largest=8): _level(level, names)
        for level in definition.iterfind(names["lvl"])
    }


def _level(element: Element, names: Names) -> Level:
    pattern = value(element.find(names["lvlText"]), names)[:_LONGEST_PATTERN]
    level = Level(
        number(value(element.find(names["start"]), names), 1),
        value(element.find(names["numFmt"]), names, "decimal"),
        pattern,
        is_on(element.find(names["isLgl"]), names),
    )
    if level.number_format == "bullet":
        fonts = element.find(f"{names['rPr']}/{names['rFonts']}")
        font = "" if fonts is None else fonts.get(names["ascii"], "")
        return replace(level, pattern=bullet_of(font, pattern))
    return level


def _render(levels: dict[int, Level], level: int, counters: dict[int, int]) -> str:
    """Fill the pattern of a level with the counts of it and of the levels above."""

    def count(found: re.Match[str]) -> str:
        index = int(found[1]) - 1
        shown = levels.get(index, Level())
        is_plain = levels[level].is_legal and index != level
        style = "decimal" if is_plain else shown.number_format
        return format_count(counters.setdefault(index, shown.start), style)

    return _PLACE_OF_NUMBER.sub(count, levels[level].pattern)


def format_count(count: int, number_format: str) -> str:
    """Return a count in a number format of Word; an unknown format is shown in digits.

    >>> [format_count(9, name) for name in ("upperRoman", "russianLower", "decimalZero", "none")]
    ['IX', 'и', '09', '']
    """
    if number_format == "none":
        return ""
    if number_format == "decimalZero":
        return f"{count:02d}"
    if number_format in ("upperRoman", "lowerRoman") and 0 < count <= _LARGEST_ROMAN:
        roman = _roman(count)
        return roman if number_format == "upperRoman" else roman.lower()
    alphabet = _ALPHABETS.get(number_format)
    if alphabet and 0 < count <= len(alphabet) * _LONGEST_LETTERS:
        repeats, index = divmod(count - 1, len(alphabet))
        return alphabet[index] * (repeats + 1)
    return str(count)


def _roman(count: int) -> str:
    digits = []
    for worth, digit in _ROMAN:
        times, count = divmod(count, worth)
        digits.append(digit * times)
    return "".join(digits)
