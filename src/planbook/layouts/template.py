"""The small language of cells: text, fields in braces, parts in brackets that may vanish.

`{organizers|; }` prints a field, the values of a list joined by «; ». A part `[Организаторы:
{organizers}]` is printed when every field standing directly in it says something; of alternatives
`[{place}|{operators}]` the first that does. A backslash takes the meaning from the sign after it.
Nothing else is understood: no attributes, no calls, no formats.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planbook.layouts.errors import LayoutError

Value = str | tuple[str, ...]
Lookup = Callable[[str], Value]

MAX_DEPTH = 4
MAX_NODES = 60
_JOIN = ", "


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an item or of a plan, and what joins its values."""

    name: str
    separator: str = _JOIN


@dataclass(frozen=True, slots=True)
class Group:
    """A part that may vanish: the first alternative that says something is printed."""

    alternatives: tuple[tuple[Node, ...], ...]


Node = str | Field | Group


@lru_cache(maxsize=512)
def parse_template(template: str) -> tuple[Node, ...]:
    """Read a template.

    Raises:
        LayoutError: a brace or a bracket is not closed, or the parts are nested too deep.

    >>> parse_template("[Организатор: {organizers}]")
    (Group(alternatives=(('Организатор: ', Field(name='organizers', separator=', ')),)),)
    """
    parser = _Parser(template)
    nodes = parser.nodes(depth=0)
    if parser.position < len(template):
        raise LayoutError("", "в шаблоне лишняя закрывающая скобка «]».")
    return nodes


def field_names(nodes: Sequence[Node]) -> set[str]:
    """Return the names of all fields in a template."""
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, Field):
            names.add(node.name)
        elif isinstance(node, Group):
            for alternative in node.alternatives:
                names |= field_names(alternative)
    return names


def template_fault(template: str, known: Collection[str]) -> str:
    """Return in Russian what is wrong with a template, an empty string when nothing is.

    >>> template_fault("{цена}", {"title"})
    'поля «цена» нет; есть: title.'
    """
    try:
        names = field_names(parse_template(template))
    except LayoutError as error:
        return error.cause
    unknown = sorted(names - set(known))
    if unknown:
        return f"поля «{unknown[0][:40]}» нет; есть: {', '.join(sorted(known))}."
    return ""


def render(nodes: Sequence[Node], lookup: Lookup) -> str:
    """Print a template; `lookup` gives the value of a field, empty when it says nothing.

    >>> template = parse_template("{place}[, {venue}][ ({mode})]")
    >>> render(template, {"place": "Вологда", "venue": "", "mode": "ВКС"}.__getitem__)
    'Вологда (ВКС)'
    """
    return "".join(_printed(node, lookup) for node in nodes)


def _printed(node: Node, lookup: Lookup) -> str:
    match node:
        case str():
            return node
        case Field():
            return _value(node, lookup)
        case Group():
            alternatives = (_alternative(nodes, lookup) for nodes in node.alternatives)
            return next((text for text in alternatives if text is not None), "")


def _value(field: Field, lookup: Lookup) -> str:
    value = lookup(field.name)
    return value if isinstance(value, str) else field.separator.join(value)


def _alternative(nodes: Sequence[Node], lookup: Lookup) -> str | None:
    """Return what an alternative prints, None when one of its own fields says nothing."""
    printed = []
    has_words = not any(isinstance(node, Group) for node in nodes)
    for node in nodes:
        words = _printed(node, lookup)
        if isinstance(node, Field):
            if not words.strip():
                return None
            has_words = True
        elif isinstance(node, Group) and words.strip():
            has_words = True
        printed.append(words)
    return "".join(printed) if has_words else None


class _Parser:
    """Walks over a template once, from left to right."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.position = 0
        self.node_count = 0

    def nodes(self, depth: int) -> tuple[Node, ...]:
        """Read up to the end, or inside a group up to «|» or «]», which are left unread."""
        nodes: list[Node] = []
        words = ""
        while self.position < len(self.template):
            char = self.template[self.position]
            if char == "]" or (char == "|" and depth):
                break
            if char in "{[":
                nodes += [words] if words else []
                words = ""
                nodes.append(self._field() if char == "{" else self._group(depth + 1))
            else:
                words += self._sign()
        return self._counted([*nodes, *([words] if words else [])])

    def _group(self, depth: int) -> Group:
        if depth > MAX_DEPTH:
            raise LayoutError("", f"части шаблона вложены глубже {MAX_DEPTH} раз.")
        alternatives: list[tuple[Node, ...]] = []
        while not alternatives or self._next() == "|":
            self.position += 1
            alternatives.append(self.nodes(depth))
        if self._next() != "]":
            raise LayoutError("", "в шаблоне не закрыта скобка «[».")
        self.position += 1
        return Group(tuple(alternatives))

    def _field(self) -> Field:
        end = self.template.find("}", self.position)
        if end < 0:
            raise LayoutError("", "в шаблоне не закрыта скобка «{».")
        name, bar, separator = self.template[self.position + 1 : end].partition("|")
        self.position = end + 1
        return Field(name.strip(), separator if bar else _JOIN)

    def _sign(self) -> str:
        if self._next() == "\\" and self.position + 1 < len(self.template):
            self.position += 1
        self.position += 1
        return self.template[self.position - 1]

    def _next(self) -> str:
        return self.template[self.position : self.position + 1]

    def _counted(self, nodes: list[Node]) -> tuple[Node, ...]:
        self.node_count += len(nodes)
        if self.node_count > MAX_NODES:
            raise LayoutError("", f"в шаблоне больше {MAX_NODES} частей.")
        return tuple(nodes)
