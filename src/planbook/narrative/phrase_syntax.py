"""The language of phrases: text, fields in braces, parts in brackets that may vanish.

`{участники:род}` prints a field with options. A part `[, тема — {тема}]` is printed when every
field standing directly in it says something; of alternatives `[{площадка}|{город:в}]` the first
that does. `[*места через «; »: {место:порядк} место – {команда}]` repeats for every line of a
list. A backslash takes the meaning from the sign after it. Nothing else is understood: no
attributes, no calls, no conditions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from planbook.narrative.errors import PhraseError
from planbook.narrative.options import Options, parse_options

MAX_TEMPLATE = 20_000
MAX_DEPTH = 4
MAX_NODES = 800
MAX_NAME = 60
_REPEAT = re.compile(
    r"\*\s*(?P<name>[^:«»\[\]{}|]{1,60}?)(?:\s+через\s+«(?P<joiner>[^»]{0,20})»)?\s*:\s?"
)
_MEANING = "\\[]{}|"


@dataclass(frozen=True, slots=True)
class Field:
    """A field with its options; `start` and `end` are its place in the template."""

    name: str
    options: Options
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part that may vanish: the first alternative that says something is printed."""

    alternatives: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part printed for every line of the list `name`."""

    name: str
    separator: str
    nodes: tuple[Node, ...]
    start: int


Node = str | Field | Part | Repeat


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that was read."""

    nodes: tuple[Node, ...]


@lru_cache(maxsize=512)
def parse_phrase(template: str) -> Phrase:
    """Read a phrase; names of fields are not looked up here.

    Raises:
        PhraseError: a bracket is not closed, an option is unknown, a limit is passed.

    >>> [type(node).__name__ for node in parse_phrase("В {город:предл}[ {номер}]").nodes]
    ['str', 'Field', 'Part']
    """
    if len(template) > MAX_TEMPLATE:
        raise PhraseError(f"текст длиннее {MAX_TEMPLATE} знаков: разделите его.", MAX_TEMPLATE)
    parser = _Parser(template)
    nodes = parser.nodes(depth=0)
    if parser.position < len(template):
        raise PhraseError("лишняя закрывающая скобка «]».", parser.position)
    return Phrase(nodes)


def escape_text(text: str) -> str:
    """Return words so that they are printed as they are.

    >>> escape_text("[bookmark: 1] цена")
    '\\\\[bookmark: 1\\\\] цена'
    """
    return "".join(f"\\{sign}" if sign in _MEANING else sign for sign in text)


class _Parser:
    """Walks over a template once, from left to right."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.position = 0
        self.node_count = 0

    def nodes(self, depth: int) -> tuple[Node, ...]:
        """Read up to the end, or inside a part up to «|» or «]», which are left unread."""
        nodes: list[Node] = []
        words: list[str] = []
        while self.position < len(self.template):
            char = self.template[self.position]
            if char == "]" or (char == "|" and depth):
                break
            if char in "{[":
                self._close(words, nodes)
                nodes.append(self._field() if char == "{" else self._part(depth + 1))
            elif char == "}":
                raise PhraseError("лишняя закрывающая скобка «}».", self.position)
            else:
                words.append(self._sign())
        self._close(words, nodes)
        self.node_count += len(nodes)
        if self.node_count > MAX_NODES:
            raise PhraseError(f"в тексте больше {MAX_NODES} полей и частей.", self.position)
        return tuple(nodes)

    def _close(self, words: list[str], nodes: list[Node]) -> None:
        if words:
            nodes.append("".join(words))
            words.clear()

    def _part(self, depth: int) -> Part | Repeat:
        start = self.position
        if depth > MAX_DEPTH:
            raise PhraseError(f"части в скобках вложены глубже {MAX_DEPTH} раз.", start)
        repeat = _REPEAT.match(self.template, start + 1)
        if self.template[start + 1 : start + 2] == "*":
            return self._repeat(repeat, start, depth)
        alternatives: list[tuple[Node, ...]] = []
        while not alternatives or self._next() == "|":
            self.position += 1
            alternatives.append(self.nodes(depth))
        self._closing(start)
        return Part(tuple(alternatives))

    def _repeat(self, match: re.Match[str] | None, start: int, depth: int) -> Repeat:
        if match is None:
            raise PhraseError(
                "после «[*» назовите список и поставьте двоеточие: «[*места: …]».", start
            )
        self.position = match.end()
        nodes = self.nodes(depth)
        if self._next() == "|":
            raise PhraseError("в повторении «[*…]» не бывает «|».", self.position)
        self._closing(start)
        separator = ", " if match["joiner"] is None else match["joiner"]
        return Repeat(match["name"].strip(), separator.replace("¶", "\n"), nodes, start)

    def _closing(self, start: int) -> None:
        if self._next() != "]":
            raise PhraseError("не закрыта скобка «[».", start)
        self.position += 1

    def _field(self) -> Field:
        start = self.position
        end = self.template.find("}", start)
        if end < 0:
            raise PhraseError("не закрыта скобка «{».", start)
        name, _, options = self.template[start + 1 : end].partition(":")
        self.position = end + 1
        if not name.strip() or len(name) > MAX_NAME or "{" in name:
            raise PhraseError("в фигурных скобках нет имени поля.", start)
        read = parse_options(options, start + len(name) + 2)
        return Field(" ".join(name.split()), read, start, end + 1)

    def _sign(self) -> str:
        if self._next() == "\\" and self.position + 1 < len(self.template):
            self.position += 1
        self.position += 1
        return self.template[self.position - 1]

    def _next(self) -> str:
        return self.template[self.position : self.position + 1]
