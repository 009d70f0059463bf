"""A paper opened by its personal link: what it is, and its file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mezhgorod.papers.models import Paper
from mezhgorod.papers.queries.files import paper_bytes, paper_file_name
from mezhgorod.papers.queries.occasions import paper_subject
from mezhgorod.papers.rules import OPEN_PAPER
from mezhgorod.registry.rules import may
from mezhgorod.website.actors import actor_of_task, link_page
from mezhgorod.website.handing_out import hand_out_word


@require_GET
@link_page
def linked_paper(request: HttpRequest, token: str) -> HttpResponse:
    """Say what the paper is; mail programs that open links take no file away."""
    found, is_open = _paper(request, token)
    context = {"paper": found, "token": token, "is_open": is_open and bool(found.file)}
    status = 200 if context["is_open"] else 410
    return render(request, "website/papers/linked.html", context, status=status)


@require_GET
@link_page
def linked_file(request: HttpRequest, token: str) -> HttpResponse:
    """The Word file of the paper."""
    found, is_open = _paper(request, token)
    if not is_open or not found.file:
        raise Http404
    return hand_out_word(paper_bytes(found), name=paper_file_name(found))


def _paper(request: HttpRequest, token: str) -> tuple[Paper, bool]:
    actor, object_id = actor_of_task(request, token, OPEN_PAPER)
    found = Paper.objects.select_related("owner").filter(pk=object_id).first()
    if found is None:
        raise Http404
    return found, may(actor, OPEN_PAPER, paper_subject(found))
