"""Versions of a written report: the newest, the approved one, the one everybody sees."""

from __future__ import annotations

from django.db.models import QuerySet

from mezhgorod.registry.rules import Actor, owners_of
from mezhgorod.reporting.models import Report, ReportVersion
from mezhgorod.reporting.rules.rights import SEE_REPORT


def newest_version(*, report: Report) -> ReportVersion | None:
    """Return the newest version, frozen or approved."""
    return report.versions.order_by("-number").first()


def approved_version(*, report: Report) -> ReportVersion | None:
    """Return the newest version that was approved."""
    return report.versions.filter(approved_at__isnull=False).order_by("-number").first()


def public_version(*, report: Report) -> ReportVersion | None:
    """Return the newest version that everybody sees."""
    return report.versions.filter(published_at__isnull=False).order_by("-number").first()


def reports_visible_to(*, actor: Actor) -> QuerySet[Report]:
    """Return the written reports somebody sees: published ones, and those of their roles."""
    reports = Report.objects.select_related("owner")
    if actor.is_administrator:
        return reports
    owners = owners_of(actor, SEE_REPORT)
    published = reports.filter(published_at__isnull=False)
    return published | reports.filter(owner__in=owners) if owners else published
