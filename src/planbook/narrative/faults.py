"""What is wrong with a phrase of a person, before it is ever printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from planbook.narrative.errors import PhraseError
from planbook.narrative.fields import SheetKind, Table
from planbook.narrative.phrase_syntax import Field, Node, Part, Repeat, parse_phrase
from planbook.narrative.scopes import table_of


def phrase_fault(template: str, kind: SheetKind = SheetKind.EVENT) -> str:
    """Return in Russian what is wrong with a phrase and where, an empty string when nothing is.

    >>> phrase_fault("В {город:предл} были {участнеки}")
    'поля «участнеки» нет; ближайшее — «участники» (знак 22)'
    >>> phrase_fault("[*места: {место:порядк} – {команда}]")
    ''
    """
    try:
        nodes = parse_phrase(template).nodes
    except PhraseError as error:
        return str(error)
    return next(_unknown(nodes, (table_of(kind),), ()), "")


def used_fields(template: str) -> tuple[str, ...]:
    """Return the names of fields and lists a phrase uses, each once, in order.

    Raises:
        PhraseError: the phrase is wrong.

    >>> used_fields("{город:в}[: {участники:из}]")
    ('город', 'участники')
    """
    return tuple(dict.fromkeys(_used(parse_phrase(template).nodes)))


def _used(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Field() | Repeat():
                yield node.name
        match node:
            case Part():
                for alternative in node.alternatives:
                    yield from _used(alternative)
            case Repeat():
                yield from _used(node.nodes)


def _unknown(
    nodes: Sequence[Node], tables: tuple[Table, ...], columns: tuple[str, ...]
) -> Iterator[str]:
    """Yield faults of names; inside `[*…]` the columns of the list are known too."""
    for node in nodes:
        match node:
            case Field():
                if not _is_known(node.name, tables, columns):
                    yield _no_field(node, tables, columns)
            case Part():
                for alternative in node.alternatives:
                    yield from _unknown(alternative, tables, columns)
            case Repeat():
                yield from _unknown_repeat(node, tables, columns)


def _unknown_repeat(
    node: Repeat, tables: tuple[Table, ...], columns: tuple[str, ...]
) -> Iterator[str]:
    for table in tables:
        if node.name in table.lists:
            names = tuple(column.name for column in table.lists[node.name].columns)
            yield from _unknown(node.nodes, tables, names)
            return
        if node.name in table.rows:
            event = table_of(SheetKind.EVENT)
            yield from _unknown(node.nodes, (event, *tables), ())
            return
    names = tuple(name for table in tables for name in (*table.lists, *table.rows))
    hint = _nearest(node.name, names, "ближайший")
    yield f"списка «{node.name}» нет{hint} (знак {node.start + 1})"


def _is_known(name: str, tables: tuple[Table, ...], columns: tuple[str, ...]) -> bool:
    if name in columns:
        return True
    for table in tables:
        head, _, column = name.partition(".")
        if name in table.names():
            return True
        if head in table.rows and column in table_of(SheetKind.EVENT).names():
            return True
    return False


def _no_field(node: Field, tables: tuple[Table, ...], columns: tuple[str, ...]) -> str:
    names = (*columns, *(name for table in tables for name in table.names()))
    hint = _nearest(node.name, names, "ближайшее")
    return f"поля «{node.name}» нет{hint} (знак {node.start + 1})"


def _nearest(name: str, names: Sequence[str], word: str) -> str:
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    return f"; {word} — «{near[0]}»" if near else "; список полей — рядом с текстом"
