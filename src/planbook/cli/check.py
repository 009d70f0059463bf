"""What the checker says of a file, grouped by the place a person will look at."""

from __future__ import annotations

import shutil
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planbook.checks import check_plan, check_report
from planbook.dates import Period
from planbook.findings import Finding, Severity, SourceRef
from planbook.language import plural
from planbook.plans import EventDraft, PlanDraft, SectionDraft, extract_plan
from planbook.readers import read_document

_WIDTHS = (60, 140)
_SEVERITIES = {
    Severity.ERROR: "ошибка",
    Severity.WARNING: "внимание",
    Severity.INFO: "к сведению",
}
_COLUMN = max(map(len, _SEVERITIES.values())) + 2
_MAX_PLACE = 90
_RowKey = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class CheckedPlace:
    """A row, a heading or a paragraph in words, and everything noticed there."""

    place: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Everything noticed in a file, the places in printed order."""

    title: str
    places: tuple[CheckedPlace, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in printed order."""
        return tuple(finding for place in self.places for finding in place.findings)

    @property
    def needs_attention(self) -> bool:
        """Whether anything is worse than «к сведению»."""
        return any(finding.severity is not Severity.INFO for finding in self.findings)

    def as_dict(self) -> dict[str, object]:
        """Return the public JSON form."""
        return {
            "title": self.title,
            "places": [
                {
                    "place": place.place,
                    "findings": [finding.as_dict() for finding in place.findings],
                }
                for place in self.places
            ],
        }


def check_file(
    source: Path,
    *,
    period: Period | None = None,
    earlier: Sequence[Path] = (),
    progress: Callable[[int, int], None] | None = None,
) -> CheckResult:
    """Read a plan or a report and check it; findings of reading and of the rules stand together.

    Args:
        source: a file in any format that is read.
        period: the period of the plan where its title does not say it.
        earlier: plans of years before, for ordinal numbers.
        progress: called now and then with the number of rows read and of all rows.

    Raises:
        UnreadableDocument: one of the files cannot be read as a document.
    """
    document = read_document(source)
    draft = extract_plan(document, period=period, progress=progress)
    before = [extract_plan(read_document(path)) for path in earlier]
    read = [*draft.findings, *(finding for item in draft.items() for finding in item.findings)]
    found = check_report(document) if draft.kind == "report" else check_plan(draft, earlier=before)
    return CheckResult(draft.title, tuple(_by_place(draft, [*read, *found])))


def check_table(result: CheckResult) -> str:
    """Return what was noticed as text for a terminal: places, and under each its findings."""
    findings = result.findings
    if not findings:
        return f"{result.title}\nЗамечаний нет."
    counts = Counter(finding.severity for finding in findings)
    told = ", ".join(f"{word} — {counts[one]}" for one, word in _SEVERITIES.items() if counts[one])
    noun = plural(len(findings), "замечание", "замечания", "замечаний")
    lines = [result.title, f"{len(findings)} {noun}: {told}."]
    for place in result.places:
        lines += ["", *textwrap.wrap(place.place, _width())]
        lines += [line for finding in place.findings for line in _finding_lines(finding)]
    return "\n".join(lines)


def _finding_lines(finding: Finding) -> Iterator[str]:
    yield f"  {_SEVERITIES[finding.severity]:<{_COLUMN}}{finding.code}"
    indent = " " * (_COLUMN + 2)
    yield from textwrap.wrap(
        finding.message, _width(), initial_indent=indent, subsequent_indent=indent
    )
    if finding.repair is not None:
        before, after = (" ".join(words.split()) for words in _repair_words(finding))
        yield from textwrap.wrap(
            f"{before} → {after}", _width(), initial_indent=indent, subsequent_indent=indent
        )


def _repair_words(finding: Finding) -> tuple[str, str]:
    """Return before and after; double spaces are drawn, a terminal would hide them."""
    repair = finding.repair
    if repair is None:
        return "", ""
    return repair.before.replace("  ", "␣␣"), repair.after


def _by_place(draft: PlanDraft, findings: Sequence[Finding]) -> Iterator[CheckedPlace]:
    """Group by table row or block, in the order of the document; what has no place comes first."""
    groups: dict[_RowKey, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_row_key(finding.source), []).append(finding)
    rows = {_row_key(item.source): item for item in draft.items()}
    headings = {_row_key(section.source): section for section in draft.sections}
    order = list(_SEVERITIES)
    for key in sorted(groups):
        group = sorted(groups[key], key=lambda finding: order.index(finding.severity))
        place = _place_words(key, rows.get(key), headings.get(key))
        yield CheckedPlace(place, tuple(group))


def _row_key(source: SourceRef) -> _RowKey:
    return source.block, source.table, source.row


def _place_words(key: _RowKey, item: EventDraft | None, section: SectionDraft | None) -> str:
    block, table, row = key
    where = f"Таблица {table}, строка {row}" if row else f"Таблица {table}"
    where = where if table else (f"Абзац {block}" if block else "Документ")
    if item is not None:
        number = f"№ {item.number} " if item.number else ""
        return f"{where}: {number}{textwrap.shorten(item.title, _MAX_PLACE, placeholder=' …')}"
    if section is not None and section.heading:
        return f"{where}: {textwrap.shorten(section.heading, _MAX_PLACE, placeholder=' …')}"
    return where


def _width() -> int:
    narrowest, widest = _WIDTHS
    return min(widest, max(narrowest, shutil.get_terminal_size((100, 24)).columns))
