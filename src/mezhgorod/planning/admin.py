"""Plans in Django's admin: looked at only. What happens to them is done on the pages of the site,
by rights and with a journal; a person may give a series its proper name.
"""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from mezhgorod.planning.models import ApprovalRoute, Event, EventSeries, Plan, PlanVersion
from mezhgorod.registry.admin import ReadOnlyAdmin


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin):
    list_display = ("title", "owner", "period_edtf", "state", "revision", "updated_at")
    list_filter = ("state", "owner")
    list_select_related = ("owner",)
    search_fields = ("title", "owner__name")
    fields = ("title", "owner", "kind", "period_edtf", "state", "document", "revision")


@admin.register(EventSeries)
class EventSeriesAdmin(admin.ModelAdmin):
    list_display = ("name", "owner")
    list_filter = ("owner",)
    list_select_related = ("owner",)
    search_fields = ("name",)
    fields = ("name", "owner", "slug", "key")
    readonly_fields = ("owner", "slug", "key")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("title", "timing_text", "timing_kind", "timing_status", "attendance_mode")
    list_filter = ("timing_kind", "timing_status", "attendance_mode", "kind")
    search_fields = ("title",)


@admin.register(PlanVersion)
class PlanVersionAdmin(ReadOnlyAdmin):
    list_display = ("plan", "number", "body_text", "approved_on", "created_at")
    list_select_related = ("plan",)
    search_fields = ("plan__title", "body_text")
    exclude = ("data", "layout", "logo")


@admin.register(ApprovalRoute)
class ApprovalRouteAdmin(ReadOnlyAdmin):
    list_display = ("owner", "position", "title", "body", "days", "is_final")
    list_filter = ("owner",)
    list_select_related = ("owner", "body")
