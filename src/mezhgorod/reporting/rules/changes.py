"""What differs between two versions of a report, paragraph by paragraph. No queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from mezhgorod.reporting.rules.content import WrittenLine, WrittenText


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact whose words differ; an empty side was not printed."""

    sheet: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """A paragraph that differs; an empty side does not exist."""

    before: str
    after: str
    facts: tuple[FactChange, ...] = ()

    @property
    def kind(self) -> str:
        """What became of the paragraph, in Russian."""
        if not self.before:
            return "добавлен"
        return "изменён" if self.after else "убран"


def text_changes(before: WrittenText, after: WrittenText) -> tuple[LineChange, ...]:
    """Return the paragraphs that differ, in printed order; head lines come first."""
    heads = (
        LineChange(one, other)
        for one, other in (
            (before.title, after.title),
            (before.salutation, after.salutation),
        )
        if one != other
    )
    return (*heads, *_line_changes(before.lines, after.lines))


def changes_to_list(changes: Sequence[LineChange]) -> list[dict[str, Any]]:
    """Return changes in the form in which versions keep them."""
    return [asdict(change) | {"facts": [asdict(one) for one in change.facts]} for change in changes]


def changes_from_list(data: Sequence[Mapping[str, Any]]) -> tuple[LineChange, ...]:
    """Return kept changes."""
    return tuple(
        LineChange(one["before"], one["after"], tuple(FactChange(**fact) for fact in one["facts"]))
        for one in data
    )


def _line_changes(
    before: Sequence[WrittenLine], after: Sequence[WrittenLine]
) -> Iterator[LineChange]:
    """Pair lines by their words first, then what lies between by the part it comes from."""
    matcher = SequenceMatcher(
        None, [line.text for line in before], [line.text for line in after], autojunk=False
    )
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield from _between(before[start:end], after[new_start:new_end])


def _between(before: Sequence[WrittenLine], after: Sequence[WrittenLine]) -> Iterator[LineChange]:
    blocks = list(dict.fromkeys(line.block for line in (*before, *after)))
    for block in blocks:
        pairs = zip_longest(
            [line for line in before if line.block == block],
            [line for line in after if line.block == block],
        )
        for old, new in pairs:
            yield _changed(old, new)


def _changed(old: WrittenLine | None, new: WrittenLine | None) -> LineChange:
    facts = tuple(_fact_changes(old, new)) if old and new else ()
    return LineChange(old.text if old else "", new.text if new else "", facts)


def _fact_changes(old: WrittenLine, new: WrittenLine) -> Iterator[FactChange]:
    was, now = _words_of_facts(old), _words_of_facts(new)
    for place in dict.fromkeys((*was, *now)):
        before, after = "; ".join(was.get(place, ())), "; ".join(now.get(place, ()))
        if before != after:
            yield FactChange(*place, before, after)


def _words_of_facts(line: WrittenLine) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for span in line.facts():
        if span.fact is not None:
            found.setdefault((span.fact.sheet, span.fact.field), []).append(span.text)
    return found
