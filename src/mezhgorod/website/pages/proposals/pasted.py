"""Rows of a pasted table or a dropped file: read, shown, and brought into one table again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from mezhgorod.campaigns.actions import MAX_ROWS, Pasted, read_pasted
from mezhgorod.campaigns.queries import ReadingFrame
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.board.evidence import header_of_role
from planbook.findings import Finding
from planbook.plans import PlanDraft

# As much as a field of a page may bring back.
_LONGEST = 4_000_000
_MAX_CELLS = 40

Row = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class PastedRows:
    """Rows of a paste with their headings, the plan they were read as, and what was noticed."""

    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The rows in one line, for a field of the page."""
        return json.dumps(self.rows, ensure_ascii=False, separators=(",", ":"))

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of all columns in the order they first come."""
        return tuple(dict.fromkeys(role for _, cells in self.rows for role, _ in cells))


def read_rows(pasted: Pasted, frame: ReadingFrame) -> PastedRows:
    """Return the rows of a paste or a file, each under its heading; nothing is stored.

    Raises:
        RuleViolation: it cannot be read, has nothing like rows, or has too many.
    """
    draft = read_pasted(pasted=pasted, frame=frame)
    rows = PastedRows(tuple(_rows(draft)), tuple(_remarks((*draft.findings, *_of_rows(draft)))))
    if len(rows.text) > _LONGEST:
        message = "В таблице слишком много текста. Разделите её и добавьте частями."
        raise RuleViolation("paste.too_long", message, "text")
    return rows


def sent_rows(text: str) -> PastedRows:
    """Return the rows that a page has kept.

    Raises:
        RuleViolation: it is not what `PastedRows.text` gave.
    """
    try:
        data = json.loads(text)
        rows = tuple(
            (str(heading), tuple((str(role), str(words)) for role, words in cells[:_MAX_CELLS]))
            for heading, cells in data[:MAX_ROWS]
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise RuleViolation("paste.bad_rows", _LOST) from error
    return PastedRows(rows)


def table_of(rows: Sequence[Row], frame: ReadingFrame) -> bytes:
    """Return rows as a page with one table, as an office program would put it on the clipboard."""
    # All columns of the plan, also empty ones: so the table is read as it was shown.
    named = [role for role, _ in frame.roles]
    roles = tuple(dict.fromkeys((*named, *PastedRows(tuple(rows)).roles)))
    headers = dict(frame.roles)
    head = "".join(f"<th>{escape(headers.get(one) or header_of_role(one))}</th>" for one in roles)
    lines = [f"<tr>{head}</tr>"]
    above = ""
    for heading, cells in rows:
        if heading != above:
            lines.append(f'<tr><td colspan="{len(roles)}">{escape(heading)}</td></tr>')
            above = heading
        words = dict(cells)
        lines.append(
            "<tr>" + "".join(f"<td>{_markup(words.get(role, ''))}</td>" for role in roles) + "</tr>"
        )
    table = "\n".join(lines)
    return f'<meta charset="utf-8"><table>\n{table}\n</table>'.encode("utf-8", "replace")


_LOST = "Таблица не дошла целиком. Вставьте её ещё раз."


def _markup(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _rows(draft: PlanDraft) -> Iterable[Row]:
    for section in draft.sections:
        for row in section.items:
            cells = tuple((one.role, one.text) for one in row.cells if one.role != "number")
            if any(words.strip() for _, words in cells):
                yield section.heading, cells


def _of_rows(draft: PlanDraft) -> Iterable[Finding]:
    return (finding for row in draft.items() for finding in row.findings)


def _remarks(findings: Iterable[Finding]) -> Iterable[str]:
    """Return what concerns the table itself; remarks of rows are shown beside them."""
    about = (one.message for one in findings if one.code.startswith(("table.", "file.")))
    return dict.fromkeys(about)
