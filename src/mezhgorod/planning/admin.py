"""Plans in Django's admin. Rows and events come from documents, so they are only looked at;
a person may publish or withdraw a plan and give a series its proper name.
"""

from django.contrib import admin
from django.db import transaction
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from mezhgorod.planning.models import ApprovalRoute, Event, EventSeries, Plan, PlanVersion
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.admin import ReadOnlyAdmin
from mezhgorod.registry.queries.actors import actor_of


@admin.register(Plan)
class PlanAdmin(admin.ModelAdmin):
    list_display = ("title", "owner", "period_edtf", "state", "revision", "updated_at")
    list_filter = ("state", "owner")
    list_select_related = ("owner",)
    search_fields = ("title", "owner__name")
    fields = ("title", "owner", "kind", "period_edtf", "state", "document", "revision")
    readonly_fields = ("title", "owner", "kind", "period_edtf", "document", "revision")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Plan, form: ModelForm[Plan], change: bool
    ) -> None:
        """Store the state, and let the journal know that no action has changed it."""
        before = form.initial.get("state", "")
        if before == obj.state:
            return
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            done = Done(
                f"plan.{obj.state}",
                f"План «{obj.title}»: состояние изменено в управлении",
                obj.owner_id,
                before={"state": before},
                after={"state": obj.state},
            )
            actor = actor_of(user=request.user, today=timezone.localdate())
            write_audit(subject=obj, done=done, actor=actor, now=timezone.now())


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
