"""A frozen text as everybody may see it today: consent may have been withdrawn since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mezhgorod.registry.queries.telling import telling_pattern
from mezhgorod.registry.rules.name_forms import name_forms
from mezhgorod.reporting.queries.private_names import NAMING_FIELDS, PrivateName, private_names
from mezhgorod.reporting.rules.content import (
    HIDDEN_NAME,
    WrittenSpan,
    WrittenText,
    content_from_dict,
)
from planbook.narrative import FactRef

# Endings and vowels change with the case; of a short word nothing stays for sure.
_STAYS, _LONG = 3, 4


def public_text(content: Mapping[str, Any]) -> WrittenText:
    """Return a kept text without the names that may not be shown today; a fixed number of queries.

    Hidden are names that were private when the text was frozen, those whose owners have withdrawn
    their consent since, and the same names in words written by hand.

    Raises:
        RuleViolation: what is kept is damaged.
    """
    return public_texts([content])[0]


def public_texts(contents: Iterable[Mapping[str, Any]]) -> tuple[WrittenText, ...]:
    """Return the same for several texts, in as many queries as for one."""
    texts = [content_from_dict(one) for one in contents]
    spans = [span for text in texts for line in text.lines for span in line.facts()]
    held = {span.fact.held_id for span in spans if span.fact}
    private = private_names({number for number in held if number is not None})
    pattern = _by_hand(private, texts)
    return tuple(_hidden(text, private, pattern) for text in texts)


def _hidden(
    text: WrittenText, private: Mapping[int, Sequence[PrivateName]], pattern: re.Pattern[str]
) -> WrittenText:
    def shown(span: WrittenSpan) -> WrittenSpan:
        is_hidden = _names_private(span, private)
        words = HIDDEN_NAME if is_hidden else pattern.sub(HIDDEN_NAME, span.text)
        return span if words == span.text else replace(span, text=words)

    return WrittenText(
        pattern.sub(HIDDEN_NAME, text.title),
        pattern.sub(HIDDEN_NAME, text.salutation),
        tuple(replace(line, spans=tuple(map(shown, line.spans))) for line in text.lines),
    )


def _names_private(span: WrittenSpan, private: Mapping[int, Sequence[PrivateName]]) -> bool:
    fact = span.fact
    if fact is None or fact.field not in NAMING_FIELDS or span.is_gap:
        return False
    ref = FactRef(fact.sheet, fact.field, fact.index, fact.key)
    names = private.get(fact.held_id or 0, ())
    return fact.is_private or any(one.is_in(span.text, ref) for one in names)


def _by_hand(
    private: Mapping[int, Sequence[PrivateName]], texts: Iterable[WrittenText]
) -> re.Pattern[str]:
    """Return what finds private names where no fact, or a fact that has gone, stands behind them.

    Only names whose words stand in the texts are declined: there may be hundreds.
    """
    told = _plain(" ".join(_words(texts)))
    names = sorted({one.name for ones in private.values() for one in ones})
    forms = name_forms([one for one in names if _may_be_in(one, told)])
    return telling_pattern([*forms, *(one.replace("ё", "е") for one in forms if "ё" in one)])


def _words(texts: Iterable[WrittenText]) -> Iterator[str]:
    for text in texts:
        yield from (text.title, text.salutation, *(line.text for line in text.lines))


def _may_be_in(name: str, told: str) -> bool:
    """Tell whether a text may say a name; one word alone would be found in too many sentences."""
    words = re.findall(r"\w+", _plain(name))
    return len(words) > 1 and all(one[:_STAYS] in told for one in words if len(one) >= _LONG)


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")
