"""Fields and vanishing parts become words: own fields here, those of reports by their language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from planbook.narrative import EventSheet, phrase_fault, render
from planbook.word_templates.segments import Field, Part
from planbook.word_templates.values import FieldSpec, Value, printed_value

_MEANING = re.compile(r"([\\\[\]{}|])")
_PLAIN = re.compile(r"\\(.)")
# Brackets, braces and bars that are not written with a backslash: alternatives, other fields.
_NESTED = re.compile(r"(?<!\\)[\[\]{}|]")
# A field of reports that says nothing on an empty sheet: it stands for an own field without words.
_EMPTY = "{формат:№9999}"
_NOTHING = EventSheet(key="", title="")


def field_words(field: Field, values: Mapping[str, Value], event: EventSheet | None) -> str:
    """Return the words of a field; empty where it says nothing.

    >>> field = Field("город", "род", 0, 0, "{город:род}")
    >>> field_words(field, {"город": Value("Союз городов")}, None)
    'Союза городов'
    """
    value = values.get(field.name)
    if value is not None:
        return printed_value(value, field.options)
    return _printed(field.source, event)


def part_words(part: Part, values: Mapping[str, Value], event: EventSheet | None) -> str:
    """Return the words of a part in brackets; empty where one of its fields says nothing.

    Own fields become words first, so that the language of reports sees only its own.
    """
    template = part.source
    for field in reversed(part.fields):
        value = values.get(field.name)
        if value is None:
            continue
        words = printed_value(value, field.options)
        start = field.start - part.start
        told = escaped(words) if words else _EMPTY
        template = template[:start] + told + template[start + len(field.source) :]
    is_plain = not _NESTED.search(template[1:-1].replace(_EMPTY, ""))
    if is_plain:
        return "" if _EMPTY in template else _PLAIN.sub(r"\1", template[1:-1])
    return _printed(template, event)


def _printed(template: str, event: EventSheet | None) -> str:
    rendered = render(template, event or _NOTHING)
    # The gap sign of reports is for people who go on writing; a paper has nothing there.
    return "" if rendered.missing else rendered.text


def part_fault(part: Part, known: Mapping[str, FieldSpec]) -> str:
    """Return in Russian what is wrong with a part, empty where nothing is."""
    template = part.source
    for field in reversed(part.fields):
        if field.name in known:
            start = field.start - part.start
            template = template[:start] + "…" + template[start + len(field.source) :]
    return phrase_fault(template)


def escaped(words: str) -> str:
    """Return words that the language of reports prints as they are.

    >>> escaped("[1]")
    '\\\\[1\\\\]'
    """
    return _MEANING.sub(r"\\\1", words)
