"""Addresses of collecting proposals: for the coordinator."""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.campaigns import gaps, listing, making, merging, reviewing, steps, wall

urlpatterns: list[URLPattern | URLResolver] = [
    path("campaigns/", listing.campaign_list, name="campaigns"),
    path("campaigns/new/", making.new, name="campaign_new"),
    path("campaigns/<int:pk>/", wall.wall, name="campaign"),
    path("campaigns/<int:pk>/do/", steps.act, name="campaign_do"),
    path("campaigns/<int:pk>/parties/", wall.parties, name="campaign_parties"),
    path("campaigns/<int:pk>/invite/", wall.invite, name="campaign_invite"),
    path("campaigns/<int:pk>/rows/", reviewing.rows, name="campaign_rows"),
    path("campaigns/<int:pk>/rows/decide/", reviewing.decide, name="campaign_rows_decide"),
    path("campaigns/<int:pk>/rows/merge/", merging.merge, name="campaign_rows_merge"),
    path("campaigns/<int:pk>/gaps/", gaps.gaps, name="campaign_gaps"),
]
