"""Papers of an event: a template and addressees are chosen, looked at, made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.papers.actions import PapersWanted, make_papers, preview_paper
from mezhgorod.papers.models import PaperTemplate
from mezhgorod.papers.queries.addressees import AddresseeGroup, addressee_groups
from mezhgorod.papers.queries.journal import (
    current_version,
    in_order_of_work,
    papers_visible_to,
    templates_visible_to,
)
from mezhgorod.papers.queries.occasions import Occasion, occasion_of_event, occasion_of_held
from mezhgorod.papers.rules import MAKE_PAPERS, SEE_PAPERS, Addressee, PaperKind, salutation
from mezhgorod.papers.tasks import start_making
from mezhgorod.planning.models import Event
from mezhgorod.planning.queries.preparation import plan_of_event
from mezhgorod.registry.models import Organization, Post
from mezhgorod.registry.queries.offices import holders_on
from mezhgorod.registry.rules import Actor, RuleViolation, may
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.papers import PapersForm, addressee_key, chosen
from mezhgorod.website.handing_out import hand_out_word
from mezhgorod.website.pages.papers.ready import ready_choices, stored_choice
from planbook.language import Case, person_name_form, post_form, short_person_name
from planbook.word_templates import Filled

# More forms to correct by hand would not fit one page.
MAX_CORRECTED = 100


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def of_held(request: HttpRequest, pk: int) -> HttpResponse:
    """Papers of an event that was held."""
    found = HeldEvent.objects.select_related("owner", "event", "body").filter(pk=pk).first()
    return _page(request, occasion_of_held(found) if found else None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def of_event(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Papers of a row of a plan."""
    event = get_object_or_404(Event, uid=uid)
    plan = plan_of_event(event)
    return _page(request, occasion_of_event(event=event, plan=plan) if plan else None)


def _page(request: HttpRequest, occasion: Occasion | None) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if occasion is None:
        raise Http404
    actor = actor_of_request(request)
    right = MAKE_PAPERS if request.method == "POST" else SEE_PAPERS
    if not may(actor, right, occasion.subject):
        raise PermissionDenied
    today = timezone.localdate()
    groups = addressee_groups(occasion=occasion, day=today)
    templates = templates_visible_to(actor=actor).filter(owner=occasion.owner, is_retired=False)
    templates = in_order_of_work(templates)
    if request.method != "POST":
        can_make = may(actor, MAKE_PAPERS, occasion.subject)
        ready = ready_choices(occasion.owner) if can_make else []
        initial = _initial(occasion.owner, today)
        initial["template"] = _fitting(_fitting_kinds(occasion, today), templates, ready)
        form = PapersForm(initial=initial, templates=templates)
        if can_make:
            form.offer(ready)
        return _shown(request, occasion, actor, groups, {"form": form})
    data = request.POST.copy()
    data["template"] = stored_choice(occasion.owner, data.get("template", ""))
    return _posted(request, occasion, actor, groups, PapersForm(data, templates=templates))


def _fitting_kinds(occasion: Occasion, today: date) -> tuple[PaperKind, ...]:
    """Return which papers an event asks for now: before it invitations, after it thanks."""
    held, event = occasion.held, occasion.event
    last = (held.latest if held else None) or (event.latest if event else None)
    is_past = last < today if last else bool(held and held.outcome)
    if not is_past:
        return ()
    is_meeting = held is not None and held.members_present is not None
    found = (PaperKind.THANKS, PaperKind.MINUTES)
    return found[::-1] if is_meeting else found


def _fitting(
    kinds: Sequence[PaperKind],
    templates: QuerySet[PaperTemplate],
    ready: Sequence[tuple[str, str]],
) -> object:
    """Return the template of the first of some kinds that has one, None to begin with the first."""
    if not kinds:
        return None
    known: dict[str, object] = {key.partition(":")[2]: key for key, _ in ready}
    known |= dict(reversed(templates.values_list("kind", "pk")))
    return next((known[kind] for kind in kinds if kind in known), None)


def _posted(
    request: HttpRequest,
    occasion: Occasion,
    actor: Actor,
    groups: list[AddresseeGroup],
    form: PapersForm,
) -> HttpResponse:
    """Show the first paper, hand it out as a draft, or make all of them."""
    keys = request.POST.getlist("addressee")[:1_000]
    context: dict[str, Any] = {"form": form, "chosen_keys": keys}
    if not form.is_valid():
        return _shown(request, occasion, actor, groups, context, status=422)
    found = chosen(groups, form.cleaned_data["typed"], request.POST, keys)
    do = request.POST.get("do", "preview")
    if do == "back":
        return _shown(request, occasion, actor, groups, context)
    wanted = _wanted(form, found)
    try:
        if do == "make":
            return _made(request, occasion, wanted, actor)
        filled = preview_paper(occasion=occasion, wanted=wanted, actor=actor)
    except RuleViolation as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _shown(request, occasion, actor, groups, context, status=422)
    if do == "draft":
        return hand_out_word(filled.content, name=f"Образец. {wanted.version.template.name}")
    return _preview(request, occasion, form, found, filled)


def _wanted(form: PapersForm, found: list[tuple[str, Addressee]]) -> PapersWanted:
    version = current_version(form.cleaned_data["template"])
    if version is None:
        raise Http404
    return PapersWanted(
        version=version,
        addressees=tuple(one for _, one in found),
        dated_on=form.cleaned_data["dated_on"],
        signer_name=form.cleaned_data["signer_name"],
        signer_post=form.cleaned_data["signer_post"],
        words=form.cleaned_data["words"],
    )


def _made(
    request: HttpRequest, occasion: Occasion, wanted: PapersWanted, actor: Actor
) -> HttpResponse:
    now = timezone.now()
    batch = make_papers(occasion=occasion, wanted=wanted, actor=actor, now=now, start=start_making)
    if batch.made:
        messages.info(request, f"Составлено бумаг: {batch.made}. Номера записаны в журнал.")
    return redirect("paper_batch", batch.pk)


def _shown(
    request: HttpRequest,
    occasion: Occasion,
    actor: Actor,
    groups: list[AddresseeGroup],
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    picked = set(context.get("chosen_keys", ()))
    choices = [
        (group, [(addressee_key(group.key, one), one) for one in group.addressees])
        for group in groups
    ]
    found = papers_visible_to(actor=actor)
    of_this = found.filter(held_event=occasion.held) if occasion.held else found
    if occasion.held is None:
        of_this = found.filter(event=occasion.event)
    context |= {
        "occasion": occasion,
        "groups": choices,
        "picked": picked,
        "papers": of_this[:200],
        "can_make": may(actor, MAKE_PAPERS, occasion.subject),
    }
    return render(request, "website/papers/choosing.html", context, status=status)


def _preview(
    request: HttpRequest,
    occasion: Occasion,
    form: PapersForm,
    found: list[tuple[str, Addressee]],
    filled: Filled,
) -> HttpResponse:
    context = {
        "occasion": occasion,
        "form": form,
        "filled": filled,
        "lines": filled.text.split("\n"),
        "rows": [(key, one, _forms_of(one)) for key, one in found[:MAX_CORRECTED]],
        "hidden": [key for key, _ in found],
        "count": max(len(found), 1),
        "is_long": len(found) > MAX_CORRECTED,
    }
    return render(request, "website/papers/preview.html", context)


def _forms_of(one: Addressee) -> list[tuple[str, str, str, str]]:
    """Return the forms a person may correct: name, label, words now, words of the machine."""
    short = short_person_name(one.name)
    machine = {
        "name_dative": ("Имя, кому", person_name_form(one.name, Case.DATIVE)),
        "name_genitive": ("Имя, кого", person_name_form(one.name, Case.GENITIVE)),
        "short_dative": ("С инициалами, кому", person_name_form(short, Case.DATIVE)),
        "post_dative": ("Должность, кому", post_form(one.post, Case.DATIVE)),
    }
    greeting = salutation(Addressee(name=one.name))
    rows = [
        (name, label, one.forms.get(name, words), words)
        for name, (label, words) in machine.items()
        if words
    ]
    return [*rows, ("greeting", "Обращение", one.forms.get("greeting", greeting), greeting)]


def _initial(owner: Organization, today: date) -> dict[str, Any]:
    """Begin with today and whoever heads the organization."""
    posts = list(Post.objects.filter(organization=owner, body__isnull=True).order_by("-is_head"))
    holders = holders_on(posts=posts, day=today)
    for post in posts:
        person = holders[post.pk].person if post.pk in holders else None
        if person is not None:
            name, title = person.full_name, post.title
            return {"dated_on": today, "signer_name": name, "signer_post": title}
    return {"dated_on": today}
