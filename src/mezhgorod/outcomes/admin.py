"""Held events in Django's admin: looked at only. Facts are written on the pages of the site, by
rights and with a journal.
"""

from django.contrib import admin

from mezhgorod.outcomes.models import FactDoubt, FactSource, HeldEvent, Material, Trophy
from mezhgorod.registry.admin import ReadOnlyAdmin


@admin.register(HeldEvent)
class HeldEventAdmin(ReadOnlyAdmin):
    list_display = ("title", "owner", "timing_text", "outcome", "state", "published_at")
    list_filter = ("outcome", "state", "owner")
    list_select_related = ("owner",)
    search_fields = ("title", "owner__name")
    exclude = ("timing_data",)


@admin.register(FactSource)
class FactSourceAdmin(ReadOnlyAdmin):
    list_display = ("held_event", "kind", "title", "url", "at")
    list_filter = ("kind",)
    list_select_related = ("held_event",)
    search_fields = ("title", "held_event__title")


@admin.register(FactDoubt)
class FactDoubtAdmin(ReadOnlyAdmin):
    list_display = ("held_event", "code", "subject", "state", "at")
    list_filter = ("code", "state")
    list_select_related = ("held_event",)


@admin.register(Material)
class MaterialAdmin(ReadOnlyAdmin):
    list_display = ("title", "held_event", "kind", "size", "is_public", "added_at")
    list_filter = ("kind", "is_public")
    list_select_related = ("held_event",)
    search_fields = ("title", "held_event__title")


@admin.register(Trophy)
class TrophyAdmin(ReadOnlyAdmin):
    list_display = ("name", "series")
    list_select_related = ("series",)
    search_fields = ("name", "series__name")
