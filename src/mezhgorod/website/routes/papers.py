"""Addresses of papers: templates, the journal, papers of an event, one paper by its link."""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.papers import batches, choosing, journal, linked, ready, templates

urlpatterns: list[URLPattern | URLResolver] = [
    path("papers/", journal.papers, name="papers"),
    path("papers/fields/", templates.fields, name="paper_fields"),
    path("papers/templates/", templates.template_list, name="paper_templates"),
    path("papers/templates/new/", templates.new, name="paper_template_new"),
    path("papers/templates/ready/<slug:slug>/<slug:key>/", ready.ready, name="paper_ready"),
    path(
        "papers/templates/ready/<slug:slug>/<slug:key>/file/",
        ready.ready_file,
        name="paper_ready_file",
    ),
    path("papers/templates/<int:pk>/", templates.template, name="paper_template"),
    path("papers/templates/<int:pk>/file/", templates.file, name="paper_template_file"),
    path("papers/templates/<int:pk>/retire/", templates.retire, name="paper_template_retire"),
    path("papers/batches/<int:pk>/", batches.batch, name="paper_batch"),
    path("papers/batches/<int:pk>/send/", batches.send, name="paper_batch_send"),
    path("papers/batches/<int:pk>/resume/", batches.resume, name="paper_batch_resume"),
    path("papers/batches/<int:pk>/papers.<str:extension>", batches.file, name="paper_batch_file"),
    path("papers/<int:pk>/", journal.paper, name="paper"),
    path("papers/<int:pk>/file/", journal.file, name="paper_file"),
    path("papers/<int:pk>/withdraw/", journal.withdraw, name="paper_withdraw"),
    path("held/<int:pk>/papers/", choosing.of_held, name="held_papers"),
    path("events/<uuid:uid>/papers/", choosing.of_event, name="event_papers"),
    path("paper/<str:token>/", linked.linked_paper, name="linked_paper"),
    path("paper/<str:token>/file/", linked.linked_file, name="linked_paper_file"),
]
