"""Running the rules over a plan or over the text of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planbook.anniversaries import City, cities_by_key, city_key, shipped_cities
from planbook.checks.pieces import paragraph_pieces, plan_pieces
from planbook.checks.rule import Reads, Rule, Scene
from planbook.checks.rules import RULES
from planbook.checks.series import SeriesEdition, shipped_history
from planbook.dates import Period
from planbook.documents import Document, Paragraph
from planbook.findings import Finding
from planbook.plans import PlanDraft


def check_plan(
    draft: PlanDraft,
    *,
    history: Sequence[SeriesEdition] | None = None,
    cities: Sequence[City] | None = None,
    earlier: Sequence[PlanDraft] = (),
    registry: Iterable[str] | None = None,
    rules: Sequence[Rule] = RULES,
) -> tuple[Finding, ...]:
    """Return what the rules notice in a plan; nothing is changed.

    The findings of reading (`draft.findings`, `item.findings`) are not repeated. `history` and
    `cities` are the shipped tables unless given, `earlier` are plans of the same owner for years
    before, `registry` names the cities of a register (of members, of municipalities).

    >>> from planbook.plans import PlanDraft
    >>> check_plan(PlanDraft("План", None, "plan", "2023", ()))
    ()
    """
    scene = Scene(
        draft,
        tuple(plan_pieces(draft)),
        Period.from_edtf(draft.period) if draft.period else None,
        tuple(shipped_history() if history is None else history),
        cities_by_key(shipped_cities() if cities is None else cities),
        tuple(earlier),
        _keys(registry),
    )
    chosen = [rule for rule in rules if rule.reads is not Reads.REPORT]
    return tuple(finding for rule in chosen for finding in rule.findings(scene))


def check_report(
    report: Document | Iterable[Paragraph],
    *,
    registry: Iterable[str] | None = None,
    rules: Sequence[Rule] = RULES,
) -> tuple[Finding, ...]:
    """Return what the rules of text notice in the paragraphs of a report; nothing is changed.

    `registry` names the cities of a register, as in `check_plan`.

    >>> from planbook.documents import Paragraph
    >>> [one.code for one in check_report([Paragraph("юбилейный 30-ый конкурс")])]
    ['text.ordinal_ending']
    """
    paragraphs = report.paragraphs() if isinstance(report, Document) else report
    empty = PlanDraft("", None, "report", None, ())
    scene = Scene(empty, tuple(paragraph_pieces(paragraphs)), registry=_keys(registry))
    chosen = [rule for rule in rules if rule.reads is not Reads.PLAN]
    return tuple(finding for rule in chosen for finding in rule.findings(scene))


def _keys(registry: Iterable[str] | None) -> frozenset[str] | None:
    return None if registry is None else frozenset(city_key(name) for name in registry)
