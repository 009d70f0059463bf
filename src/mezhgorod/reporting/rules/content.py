"""The words of a report as they are printed: lines of spans that know their facts. No queries."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from typing import Any

from mezhgorod.registry.rules import RuleViolation

# What stands on public pages for a name whose owner has not agreed to be shown.
HIDDEN_NAME = "имя не показано"
# The kind of sheet that an event has; the number of the event follows after a colon.
HELD = "held"
REPORT = "report"
EXCHANGE = "exchange"
_DAMAGED = "Сохранённый текст отчёта повреждён. Обратитесь к администратору сайта."


class LineRole(StrEnum):
    """What a printed line is."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class WrittenFact:
    """The fact that some printed words come from.

    Attributes:
        sheet: what the fact is about: ``held:12``, or ``report`` for the whole period.
        field: attribute of the sheet: ``participants``, ``counts``, ``exchanges`` …
        key: key of the value itself, may be empty.
        is_private: the words name a person who has not agreed to be shown to everybody.
    """

    sheet: str
    field: str
    index: int = 0
    key: str = ""
    is_private: bool = False

    @property
    def held_id(self) -> int | None:
        """The number of the event the fact belongs to, None for others."""
        return self._number(HELD)

    @property
    def exchange_id(self) -> int | None:
        """The number of the information exchange the fact belongs to, None for others."""
        if self.sheet == REPORT and self.field == "exchanges" and self.key.isdecimal():
            return int(self.key)
        return self._number(EXCHANGE)

    def _number(self, wanted: str) -> int | None:
        told = (_told_number(place) for place in (self.sheet, self.key))
        return next((number for kind, number in told if kind == wanted), None)


@dataclass(frozen=True, slots=True)
class WrittenSpan:
    """Some words of a line; without a fact they are a person's own. A gap is a fact not known."""

    text: str
    fact: WrittenFact | None = None
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A paragraph, a heading or a line of a list; `block` is the part of the report it is from."""

    role: LineRole
    spans: tuple[WrittenSpan, ...]
    block: int | None = None

    @property
    def text(self) -> str:
        """All words of the line."""
        return "".join(span.text for span in self.spans)

    def facts(self) -> Iterator[WrittenSpan]:
        """Yield the spans that come from facts."""
        return (span for span in self.spans if span.fact is not None)


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A whole report: its head and its lines in printed order."""

    title: str
    salutation: str
    lines: tuple[WrittenLine, ...]

    def gaps(self) -> tuple[tuple[int, WrittenLine], ...]:
        """Return paragraphs that print «…» for a fact not known, with their numbers from 1."""
        told = (line for line in self.lines if line.role is not LineRole.HEADING)
        return tuple(
            (number, line)
            for number, line in enumerate(told, start=1)
            if any(span.is_gap for span in line.spans)
        )


@lru_cache(maxsize=8192)
def _told_number(place: str) -> tuple[str, int | None]:
    """Return the kind and the number of «held:12», a kind without a number for other keys."""
    kind, _, number = place.partition(":")
    return (kind, int(number)) if number.isdecimal() else ("", None)


def content_to_dict(text: WrittenText) -> dict[str, Any]:
    """Return a text in the form in which versions keep it."""
    return {
        "title": text.title,
        "salutation": text.salutation,
        "lines": [
            {
                "role": line.role.value,
                "block": line.block,
                "spans": [_span_to_list(span) for span in line.spans],
            }
            for line in text.lines
        ],
    }


def content_from_dict(data: Mapping[str, Any]) -> WrittenText:
    """Return a kept text.

    Raises:
        RuleViolation: what is kept is damaged.
    """
    try:
        lines = tuple(
            WrittenLine(
                LineRole(line["role"]),
                tuple(_span_from_list(span) for span in line["spans"]),
                line["block"],
            )
            for line in data["lines"]
        )
        return WrittenText(str(data["title"]), str(data["salutation"]), lines)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise RuleViolation("report.damaged", _DAMAGED) from error


def checksum(data: object) -> str:
    """Return the checksum of JSON values as the database gives them back."""
    stored = json.loads(json.dumps(data, ensure_ascii=False))
    words = json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(words.encode("utf-8")).hexdigest()


def _span_to_list(span: WrittenSpan) -> list[Any]:
    fact = span.fact
    if fact is None and not span.is_gap:
        return [span.text]
    marks = [
        mark
        for mark, is_set in (("gap", span.is_gap), ("private", fact and fact.is_private))
        if is_set
    ]
    named = [fact.sheet, fact.field, fact.index, fact.key] if fact else []
    return [span.text, named, marks]


def _span_from_list(data: list[Any]) -> WrittenSpan:
    text, named, marks = (*data, [], [])[:3] if len(data) == 1 else data
    fact = None
    if named:
        sheet, field, index, key = named
        fact = WrittenFact(
            str(sheet), str(field), int(index), str(key), is_private="private" in marks
        )
    return WrittenSpan(str(text), fact, is_gap="gap" in marks)
