"""What the words of a part of a report may be. No queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mezhgorod.planning.rules.workflow import checked_words
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.reporting.rules.outline import OF_EVENTS
from mezhgorod.reporting.rules.words import BlockKind
from planbook.narrative import SheetKind, phrase_fault, phrase_named

MAX_HEADING = 500
MAX_TEMPLATE = 20_000
MAX_CHOSEN = 500


def sheet_kind_of(kind: BlockKind) -> SheetKind:
    """Return which fields a part may name: of an event, or of the whole period."""
    return SheetKind.EVENT if kind in OF_EVENTS else SheetKind.REPORT


def checked_template(template: str, *, kind: BlockKind) -> str:
    """Return the words of a part fit to be kept.

    Raises:
        RuleViolation: they are too long, or a field or a bracket is wrong.
    """
    words = checked_words(template, field="template", what="текст", limit=MAX_TEMPLATE)
    fault = phrase_fault(words, sheet_kind_of(kind)) if words else ""
    if fault:
        raise RuleViolation("block.phrase", fault, "template")
    return words


def checked_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of a part fit to be kept: chosen events and editions by number,
    the ready phrase.

    Raises:
        RuleViolation: a setting is unknown or of the wrong kind.
    """
    kept: dict[str, Any] = {}
    for name, value in options.items():
        if name in {"events", "editions"} and _is_numbers(value):
            kept[name] = list(dict.fromkeys(value))
        elif name == "phrase" and isinstance(value, str) and phrase_named(value):
            kept[name] = value
        else:
            message = "Настройки части отчёта не поняты. Обновите страницу и выберите заново."
            raise RuleViolation("block.options", message)
    return kept


def _is_numbers(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= MAX_CHOSEN
        and all(isinstance(one, int) and not isinstance(one, bool) for one in value)
    )
