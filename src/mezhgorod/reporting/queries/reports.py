"""Reads of narrative reports: the list, and one report as text with its cities linked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Prefetch, QuerySet

from mezhgorod.registry.models import Municipality
from mezhgorod.reporting.models import AnnualReport, ReportMention, ReportParagraph
from mezhgorod.reporting.rules import TextSegment, contexts_of, split_by_spans


@dataclass(frozen=True, slots=True)
class LinkedParagraph:
    """A paragraph cut into pieces; a piece with a city is a link."""

    position: int
    segments: tuple[TextSegment[Municipality], ...]


@dataclass(frozen=True, slots=True)
class NamedCity:
    """A city of a report, how often it is named, and the first paragraph that names it."""

    municipality: Municipality
    mention_count: int
    first_paragraph: int


@dataclass(frozen=True, slots=True)
class LinkedReport:
    """One report ready to be shown."""

    report: AnnualReport
    paragraphs: tuple[LinkedParagraph, ...]
    cities: tuple[NamedCity, ...]


def reports_with_counts() -> QuerySet[AnnualReport]:
    """Return all reports, newest period first, with the number of cities each one names."""
    return AnnualReport.objects.select_related("owner").annotate(
        city_count=Count("paragraphs__mentions__municipality", distinct=True),
        mention_count=Count("paragraphs__mentions", distinct=True),
    )


def linked_report(*, slug: str) -> LinkedReport:
    """Return one report with its cities linked; always three queries.

    Raises:
        AnnualReport.DoesNotExist: there is no report at this address.
    """
    mentions = ReportMention.objects.select_related("municipality").order_by("start")
    report = (
        AnnualReport.objects.select_related("owner", "document")
        .prefetch_related(
            Prefetch(
                "paragraphs",
                queryset=ReportParagraph.objects.order_by("position").prefetch_related(
                    Prefetch("mentions", queryset=mentions)
                ),
            )
        )
        .get(slug=slug)
    )
    paragraphs = tuple(report.paragraphs.all())
    return LinkedReport(
        report=report,
        paragraphs=tuple(_linked(paragraph) for paragraph in paragraphs),
        cities=_named_cities(paragraphs),
    )


def _linked(paragraph: ReportParagraph) -> LinkedParagraph:
    spans = [
        (mention.start, mention.end, mention.municipality) for mention in paragraph.mentions.all()
    ]
    return LinkedParagraph(
        position=paragraph.position, segments=split_by_spans(paragraph.text, spans)
    )


def _named_cities(paragraphs: tuple[ReportParagraph, ...]) -> tuple[NamedCity, ...]:
    counts: dict[int, int] = {}
    first: dict[int, tuple[Municipality, int]] = {}
    for paragraph in paragraphs:
        for mention in paragraph.mentions.all():
            counts[mention.municipality_id] = counts.get(mention.municipality_id, 0) + 1
            first.setdefault(mention.municipality_id, (mention.municipality, paragraph.position))
    named = (
        NamedCity(municipality=city, mention_count=counts[key], first_paragraph=position)
        for key, (city, position) in first.items()
    )
    return tuple(sorted(named, key=lambda city: (-city.mention_count, city.municipality.name)))


@dataclass(frozen=True, slots=True)
class CityParagraph:
    """A paragraph that names a city, cut down to the words around its mentions."""

    paragraph: ReportParagraph
    segments: tuple[TextSegment[str], ...]


def paragraphs_about_city(*, municipality: Municipality) -> tuple[CityParagraph, ...]:
    """Return where reports name a city, newest report first, one entry per paragraph."""
    mentions = (
        ReportMention.objects.filter(municipality=municipality)
        .select_related("paragraph__report__owner")
        .order_by("-paragraph__report__period_edtf", "paragraph__position", "start")
    )
    return tuple(
        CityParagraph(
            paragraph=paragraph,
            segments=contexts_of(paragraph.text, [(one.start, one.end) for one in group]),
        )
        for paragraph, group in groupby(mentions, key=lambda mention: mention.paragraph)
    )
