"""Lists of organisations in notes, brackets and cells: told apart, labels taken off."""

from __future__ import annotations

import re
from functools import cache

from planbook.plans.phrases import PhraseIndex, read_vocabulary
from planbook.plans.wording import fold_same_length, one_line, read_outline

_LABEL_END = re.compile(r"\s*[:–—-]\s*")
_SEPARATOR = re.compile(r"[,;]\s+|;|\n+")
_MAX_LIST = 2000


def split_organizations(text: str) -> tuple[str, ...]:
    """Split a list of organisations; commas inside quotes, brackets and long names do not split.

    >>> split_organizations("МАГ, АО «Русатом», Министерство спорта, туризма и молодёжи")
    ('МАГ', 'АО «Русатом»', 'Министерство спорта, туризма и молодёжи')
    """
    line = text.strip()[:_MAX_LIST]
    shape = read_outline(line).shape
    names: list[str] = []
    start = 0
    for found in [*_SEPARATOR.finditer(shape), None]:
        end = found.start() if found else len(line)
        name = one_line(line[start:end]).strip(" .,;")
        start = found.end() if found else end
        if not name:
            continue
        is_tail = name[:1].islower() and not is_organization(name) and bool(names)
        if is_tail and (found is None or ";" not in names[-1]):
            names[-1] = f"{names[-1]}, {name}"
        else:
            names.append(name)
    return tuple(names)


def labelled_organizers(note: str) -> tuple[tuple[str, ...], str]:
    """Return the organisers a note lists after its label, and what else the note says.

    >>> labelled_organizers("Организаторы: МАГ, АО «Русатом»")
    (('МАГ', 'АО «Русатом»'), '')
    >>> labelled_organizers("По плану Правительства")
    ((), 'По плану Правительства')
    """
    line = note.strip()
    found = _labels().match(fold_same_length(line))
    if found is None:
        return (), line
    colon = _LABEL_END.match(line, found.end)
    if colon is None:
        return (), line
    return split_organizations(line[colon.end() :]), ""


def is_organization(text: str) -> bool:
    """Tell whether a wording begins with a legal form or a noun of an organisation."""
    return _forms().match(fold_same_length(text)) is not None


def organization_in_brackets(title: str) -> str | None:
    """Return the organisation in the last bracket of a title.

    >>> organization_in_brackets("Проведение слёта (ГАУ ДПО Институт развития образования)")
    'ГАУ ДПО Институт развития образования'
    """
    brackets = [part for part in read_outline(title).parts if not part.is_quote]
    if not brackets or title[brackets[-1].end :].strip(" .;"):
        return None
    content = one_line(brackets[-1].content)
    return content if is_organization(content) else None


def exchange_partners(title: str) -> tuple[str, ...]:
    """Return the partners named in a bracket «(совместно с …)».

    >>> exchange_partners("Мониторинг (совместно с АСДГ, АГП)")
    ('АСДГ', 'АГП')
    """
    for part in read_outline(title).parts:
        found = _together().match(fold_same_length(part.content))
        if found is not None and not part.is_quote:
            return split_organizations(part.content[found.end :])
    return ()


def names_something_else(before: str) -> bool:
    """Tell whether the words before a name in quotes say that it is no name of an event.

    >>> names_something_else("ведомственного проекта цифровизации"), names_something_else("чтецов")
    (True, False)
    """
    words = fold_same_length(before).split()
    if not words:
        return False
    owners = read_vocabulary("organizations")["owners_of_names"]
    return any(word in owners for word in words) or (
        _carriers().match(words[-1].strip("-–—")) is not None
    )


@cache
def _forms() -> PhraseIndex:
    return PhraseIndex([read_vocabulary("organizations")["forms"]])


@cache
def _labels() -> PhraseIndex:
    return PhraseIndex([read_vocabulary("organizations")["labels"]])


@cache
def _together() -> PhraseIndex:
    return PhraseIndex([read_vocabulary("organizations")["together"]])


@cache
def _carriers() -> PhraseIndex:
    return PhraseIndex([read_vocabulary("organizations")["carriers"]])
