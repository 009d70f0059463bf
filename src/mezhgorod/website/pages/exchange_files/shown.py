"""A sent workbook as it is shown: what became of it, what was wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mezhgorod.exchanges.models import ResponseFile
from mezhgorod.exchanges.rules import FileState
from planbook.language import plural

_WITHOUT_UNFOLDING = 5
_SEVERITIES = ("error", "warning", "info")
_GOOD = frozenset({FileState.TAKEN})
_BAD = frozenset({FileState.REFUSED})


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding: its severity and its words."""

    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file with its remarks, the worst first."""

    sent: ResponseFile
    remarks: Sequence[Remark]

    @property
    def first(self) -> Sequence[Remark]:
        """The remarks that are seen at once."""
        return self.remarks if len(self.remarks) <= _WITHOUT_UNFOLDING + 2 else self.remarks[:5]

    @property
    def rest(self) -> Sequence[Remark]:
        """The remarks behind a click."""
        return self.remarks[len(self.first) :]

    @property
    def tone(self) -> str:
        """How the state looks."""
        state = FileState(self.sent.state)
        return "good" if state in _GOOD else "bad" if state in _BAD else "warn"

    @property
    def outcome(self) -> str:
        """How much was taken, in words."""
        if self.sent.state not in {FileState.TAKEN, FileState.PARTLY}:
            return ""
        count = self.sent.taken_count
        if not count:
            return "новых значений нет"
        return f"взято: {count} {plural(count, 'значение', 'значения', 'значений')}"


def shown_files(files: Iterable[ResponseFile]) -> list[ShownFile]:
    """Return files as they are shown."""
    return [ShownFile(sent, _remarks(sent)) for sent in files]


def _remarks(sent: ResponseFile) -> list[Remark]:
    told = [
        Remark(str(one.get("severity", "info")), str(one.get("message", "")))
        for one in sent.findings
        if isinstance(one, dict)
    ]
    return sorted(told, key=lambda one: _order(one.severity))


def _order(severity: str) -> int:
    return _SEVERITIES.index(severity) if severity in _SEVERITIES else len(_SEVERITIES)
