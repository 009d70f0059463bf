"""«Исправить состояние плана»: an administrator undoes a mistake and says why."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mezhgorod.planning.actions.approval.correcting import correct_state
from mezhgorod.planning.models import Plan
from mezhgorod.planning.rules import CORRECT_STATE, PlanState
from mezhgorod.planning.rules.words import PLAN_CORRECTIONS
from mezhgorod.planning.rules.workflow import MAX_WORDS
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.plan_approval import PlainForm
from mezhgorod.website.pages.plan_approval.frame import for_those_who, show

# By the state that is wanted and the state before: what comes of it.
_OUTCOMES = {
    (PlanState.COLLECTING, PlanState.DRAFT): "план станет проектом: его можно будет согласовать",
    (PlanState.APPROVED, PlanState.DRAFT): (
        "план снова станет проектом: строки меняют свободно, утверждают заново; "
        "прежние редакции останутся"
    ),
    (PlanState.PUBLISHED, PlanState.APPROVED): (
        "план снимут с публикации: его увидят только те, кто с ним работает"
    ),
}


class CorrectionForm(PlainForm):
    state = forms.ChoiceField(label="Правильное состояние", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Причина",
        required=False,
        help_text="Её увидят в истории плана и в журнале.",
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MAX_WORDS}),
    )

    def __init__(self, data: object = None, *, plan: Plan) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        former = PlanState(plan.state)
        self.choices = [
            (one.value, f"{one.label} – {_OUTCOMES[former, one]}")
            for one in sorted(PLAN_CORRECTIONS.get(former, ()))
        ]
        self.fields["state"].choices = self.choices  # type: ignore[attr-defined]
        if len(self.choices) == 1:
            self.fields["state"].initial = self.choices[0][0]


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(CORRECT_STATE)
def correct(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Choose the right state, say why; or read that nothing needs this way."""
    if request.method != "POST":
        return show(request, plan, "correct_state.html", form=CorrectionForm(plan=plan))
    form = CorrectionForm(request.POST, plan=plan)
    wanted = request.POST.get("state", "")
    if wanted not in PlanState.values:
        form.is_valid()
        return show(request, plan, "correct_state.html", form=form, status=422)
    try:
        done = correct_state(
            plan=plan,
            wanted=PlanState(wanted),
            reason=request.POST.get("reason", ""),
            actor=actor_of_request(request),
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        form.is_valid()
        if not form.errors:
            form.refuse(refusal)
        return show(request, plan, "correct_state.html", form=form, status=422)
    messages.info(request, f"Состояние исправлено: план теперь «{done.get_state_display()}».")
    return redirect("plan_approval", plan.slug)
