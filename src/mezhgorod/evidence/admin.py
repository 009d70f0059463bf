"""Evidence in Django's admin: to look at, never to change. A decision about a remark is made
through its action.
"""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from mezhgorod.evidence.actions import decide_finding
from mezhgorod.evidence.models import Finding, SourceDocument
from mezhgorod.evidence.rules import FindingState
from mezhgorod.registry.admin import ReadOnlyAdmin
from mezhgorod.registry.queries.actors import actor_of
from mezhgorod.registry.rules import Actor


@admin.register(SourceDocument)
class SourceDocumentAdmin(ReadOnlyAdmin):
    list_display = ("file_name", "format_name", "size", "uploaded_at", "uploaded_by")
    list_select_related = ("uploaded_by",)
    search_fields = ("file_name", "sha256")


@admin.register(Finding)
class FindingAdmin(ReadOnlyAdmin):
    list_display = ("code", "severity", "state", "message", "document")
    list_filter = ("state", "severity", "code")
    list_select_related = ("document",)
    search_fields = ("message", "evidence")
    actions = ("accept", "reopen")

    @admin.action(description="Принять как есть")
    def accept(self, request: HttpRequest, queryset: QuerySet[Finding]) -> None:
        for finding in queryset:
            decide_finding(finding=finding, state=FindingState.ACCEPTED, actor=_actor(request))

    @admin.action(description="Открыть снова")
    def reopen(self, request: HttpRequest, queryset: QuerySet[Finding]) -> None:
        for finding in queryset:
            decide_finding(finding=finding, state=FindingState.OPEN, actor=_actor(request))


def _actor(request: HttpRequest) -> Actor:
    return actor_of(user=request.user, today=timezone.localdate())
