"""Addresses of outbox, templates, following."""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.letters import feeds, follows, letter, outbox, templates

urlpatterns: list[URLPattern | URLResolver] = [
    path("letters/", outbox.letters, name="letters"),
    path("letters/release/", outbox.release_all, name="letters_release"),
    path("letters/retry/", outbox.retry_all, name="letters_retry"),
    path("letters/templates/", templates.templates, name="letter_templates"),
    path("letters/templates/<slug:slug>/<str:code>/", templates.template, name="letter_template"),
    path(
        "letters/templates/<slug:slug>/<str:code>/reset/",
        templates.reset,
        name="letter_template_reset",
    ),
    path("letters/stop/<str:token>/", follows.stop, name="letters_stop"),
    path("letters/<int:pk>/", letter.letter, name="letter"),
    path("letters/<int:pk>/<slug:verb>/", letter.act, name="letter_act"),
    path("follow/", follows.follow, name="follow"),
    path("follows/", follows.follows, name="follows"),
    path("follows/confirm/<str:token>/", follows.confirm, name="follow_confirm"),
    path("follows/of/<str:token>/", follows.follows_by_token, name="follows_of"),
    path("follows/<int:pk>/", follows.change, name="follow_change"),
    path("plans/<slug:slug>/changes.atom", feeds.plan, name="plan_changes"),
    path("cities/<slug:slug>/changes.atom", feeds.city, name="city_changes"),
    path("series/<slug:slug>/changes.atom", feeds.series, name="series_changes"),
    path("associations/<slug:slug>/changes.atom", feeds.association, name="association_changes"),
    path("bodies/<slug:slug>/changes.atom", feeds.body, name="body_changes"),
]
