"""What a rule of the checker is, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from planbook.anniversaries import City
from planbook.checks.pieces import TextPiece
from planbook.checks.series import SeriesEdition
from planbook.dates import Period
from planbook.findings import Finding, Repair, Severity, SourceRef
from planbook.plans import PlanDraft


class Reads(StrEnum):
    """What a rule is made for."""

    PLAN = "plan"
    REPORT = "report"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a rule may look at: a plan, or the paragraphs of a report.

    `pieces` are the texts of either; `cities` stand under their keys. `registry` holds the keys of
    the cities that somebody keeps a register of, None where there is no register.
    """

    draft: PlanDraft
    pieces: tuple[TextPiece, ...] = ()
    period: Period | None = None
    history: tuple[SeriesEdition, ...] = ()
    cities: Mapping[str, City] = field(default_factory=dict)
    earlier: tuple[PlanDraft, ...] = ()
    registry: frozenset[str] | None = None

    @property
    def year(self) -> int | None:
        """The one year of the plan, None when it has none or several."""
        if self.period is None or self.period.start.year != self.period.end.year:
            return None
        return self.period.start.year


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule noticed: `problem` says what is wrong here, in whole Russian sentences.

    `remedy` stands in place of the general remedy of the rule where more can be said.
    """

    problem: str
    source: SourceRef
    evidence: str
    repair: Repair | None = None
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: what it looks for (`explanation`) and what to do (`remedy`), in Russian.

    `reads` says what it is made for: a plan, a report, or the text of both.
    """

    code: str
    title: str
    severity: Severity
    explanation: str
    remedy: str
    function: Callable[[Scene], Iterable[Remark]]
    reads: Reads = Reads.PLAN

    def findings(self, scene: Scene) -> Iterable[Finding]:
        """Yield the findings of this rule in the order of the plan."""
        for remark in self.function(scene):
            yield Finding(
                self.code,
                f"{remark.problem} {remark.remedy or self.remedy}",
                self.severity,
                remark.source,
                remark.evidence,
                remark.repair,
            )
