"""Findings of one reading, bounded in number: what a reader left out of the text, and where."""

from __future__ import annotations

from collections import defaultdict

from planbook.findings import Finding, Severity, SourceRef


class Remarks:
    """Collects findings; of one code at most `limit` stand alone, the rest is told in one more."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._findings: list[Finding] = []
        self._counts: dict[str, int] = defaultdict(int)
        self._overflow: dict[str, list[str]] = defaultdict(list)

    def add(self, finding: Finding) -> None:
        """Keep a finding, or only its evidence when there are too many of its code."""
        self._counts[finding.code] += 1
        if self._counts[finding.code] <= self._limit:
            self._findings.append(finding)
        else:
            self._overflow[finding.code].append(finding.evidence)

    def note(
        self,
        code: str,
        message: str,
        *,
        severity: Severity = Severity.INFO,
        source: SourceRef | None = None,
        evidence: str = "",
    ) -> None:
        """Keep a finding made of its parts; most remarks of readers are for information."""
        self.add(Finding(code, message, severity, source or SourceRef(), evidence))

    def findings(self) -> tuple[Finding, ...]:
        """Return everything noticed, with one more finding for every code that ran over."""
        more = [
            Finding(
                code,
                f"Таких замечаний больше: ещё {len(evidence)}.",
                Severity.INFO,
                evidence="\n".join(evidence),
            )
            for code, evidence in self._overflow.items()
        ]
        return (*self._findings, *more)
