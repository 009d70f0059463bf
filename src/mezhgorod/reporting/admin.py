"""Reports in Django's admin: to look at."""

from django.contrib import admin

from mezhgorod.registry.admin import ReadOnlyAdmin
from mezhgorod.reporting.models import AnnualReport


@admin.register(AnnualReport)
class AnnualReportAdmin(ReadOnlyAdmin):
    list_display = ("title", "owner", "period_edtf", "updated_at")
    list_select_related = ("owner",)
    search_fields = ("title", "owner__name")
