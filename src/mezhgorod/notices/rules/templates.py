"""Texts with named fields in braces: checked when they are saved, filled when a letter is written.

Only `{name}` is understood: no attributes, no indexes, no formats, nothing is ever evaluated.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from string import Formatter

from mezhgorod.notices.rules.addresses import one_line, without_controls
from mezhgorod.notices.rules.letters import MAX_BODY, MAX_SUBJECT
from mezhgorod.registry.rules import RuleViolation

_FORMATTER = Formatter()


class MissingField(ValueError):
    """A letter was asked for without a value that its text needs."""


def ensure_text_fits(*, text: str, fields: Collection[str], field: str) -> None:
    """Refuse a text with a field that letters of its kind do not have, or with a stray brace.

    Args:
        field: «subject» or «body», the place of the message in a form.

    Raises:
        RuleViolation: the message names the field and lists those that exist.
    """
    longest = MAX_SUBJECT if field == "subject" else MAX_BODY
    if len(text) > longest:
        message = f"Слишком длинно: {len(text)} знаков, помещается {longest}. Сократите."
        raise RuleViolation("letter.text_long", message, field)
    if not text.strip():
        raise RuleViolation("letter.text_empty", "Напишите текст.", field)
    unknown = [name for name in _names(text, field) if name not in fields]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in fields)
        message = f"Поля {{{unknown[0]}}} в таких письмах нет. Есть: {known}."
        raise RuleViolation("letter.unknown_field", message, field)


def fill_text(text: str, fields: Mapping[str, str]) -> str:
    """Return a text with values in place of its fields; braces inside values stay as they are.

    Raises:
        MissingField: there is no value for a field of the text.
    """
    parts = []
    for literal, name, _, _ in _FORMATTER.parse(text):
        parts.append(literal)
        if name is not None:
            if name not in fields:
                raise MissingField(f"no value for {name!r}")
            parts.append(without_controls(fields[name]))
    return "".join(parts)


def fill_subject(text: str, fields: Mapping[str, str]) -> str:
    """Return a filled subject: one line, as long as a subject may be."""
    subject = one_line(fill_text(text, fields))
    return subject if len(subject) <= MAX_SUBJECT else f"{subject[: MAX_SUBJECT - 1].rstrip()}…"


def _names(text: str, field: str) -> list[str]:
    try:
        parsed = list(_FORMATTER.parse(text))
    except ValueError as error:
        message = "Скобка { или } стоит без пары. Чтобы напечатать скобку, поставьте её дважды."
        raise RuleViolation("letter.stray_brace", message, field) from error
    names = []
    for _, name, spec, conversion in parsed:
        if name is None:
            continue
        if spec or conversion or not name.isidentifier():
            whole = name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
            message = f"{{{whole[:60]}}} не понято: в скобках пишется только имя поля."
            raise RuleViolation("letter.field_form", message, field)
        names.append(name)
    return names
