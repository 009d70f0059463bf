"""Fields and vanishing parts in the words of a paragraph: where they stand, what they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MAX_FIELD = 200


@dataclass(frozen=True, slots=True)
class Field:
    """A field in braces: its name, its options, where it stands."""

    name: str
    options: str
    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part in square brackets that has fields and vanishes when they say nothing."""

    fields: tuple[Field, ...]
    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A brace or a bracket that is not closed."""

    message: str


Segment = Field | Part | Broken


def segments(text: str) -> Iterator[Segment]:
    """Give fields, parts with fields and broken brackets in their order.

    A backslash takes the meaning from the sign after it; brackets without fields are plain text.

    >>> [one.source for one in segments("{номер} от {дата}[, {тема}] [1]")]
    ['{номер}', '{дата}', '[, {тема}]']
    """
    position = 0
    while position < len(text):
        char = text[position]
        if char == "\\":
            position += 2
            continue
        if char == "{":
            one = _field(text, position)
            yield one
            if isinstance(one, Broken):
                return
            position = one.end
        elif char == "[":
            found = _part(text, position)
            if isinstance(found, Broken):
                yield found
                return
            if found is not None:
                yield found
                position = found.end
            else:
                position += 1
        elif char == "}":
            yield Broken("лишняя закрывающая скобка «}»")
            return
        else:
            position += 1


def has_fields(text: str) -> bool:
    """Tell whether a text can have fields at all."""
    return "{" in text or "}" in text


def _field(text: str, start: int) -> Field | Broken:
    end = text.find("}", start)
    around = text[start : start + 40]
    if end < 0:
        return Broken(f"не закрыта скобка «{{»: «{around}»")
    inside = text[start + 1 : end]
    if "{" in inside:
        return Broken(f"внутри поля ещё одна скобка «{{»: «{around}»")
    if len(inside) > MAX_FIELD:
        return Broken(f"слишком длинное поле: «{around}…»")
    name, _, options = " ".join(inside.split()).partition(":")
    return Field(name.strip(), options.strip(), start, end + 1, text[start : end + 1])


def _part(text: str, start: int) -> Part | Broken | None:
    """Return the part that begins here, None where the brackets hold no field."""
    fields: list[Field] = []
    depth, position = 0, start
    while position < len(text):
        char = text[position]
        if char == "\\":
            position += 2
            continue
        if char == "{":
            one = _field(text, position)
            if isinstance(one, Broken):
                return one
            fields.append(one)
            position = one.end
            continue
        depth += (char == "[") - (char == "]")
        position += 1
        if depth == 0:
            source = text[start:position]
            return Part(tuple(fields), start, position, source) if fields else None
    if fields:
        return Broken(f"не закрыта скобка «[»: «{text[start : start + 40]}»")
    return None
