"""Loadings in Django's admin: what came in, what became of it."""

from django.contrib import admin

from mezhgorod.intake.models import ExtractionRun
from mezhgorod.registry.admin import ReadOnlyAdmin


@admin.register(ExtractionRun)
class ExtractionRunAdmin(ReadOnlyAdmin):
    list_display = ("document", "state", "requested_at", "requested_by", "decided_by")
    list_filter = ("state",)
    list_select_related = ("document", "requested_by", "decided_by")
    exclude = ("draft_data", "paragraphs_data")
