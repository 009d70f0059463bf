"""Findings of a draft in groups: the gravest first, equal ones together, each with its row."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mezhgorod.evidence.rules import FindingSeverity
from planbook.findings import Finding, SourceRef
from planbook.plans import EventDraft, PlanDraft

_GRAVITY = (FindingSeverity.ERROR, FindingSeverity.WARNING, FindingSeverity.INFO)
MAX_LINES = 100
ROWS_PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding; `index` is its row among the rows of the draft, None for the document.

    A printed row that became no row of its own leads to the last one before it: `is_exact` is
    false then.
    """

    finding: Finding
    index: int | None
    is_exact: bool = True

    @property
    def where(self) -> str:
        """Where it stands in the document, in words."""
        return source_words(self.finding.source)

    @property
    def number(self) -> int:
        """The number of its row counted from 1, 0 for the document."""
        return 0 if self.index is None else self.index + 1

    @property
    def page(self) -> int:
        """The page of the review its row is on."""
        return (self.index or 0) // ROWS_PER_PAGE + 1


@dataclass(frozen=True, slots=True)
class RemarkGroup:
    """Findings of one code and gravity.

    `message` is empty where each has words of its own; where all say the same, a row comes once.
    `remarks` are the first hundred of `count`.
    """

    severity: FindingSeverity
    message: str
    remarks: tuple[Remark, ...]
    count: int

    @property
    def hidden_count(self) -> int:
        return self.count - len(self.remarks)


def remarks_of(draft: PlanDraft, rows: Sequence[EventDraft]) -> list[Remark]:
    """Return every finding of a draft with the row it belongs to, in the order of the document."""
    places = sorted((row.source.table, row.source.row, index) for index, row in enumerate(rows))
    found = [Remark(one, index) for index, row in enumerate(rows) for one in row.findings]
    found += [_of_document(one, places) for one in draft.findings]
    return list(dict.fromkeys(found))


def _of_document(finding: Finding, places: Sequence[tuple[int, int, int]]) -> Remark:
    """Find the row a finding of the document speaks of; `places` are sorted."""
    table, row = finding.source.table, finding.source.row
    before = bisect_left(places, (table, row + 1, 0)) - 1
    if not row or before < 0 or places[before][0] != table:
        return Remark(finding, None)
    is_exact = places[before][1] == row
    first = bisect_left(places, (table, row, 0)) if is_exact else before
    return Remark(finding, places[first][2], is_exact)


def grouped_remarks(remarks: Sequence[Remark]) -> list[RemarkGroup]:
    """Gather findings that say the same, the gravest and then the most frequent first."""
    groups: dict[tuple[int, str], list[Remark]] = defaultdict(list)
    for remark in remarks:
        severity = FindingSeverity(remark.finding.severity.value)
        groups[_GRAVITY.index(severity), remark.finding.code].append(remark)
    ordered = sorted(groups.items(), key=lambda pair: (pair[0][0], -len(pair[1]), pair[0][1]))
    return [_group(_GRAVITY[gravity], members) for (gravity, _), members in ordered]


def source_words(source: SourceRef) -> str:
    """Return a place of the document in words.

    >>> source_words(SourceRef(block=2, table=1, row=8))
    'таблица 1, строка 8'
    """
    parts = (
        ("страница", source.page),
        ("таблица", source.table),
        ("строка", source.row),
        ("столбец", source.column),
    )
    named = [f"{word} {number}" for word, number in parts if number]
    if not named and source.block:
        return f"абзац {source.block}"
    return ", ".join(named) or "документ целиком"


def _group(severity: FindingSeverity, members: list[Remark]) -> RemarkGroup:
    messages = {remark.finding.message for remark in members}
    message = messages.pop() if len(messages) == 1 else ""
    if message:
        members = list({(remark.number, remark.where): remark for remark in members}.values())
    return RemarkGroup(severity, message, tuple(members[:MAX_LINES]), len(members))
