"""A read report becomes live: its paragraphs word for word, the cities in them linked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mezhgorod.evidence.actions import replace_findings
from mezhgorod.evidence.models import SourceDocument
from mezhgorod.evidence.rules import FindingState
from mezhgorod.planning.rules import clip
from mezhgorod.registry.actions import ensure_municipalities
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import digest, free_slug, slug_text
from mezhgorod.reporting.models import AnnualReport, ReportMention, ReportParagraph
from planbook.dates import Period
from planbook.findings import Finding
from planbook.places import Mention, Place, mentions

MAX_TITLE = 500


@dataclass(frozen=True, slots=True)
class DraftedReport:
    """A narrative report as it was read: whose it is, for what period, its paragraphs verbatim."""

    title: str
    owner: Organization
    period: Period
    document: SourceDocument
    paragraphs: tuple[str, ...]


@transaction.atomic
def apply_report(
    *, drafted: DraftedReport, findings: Sequence[Finding], now: datetime
) -> AnnualReport:
    """Write a report as the live one of its owner and period; the same report changes nothing."""
    report, is_new = _report(drafted, now)
    if not is_new and _is_same(report, drafted):
        return report
    states = dict(_states(report))
    report.title = clip(drafted.title or drafted.document.file_name, MAX_TITLE)
    report.document = drafted.document
    report.updated_at = now
    report.save()
    report.paragraphs.all().delete()
    paragraphs = ReportParagraph.objects.bulk_create(
        ReportParagraph(report=report, position=position, text=text)
        for position, text in enumerate(drafted.paragraphs, start=1)
    )
    _link_cities(paragraphs)
    replace_findings(
        document=drafted.document,
        findings=[
            (one, states.get((one.code, one.evidence), FindingState.OPEN)) for one in findings
        ],
    )
    return report


def _report(drafted: DraftedReport, now: datetime) -> tuple[AnnualReport, bool]:
    owner = drafted.owner
    base = slug_text(f"{owner.short_name or owner.name} отчет {drafted.period.edtf}")
    candidates = (base, f"{base}-{digest(owner.name, drafted.period.edtf)}")
    taken = set(AnnualReport.objects.filter(slug__in=candidates).values_list("slug", flat=True))
    return AnnualReport.objects.select_for_update().get_or_create(
        owner=owner,
        period_edtf=drafted.period.edtf,
        defaults={
            "title": clip(drafted.title or drafted.document.file_name, MAX_TITLE),
            "slug": free_slug(candidates, taken),
            "document": drafted.document,
            "updated_at": now,
        },
    )


def _states(report: AnnualReport) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what people decided about the remarks so far, to be kept."""
    for code, evidence, state in report.document.findings.values_list("code", "evidence", "state"):
        yield (code, evidence), state


def _is_same(report: AnnualReport, drafted: DraftedReport) -> bool:
    texts = tuple(report.paragraphs.order_by("position").values_list("text", flat=True))
    return report.document_id == drafted.document.pk and texts == drafted.paragraphs


def _link_cities(paragraphs: Sequence[ReportParagraph]) -> None:
    found = [
        (paragraph, mention) for paragraph in paragraphs for mention in mentions(paragraph.text)
    ]
    index = ensure_municipalities(places=[_place(mention) for _, mention in found])
    ReportMention.objects.bulk_create(
        ReportMention(paragraph=paragraph, municipality=city, start=mention.start, end=mention.end)
        for paragraph, mention in found
        if (city := index.of_place(_place(mention))) is not None
    )


def _place(mention: Mention) -> Place:
    return Place(
        text=mention.surface,
        locality=mention.nominative,
        region=mention.region,
        country=mention.country,
    )
