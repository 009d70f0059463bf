"""Addresses of preparing an event: invitations, answers, programme."""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.preparation import answering, invited, programme

urlpatterns: list[URLPattern | URLResolver] = [
    path("events/<uuid:uid>/preparation/", invited.preparation, name="event_preparation"),
    path("events/<uuid:uid>/preparation/letters/", invited.send, name="event_letters"),
    path("events/<uuid:uid>/preparation/<int:pk>/answer/", invited.answer, name="event_answer"),
    path("events/<uuid:uid>/preparation/<int:pk>/remove/", invited.remove, name="event_uninvite"),
    path(
        "events/<uuid:uid>/participants.<str:extension>",
        programme.participants_file,
        name="event_participants_file",
    ),
    path("events/<uuid:uid>/programme/", programme.programme, name="event_programme"),
    path("events/<uuid:uid>/programme/edit/", programme.edit, name="event_programme_edit"),
    path(
        "events/<uuid:uid>/programme/edit/<int:pk>/",
        programme.edit,
        name="event_programme_entry",
    ),
    path("events/<uuid:uid>/programme/change/", programme.change, name="event_programme_change"),
    path("events/<uuid:uid>/programme/<int:pk>/file/", programme.material, name="event_material"),
    path(
        "events/<uuid:uid>/programme.<str:extension>",
        programme.programme_file,
        name="event_programme_file",
    ),
    path("invitations/<str:token>/", answering.invitation, name="invitation"),
]
