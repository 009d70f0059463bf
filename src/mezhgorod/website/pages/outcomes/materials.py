"""Files, links and photos of an event: added, opened to everybody, handed out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mezhgorod.outcomes.actions import (
    add_file,
    add_link,
    add_photo,
    change_material,
    remove_material,
)
from mezhgorod.outcomes.models import Material
from mezhgorod.outcomes.queries import held_detail
from mezhgorod.outcomes.rules import ADD_MATERIALS, KEEP_FACTS, MaterialDraft, MaterialKind
from mezhgorod.registry.rules import number_of
from mezhgorod.website.forms.outcome_materials import PHOTO_ENDINGS, MaterialForm
from mezhgorod.website.pages.outcomes.frame import (
    Opened,
    for_readers,
    for_those_who,
    kept,
    posted,
    show,
)
from mezhgorod.website.uploads import TOO_LONG


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(ADD_MATERIALS, KEEP_FACTS)
def materials(request: HttpRequest, here: Opened) -> HttpResponse:
    """The materials of an event and a form for one more; `?edit=` opens the words of one."""
    rows = held_detail(held=here.held).materials
    wanted = number_of(request.POST.get("row") or request.GET.get("edit", ""))
    edited = next((one for one in rows if one.pk == wanted), None)
    if request.POST.get("do") == "remove":
        return _remove(request, here, edited)
    form = MaterialForm(posted(request), _files(request), stored=edited)
    if request.META.get(TOO_LONG):
        form.add_error("file", "Файл слишком большой. Уменьшите его или дайте ссылку.")
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and kept(request, form, lambda: _keep(here, form, edited)):
        messages.info(request, "Материал записан.")
        return redirect("held_materials", here.held.pk)
    status = 422 if form.errors else 200
    return show(
        request,
        "materials.html",
        here,
        status=status,
        form=form,
        rows=rows,
        edited=edited,
        crumb_label="Материалы",
    )


@require_GET
@for_readers
def material(request: HttpRequest, here: Opened, row: int) -> HttpResponseBase:
    """A file to save, or a photo to be shown on a page (`?small` gives the small one)."""
    found = get_object_or_404(Material, pk=row, held_event=here.held)
    is_open = found.is_public and here.held.published_at is not None
    if not found.file or not (is_open or here.sees_drafts):
        raise Http404
    is_photo = found.kind == MaterialKind.PHOTO
    file = (
        found.thumbnail if is_photo and "small" in request.GET and found.thumbnail else found.file
    )
    response = FileResponse(
        file.open("rb"),
        as_attachment=not is_photo,
        filename=found.file_name or found.title,
        content_type=found.media_type if is_photo else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _remove(request: HttpRequest, here: Opened, edited: Material | None) -> HttpResponse:
    if edited is None:
        raise Http404
    if kept(
        request,
        None,
        lambda: remove_material(material=edited, actor=here.actor, now=timezone.now()),
    ):
        messages.info(request, f"Убрано: {edited.title}.")
    return redirect("held_materials", here.held.pk)


def _keep(here: Opened, form: MaterialForm, edited: Material | None) -> None:
    data = form.cleaned_data
    who: dict[str, Any] = {"actor": here.actor, "now": timezone.now()}
    draft = MaterialDraft(
        title=data["title"],
        alternative=data["alternative"],
        url=data.get("url", ""),
        is_public=data["is_public"],
    )
    if edited is not None:
        change_material(material=edited, draft=draft, **who)
    elif data["file"]:
        name = data["file"].name
        add = add_photo if name.lower().endswith(PHOTO_ENDINGS) else add_file
        add(held=here.held, data=data["file"].read(), file_name=name, draft=draft, **who)
    else:
        add_link(held=here.held, draft=draft, **who)


def _files(request: HttpRequest) -> Any:
    return request.FILES if request.method == "POST" else None
