"""What fields of papers say: texts, names, posts and days in the case that a template asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from planbook.language import Case, inflect_name, person_name_form, post_form, short_person_name
from planbook.narrative import EventSheet, PhraseError
from planbook.narrative.declension import decline_phrase
from planbook.narrative.options import parse_options


class ValueKind(StrEnum):
    """What a value is: it decides how it is declined."""

    TEXT = "text"
    PERSON = "person"
    POST = "post"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field: its words in the nominative, and forms where the machine is wrong.

    `short_forms` are those of a name with initials.
    """

    text: str
    kind: ValueKind = ValueKind.TEXT
    forms: Mapping[Case, str] = field(default_factory=dict)
    short_forms: Mapping[Case, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field that a template may have.

    Attributes:
        name: as written in braces; a field of a list has a dot: «программа.время».
        what: what it says, in Russian, for the list of fields.
        kind: which options suit it.
        list_name: the list whose items it tells; a row or a paragraph with it repeats.
    """

    name: str
    what: str
    kind: ValueKind = ValueKind.TEXT
    list_name: str = ""


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """Everything that fields of one paper say.

    Attributes:
        values: by the name of the field.
        lists: items of every list, each with its fields by full name.
        event: facts of the event for the fields of the language of reports, None where there are
            none.
    """

    values: Mapping[str, Value]
    lists: Mapping[str, tuple[Mapping[str, Value], ...]] = field(default_factory=dict)
    event: EventSheet | None = None


def options_fault(text: str) -> str:
    """Return in Russian what is wrong with the words after «:», empty where nothing is.

    >>> options_fault("дат прописная"), options_fault("датт")
    ('', 'настройки «датт» нет; ближайшая — «дат».')
    """
    try:
        parse_options(text)
    except PhraseError as error:
        return error.cause
    return ""


def printed_value(value: Value, options: str = "") -> str:
    """Return the words of a value as the words after «:» ask.

    >>> printed_value(Value("Корней Чуковский", ValueKind.PERSON), "дат")
    'Корнею Чуковскому'
    >>> printed_value(Value("Дэн", ValueKind.PERSON, {Case.DATIVE: "Дэну"}), "дат")
    'Дэну'
    """
    asked = parse_options(options)
    text = value.text
    if value.kind is ValueKind.PERSON and asked.has_initials:
        text = short_person_name(text)
    if asked.case is not None and text:
        forms = value.short_forms if asked.has_initials else value.forms
        text = forms.get(asked.case, "") or _declined(text, value.kind, asked.case)
    if asked.is_quoted and text:
        text = f"«{text}»"
    if asked.is_capitalized:
        text = text[:1].upper() + text[1:]
    if asked.is_lowered:
        text = text[:1].lower() + text[1:]
    return text


def _declined(text: str, kind: ValueKind, case: Case) -> str:
    match kind:
        case ValueKind.PERSON:
            return person_name_form(text, case)
        case ValueKind.POST:
            return post_form(text, case)
        case ValueKind.PLACE:
            return inflect_name(text, case)
        case ValueKind.TEXT:
            return decline_phrase(text, case)
