"""Two editions of a plan side by side: for a terminal, as JSON, as a Word list of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from planbook.cli.files import check_output, replace_file
from planbook.cli.reading import read
from planbook.dates import Period
from planbook.language import plural
from planbook.matching import PlanDiff, RowDiff, RowState, changes_document, compare_plans
from planbook.writers.docx import write_docx

_SIGNS = {RowState.ADDED: "+", RowState.REMOVED: "−", RowState.CHANGED: "≠"}
_FORMS = {
    RowState.CHANGED: ("изменена", "изменены", "изменено"),
    RowState.ADDED: ("добавлена", "добавлены", "добавлено"),
    RowState.REMOVED: ("исключена", "исключены", "исключено"),
    RowState.UNCHANGED: ("без изменений",) * 3,
}


def diff_files(
    old: Path,
    new: Path,
    *,
    period: Period | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> PlanDiff:
    """Read two editions of a plan and compare them row by row.

    Raises:
        UnreadableDocument: one of the files cannot be read as a document.
    """
    before = read(str(old), period=period, progress=progress)
    return compare_plans(before, read(str(new), period=period, progress=progress))


def has_changes(diff: PlanDiff) -> bool:
    """Tell whether any row differs."""
    return any(row.state is not RowState.UNCHANGED for row in diff.rows)


def diff_table(diff: PlanDiff) -> str:
    """Return the comparison for a terminal: counts, then every row that differs.

    >>> from planbook.plans import PlanDraft
    >>> empty = PlanDraft("План", None, "plan", None, ())
    >>> diff_table(compare_plans(empty, empty))
    'Строк в планах нет.'
    """
    if not diff.rows:
        return "Строк в планах нет."
    counts = ((state, diff.count(state)) for state in _FORMS)
    told = [f"{plural(n, *_FORMS[state])} {n}" for state, n in counts if n]
    lines = [f"Строки: {', '.join(told)}."]
    for row in diff.rows:
        if row.state is not RowState.UNCHANGED:
            lines += ["", *_lines(row)]
    return "\n".join(lines)


def diff_to_dict(diff: PlanDiff) -> dict[str, Any]:
    """Return the public JSON form: counts and every row that differs."""
    return {
        "counts": {state.value: diff.count(state) for state in RowState},
        "rows": [_row(row) for row in diff.rows if row.state is not RowState.UNCHANGED],
    }


def write_changes(diff: PlanDiff, output: Path, *, force: bool) -> str:
    """Write the list of changes as a Word file and return a sentence about it.

    Raises:
        ConversionError: the file cannot be written there.
    """
    check_output(output, force=force)
    replace_file(output, write_docx(changes_document(diff)), force=force)
    return f"Перечень изменений записан: {output}."


def _lines(row: RowDiff) -> Iterator[str]:
    yield f"{_SIGNS[row.state]} {_number(row)}{row.title}"
    for change in row.changes:
        before, after = (" ".join(text.split()) or "—" for text in (change.before, change.after))
        yield f"    {change.facet.label}: {before} → {after}"
    if row.is_moved and row.before and row.after:
        yield f"    раздел: {row.before.section.heading} → {row.after.section.heading}"
    if row.score is not None:
        yield f"    узнана: {', '.join(row.score.reasons)} ({row.score.points} из 100)"


def _number(row: RowDiff) -> str:
    numbers = [one.row.number for one in (row.before, row.after) if one and one.row.number]
    return f"№ {' → '.join(dict.fromkeys(numbers))} " if numbers else ""


def _row(row: RowDiff) -> dict[str, Any]:
    return {
        "state": row.state.value,
        "title": row.title,
        "number_before": row.before.row.number if row.before else None,
        "number_after": row.after.row.number if row.after else None,
        "section_before": row.before.section.heading if row.before else None,
        "section_after": row.after.section.heading if row.after else None,
        "score": row.score.points if row.score else None,
        "reasons": list(row.score.reasons) if row.score else [],
        "changes": [
            {"facet": one.facet.name, "before": one.before, "after": one.after}
            for one in row.changes
        ],
    }
