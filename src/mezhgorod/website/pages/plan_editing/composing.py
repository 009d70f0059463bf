"""«Новый план»: owner, period, headings and columns; the rows follow on the page of rows."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mezhgorod.planning.actions.years.composing import PlanFrameDraft, compose_plan
from mezhgorod.planning.models import PlanLayout
from mezhgorod.planning.queries import own_choice
from mezhgorod.planning.rules import COMPOSE_PLAN, PlanState
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, RuleViolation, number_of, owners_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.board.scale import period_words
from mezhgorod.website.forms.plan_editing import PERIODS, NewPlanForm
from planbook.dates import Period
from planbook.layouts import LAYOUT_NAMES, Layout, layout_named

_NO_OWNER = "Выберите организацию, чей план составляется."
_NO_LAYOUT = "Выберите, по какому образцу печатается план."
_STATES = {state.value: state for state in (PlanState.DRAFT, PlanState.COLLECTING)}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new_plan(request: HttpRequest) -> HttpResponse:
    """The form of a plan that nobody has a document of."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("plan_new"))
    actor = actor_of_request(request)
    owners = _owners(actor)
    if not owners and not actor.is_administrator:
        raise PermissionDenied
    if request.method == "POST":
        return _sent(request, actor, owners)
    following = timezone.localdate().year + 1
    form = NewPlanForm(
        owner=request.GET.get("owner", ""), year=str(following), layout=LAYOUT_NAMES[0]
    )
    return _page(request, owners, form)


def _sent(request: HttpRequest, actor: Actor, owners: Sequence[Organization]) -> HttpResponse:
    form = NewPlanForm.of_post(request.POST)
    try:
        plan = compose_plan(frame=_frame(form, owners), actor=actor, now=timezone.now())
    except RuleViolation as refusal:
        return _page(request, owners, form, refusal)
    messages.info(request, f"План составлен: «{plan.title}». Теперь добавьте строки.")
    return redirect("plan_editing", plan.slug)


def _page(
    request: HttpRequest,
    owners: Sequence[Organization],
    form: NewPlanForm,
    refusal: RuleViolation | None = None,
) -> HttpResponse:
    chosen = [one for one in owners if one.slug == form.owner] or owners
    context = {
        "form": form,
        "owners": owners,
        "periods": [(key, words) for key, words, _ in PERIODS],
        "layouts": [(name, layout_named(name).title) for name in LAYOUT_NAMES],
        "own_layouts": [
            (f"own-{one.pk}", one.title)
            for one in PlanLayout.objects.filter(owner__in=chosen).order_by("title")
        ],
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "website/plan_editing/new.html", context, status=status)


def _frame(form: NewPlanForm, owners: Sequence[Organization]) -> PlanFrameDraft:
    owner = next((one for one in owners if one.slug == form.owner), None)
    if owner is None:
        raise RuleViolation("plan.owner", _NO_OWNER, "owner")
    kept, layout = _layout(form, owner)
    columns = [
        (column.role, " ".join(" ".join(column.header).split()) or column.role)
        for column in layout.columns
        if column.role
    ]
    return PlanFrameDraft(
        owner=owner,
        title=form.title.strip() or title_for(form.period),
        period=form.period,
        columns=columns,
        headings=form.sections,
        state=_STATES.get(form.state, PlanState.DRAFT),
        layout=kept or layout,
    )


def _layout(form: NewPlanForm, owner: Organization) -> tuple[PlanLayout | None, Layout]:
    if form.layout in LAYOUT_NAMES:
        return None, layout_named(form.layout)
    number = number_of(form.layout.removeprefix("own-"))
    kept = owner.layouts.filter(pk=number).first()
    choice = own_choice(kept) if kept else None
    if choice is None:
        raise RuleViolation("plan.layout", _NO_LAYOUT, "layout")
    return kept, choice.layout


def title_for(period: Period) -> str:
    """Return the usual title of a plan: «План мероприятий на 2027 год»."""
    return f"План мероприятий на {period_words(period.start, period.end)}"


def _owners(actor: Actor) -> list[Organization]:
    """Return whose plans somebody may compose: those with plans first for administrators."""
    owners = Organization.objects.order_by("name")
    if not actor.is_administrator:
        return list(owners.filter(pk__in=owners_of(actor, COMPOSE_PLAN)))
    return list(owners.filter(plans__isnull=False).distinct() or owners[:200])
