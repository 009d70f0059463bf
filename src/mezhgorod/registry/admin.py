"""The registry in Django's admin: who and where, with all their names."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import Model
from django.http import HttpRequest

from mezhgorod.registry.models import (
    AuditEntry,
    CityDates,
    Municipality,
    MunicipalityName,
    Organization,
    OrganizationName,
    PersonalLink,
    Region,
    RoleGrant,
    User,
)

admin.site.site_header = "Межгород: управление"
admin.site.site_title = "Межгород"
admin.site.index_title = "Справочники и загрузки"

admin.site.register(User, UserAdmin)


@admin.register(Region)
class RegionAdmin(admin.ModelAdmin):
    list_display = ("name", "code")
    search_fields = ("name", "code")
    fields = ("name", "code", "slug")
    readonly_fields = ("code", "slug")


class MunicipalityNameInline(admin.TabularInline):
    model = MunicipalityName
    extra = 0


class CityDatesInline(admin.StackedInline):
    model = CityDates
    extra = 0


@admin.register(Municipality)
class MunicipalityAdmin(admin.ModelAdmin):
    list_display = ("name", "kind", "region", "country")
    list_filter = ("kind", "region")
    list_select_related = ("region",)
    search_fields = ("name", "names__name")
    autocomplete_fields = ("region",)
    inlines = (MunicipalityNameInline, CityDatesInline)


class OrganizationNameInline(admin.TabularInline):
    model = OrganizationName
    extra = 0


@admin.register(Organization)
class OrganizationAdmin(admin.ModelAdmin):
    list_display = ("name", "short_name", "kind")
    list_filter = ("kind",)
    search_fields = ("name", "short_name", "names__name")
    inlines = (OrganizationNameInline,)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        # The journal, people, links and letters of an owner would go with it.
        return False


class ReadOnlyAdmin(admin.ModelAdmin):
    """For records that only actions write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(RoleGrant)
class RoleGrantAdmin(ReadOnlyAdmin):
    """To look at only: roles are given on the page «Люди», where the journal learns of them."""

    list_display = ("user", "role", "owner", "body", "party", "since_on", "until_on")
    list_filter = ("role", "owner")
    list_select_related = ("user", "owner", "body", "party")
    search_fields = ("user__username",)


@admin.register(PersonalLink)
class PersonalLinkAdmin(ReadOnlyAdmin):
    list_display = ("label", "right", "party", "owner", "expires_at", "withdrawn_at")
    list_filter = ("right", "owner")
    list_select_related = ("party", "owner")
    exclude = ("nonce",)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "by", "summary", "owner", "object_kind", "object_id")
    list_filter = ("owner", "object_kind")
    list_select_related = ("by", "owner")
    search_fields = ("summary", "object_id")
