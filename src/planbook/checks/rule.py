"""What a rule of the checker is, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from planbook.anniversaries import City
from planbook.checks.series import SeriesEdition
from planbook.dates import Period
from planbook.findings import Finding, Repair, Severity, SourceRef
from planbook.plans import PlanDraft


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a rule may look at; `cities` stand under their keys, `today` may be unknown."""

    draft: PlanDraft
    period: Period | None
    history: tuple[SeriesEdition, ...]
    cities: Mapping[str, City]
    earlier: tuple[PlanDraft, ...] = ()
    today: date | None = None

    @property
    def year(self) -> int | None:
        """The one year of the plan, None when it has none or several."""
        if self.period is None or self.period.start.year != self.period.end.year:
            return None
        return self.period.start.year


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule noticed, before the rule gives it code and severity."""

    message: str
    source: SourceRef
    evidence: str
    repair: Repair | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: what it looks for (`explanation`) and what to do (`remedy`), in Russian."""

    code: str
    title: str
    severity: Severity
    explanation: str
    remedy: str
    function: Callable[[Scene], Iterable[Remark]]

    def findings(self, scene: Scene) -> Iterable[Finding]:
        """Yield the findings of this rule in the order of the plan."""
        for remark in self.function(scene):
            yield Finding(
                self.code,
                remark.message,
                self.severity,
                remark.source,
                remark.evidence,
                remark.repair,
            )
