"""What was noticed while reading: remarks for a person, and where in the source they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters to the person who reviews it."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A light pointer back into the source document; numbers start at 1, 0 means «not known».

    `block` counts paragraphs and tables of the document in order; `row` and `column` address the
    grid of the table; `page` is filled by formats that have pages.
    """

    block: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    page: int = 0

    def as_dict(self) -> dict[str, int]:
        """Return the known parts only, for JSON."""
        parts = {
            "block": self.block,
            "table": self.table,
            "row": self.row,
            "column": self.column,
            "page": self.page,
        }
        return {name: number for name, number in parts.items() if number}


@dataclass(frozen=True, slots=True)
class Repair:
    """A certain mending of one cell: the column role, the words now and the words instead.

    `before` stands exactly once in the cell; a person sees both and decides.
    """

    role: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark: stable ASCII `code` («room.name»), Russian `message` that says what to do.

    `repair` is offered only where it is certain; nothing is ever changed without a person.
    """

    code: str
    message: str
    severity: Severity = Severity.WARNING
    source: SourceRef = field(default_factory=SourceRef)
    evidence: str = ""
    repair: Repair | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form fixed by the public surface; `repair` only where there is one."""
        repair = self.repair
        offered = (
            {"role": repair.role, "before": repair.before, "after": repair.after}
            if repair
            else None
        )
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "source": self.source.as_dict(),
            "evidence": self.evidence,
            **({"repair": offered} if offered else {}),
        }
