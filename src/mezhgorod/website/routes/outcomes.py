"""Addresses of what was held: the list, one event and its parts, what hosts tell, plan and fact.

`tell` and `attend` (token) are personal links; the same pages for accounts are `tell_held` and
`held_attendance` (pk). `held_part` takes time, about, result or quorum; `held_records` takes talks,
agenda, tasks or awards.
"""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.outcomes import (
    attendance,
    editing,
    elections,
    links,
    listing,
    materials,
    page,
    plan_fact,
    records,
    standings,
    telling,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("held/", listing.overview, name="held_list"),
    path("held/new/", listing.new, name="held_new"),
    path("held/<int:pk>/", page.held_event, name="held_event"),
    path("held/<int:pk>/review/", page.review, name="held_review"),
    path("held/<int:pk>/doubts/", page.decide, name="held_doubt"),
    path("held/<int:pk>/links/", links.give, name="held_links"),
    path("held/<int:pk>/tell/", telling.tell_held, name="tell_held"),
    path("held/<int:pk>/attendance/", attendance.attendance, name="held_attendance"),
    path("held/<int:pk>/edit/<slug:part>/", editing.head, name="held_part"),
    path("held/<int:pk>/counts/", editing.counts, name="held_counts"),
    path("held/<int:pk>/parties/", editing.parties, name="held_parties"),
    path("held/<int:pk>/parties/<int:row>/remove/", editing.drop_party, name="held_party_remove"),
    path("held/<int:pk>/sources/", editing.source, name="held_source"),
    path("held/<int:pk>/sources/<int:source>/", editing.choose_source, name="held_source_choose"),
    path("held/<int:pk>/standings/", standings.standings, name="held_standings"),
    path("held/<int:pk>/trophies/", standings.trophy, name="held_trophy"),
    path("held/<int:pk>/materials/", materials.materials, name="held_materials"),
    path("held/<int:pk>/materials/<int:row>/", materials.material, name="held_material"),
    path("held/<int:pk>/elections/<int:row>/", elections.decide, name="held_election"),
    path("held/<int:pk>/records/<slug:kind>/", records.records, name="held_records"),
    path("tell/<str:token>/", telling.tell, name="tell"),
    path("attend/<str:token>/", attendance.attend, name="attend"),
    path("plans/<slug:slug>/fact/", plan_fact.plan_fact, name="plan_fact"),
    path(
        "plans/<slug:slug>/fact/report.<str:extension>",
        plan_fact.plan_fact_download,
        name="plan_fact_download",
    ),
]
