"""«Журнал»: who did what and when; «Кто что может»: the table of all rights."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mezhgorod.registry.models import AuditEntry, User
from mezhgorod.registry.queries.people import journal_of
from mezhgorod.registry.rules import SEE_JOURNAL, SEE_PEOPLE, Role
from mezhgorod.website.forms.people import JournalForm, kind_words, person_words
from mezhgorod.website.people_frame import PeopleFrame, people_view
from mezhgorod.website.rights import rights_table

ENTRIES_PER_PAGE = 50


@require_GET
@people_view(SEE_JOURNAL)
def journal(request: HttpRequest, frame: PeopleFrame) -> HttpResponse:
    """The journal of the association, newest first, filtered by object, person and days."""
    of_owner = AuditEntry.objects.filter(owner=frame.owner).order_by()
    kinds = of_owner.values_list("object_kind", flat=True).distinct()
    actors = User.objects.filter(pk__in=of_owner.values("by")).select_related("person")
    form = JournalForm(
        request.GET or None, kinds=sorted(kinds), people=list(actors.order_by("username"))
    )
    entries = journal_of(owner=frame.owner, wanted=form.wanted)
    page = Paginator(entries, ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "frame": frame,
        "form": form,
        "page": page,
        "entries": [(one, _who(one), kind_words(one.object_kind)) for one in page.object_list],
        "keep": f"{asked.urlencode()}&" if asked else "",
        "is_filtered": any(value for key, value in asked.items() if key != "owner"),
    }
    return render(request, "website/people/journal.html", context)


@require_GET
@people_view(SEE_PEOPLE)
def rights(request: HttpRequest, frame: PeopleFrame) -> HttpResponse:
    """Every right of every role, as the program decides."""
    context = {"frame": frame, "rooms": rights_table(), "roles": Role.labels}
    return render(request, "website/people/rights.html", context)


def _who(entry: AuditEntry) -> str:
    if entry.by is not None:
        return person_words(entry.by)
    if entry.link is not None:
        return f"по личной ссылке: {entry.link}"
    return "программа"
