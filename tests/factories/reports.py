"""Stored reports, made directly: paragraphs and the cities named in them."""

from tests.factories.plans import NOW, OWNER, make_city, make_document

from mezhgorod.registry.models import Organization
from mezhgorod.reporting.models import AnnualReport, ReportMention, ReportParagraph


def make_report(
    *paragraphs: str, cities: dict[str, str] | None = None, year: int = 2024
) -> AnnualReport:
    """A report; `cities` maps words as they stand in the text to the slug of the city meant."""
    owner, _ = Organization.objects.get_or_create(name=OWNER, defaults={"slug": "owner"})
    report = AnnualReport.objects.create(
        owner=owner,
        title=f"Отчётный доклад в {year} году",
        slug=f"report-{year}",
        period_edtf=str(year),
        document=make_document("report.docx"),
        updated_at=NOW,
    )
    for position, text in enumerate(paragraphs, start=1):
        paragraph = ReportParagraph.objects.create(report=report, position=position, text=text)
        for words, city_slug in (cities or {}).items():
            start = text.find(words)
            if start >= 0:
                ReportMention.objects.create(
                    paragraph=paragraph,
                    municipality=make_city(words, city_slug),
                    start=start,
                    end=start + len(words),
                )
    return report
