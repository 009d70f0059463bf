"""The form of an exchange: built part by part, put in use, shown as a city sees it.

Every button saves the draft and answers with the page anew, so the builder works without scripts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from mezhgorod.exchanges.actions.forms import (
    begin_form,
    copy_form,
    discard_form_draft,
    put_form_in_use,
    save_form_draft,
)
from mezhgorod.exchanges.models import Exchange, FormVersion
from mezhgorod.exchanges.queries.exchanges import exchanges_visible_to
from mezhgorod.exchanges.queries.forms import form_draft, form_in_use, form_of
from mezhgorod.exchanges.queries.subjects import exchange_subject
from mezhgorod.exchanges.rules import KEEP_EXCHANGES, FormState
from mezhgorod.registry.rules import RuleViolation, count_in, may, number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.exchange_form_parts import Part
from mezhgorod.website.pages.exchanges.keeping_frame import (
    can_keep,
    exchange_page,
    keeping_page,
)
from mezhgorod.website.pages.who_is_who.frame import refused_visitor
from planbook.findings import Finding
from planbook.indicators import (
    FormLine,
    FormSection,
    IndicatorForm,
    LineCheck,
    formula_findings,
    parse_formula,
)
from planbook.indicators.formulas import FormulaError

_GONE = "Этой части формы уже нет. Ниже форма, какая она сейчас."
_STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class Editing:
    """The part that is open in the builder, with its fields."""

    part: Part
    fields: forms.Form


@require_http_methods(["GET", "HEAD", "POST"])
@exchange_page
def form(request: HttpRequest, found: Exchange) -> HttpResponse:
    """The builder for whoever keeps the exchange, the form itself for others."""
    if not can_keep(request, found):
        if request.method == "POST":
            refused = refused_visitor(request, is_allowed=False)
            return refused or redirect("exchange", found.pk)
        return _preview(request, found, form_in_use(found))
    if request.method == "POST":
        return _sent(request, found)
    draft = form_draft(found)
    if draft is None:
        return _without_draft(request, found)
    return _builder(request, found, draft, _opened(request, draft))


@require_GET
@exchange_page
def preview(request: HttpRequest, found: Exchange) -> HttpResponse:
    """«Как увидит город»: the draft for whoever keeps it, else the form in use."""
    draft = form_draft(found) if can_keep(request, found) else None
    return _preview(request, found, draft or form_in_use(found))


@require_GET
@keeping_page
def check(request: HttpRequest, found: Exchange) -> HttpResponse:
    """Tell at once whether a formula or a check that is being typed can be used."""
    draft = form_draft(found)
    told = _formula_told(form_of(draft), request) if draft else ("", False)
    context = {"text": told[0], "is_wrong": told[1]}
    return render(request, "website/exchanges/keeping/formula_said.html", context)


def _sent(request: HttpRequest, found: Exchange) -> HttpResponse:
    command, _, target = request.POST.get("do", "").partition(":")
    begin = {"begin": _begin, "copy": _copy}.get(command)
    try:
        if begin is not None:
            return begin(request, found)
        draft = form_draft(found)
        if draft is None:
            raise RuleViolation("form.no_draft", "Черновика формы нет. Начните новую версию.")
        return _drafted(request, draft, command, target)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
        return redirect("exchange_form", found.pk)


def _drafted(request: HttpRequest, draft: FormVersion, command: str, target: str) -> HttpResponse:
    actor, now, seen = actor_of_request(request), timezone.now(), _seen(request, draft)
    home = reverse("exchange_form", args=(draft.exchange_id,))
    if command == "use":
        put_form_in_use(version=draft, seen=seen, actor=actor, now=now)
        messages.info(request, f"Форма, версия {draft.number}, введена в работу.")
        return redirect("exchange", draft.exchange_id)
    if command == "discard":
        discard_form_draft(version=draft, actor=actor, now=now)
        messages.info(request, "Черновик формы удалён. Его содержание осталось в журнале.")
        return redirect("exchange", draft.exchange_id)
    if command == "save":
        return _saved_part(request, draft, target)
    part = Part(form_of(draft), target)
    save_form_draft(
        version=draft, form=_changed(request, part, command), seen=seen, actor=actor, now=now
    )
    return redirect(f"{home}#{_anchor_after(part, command)}")


def _changed(request: HttpRequest, part: Part, command: str) -> IndicatorForm:
    if command in _STEPS:
        return part.moved(_STEPS[command])
    if command == "remove":
        return part.removed()
    if command == "lines":
        return part.with_lines(request.POST.get("lines", "")[:100_000])
    raise RuleViolation("form.unknown_command", "Неизвестная кнопка. Обновите страницу.")


def _anchor_after(part: Part, command: str) -> str:
    """Where the page goes on: at the moved row, so that the next press moves it further."""
    if command not in _STEPS or part.place is None:
        return part.name.partition(".")[0] if part.kind == "line" else part.name
    head, last = part.name[: -len(str(part.place))], part.place + _STEPS[command]
    return f"{head}{last}" if 0 <= last < len(part.rows) else part.name.partition(".")[0]


def _saved_part(request: HttpRequest, draft: FormVersion, target: str) -> HttpResponse:
    part = Part(form_of(draft), target)
    fields = part.form(request.POST)
    if fields.is_valid():
        try:
            saved = part.saved(fields.cleaned_data)
            save_form_draft(
                version=draft,
                form=saved,
                seen=_seen(request, draft),
                actor=actor_of_request(request),
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            field = refusal.field if refusal.field in fields.fields else None
            fields.add_error(field, refusal.message)
        else:
            messages.info(request, "Сохранено.")
            return redirect(_after_saving(request, draft, part))
    # Somebody saved meanwhile: the second press is meant.
    draft.refresh_from_db()
    return _builder(request, draft.exchange, draft, Editing(part, fields), status=422)


def _after_saving(request: HttpRequest, draft: FormVersion, part: Part) -> str:
    home = reverse("exchange_form", args=(draft.exchange_id,))
    if part.is_new and request.POST.get("more"):
        return f"{home}?edit={part.name.replace('+', '%2B')}#edit"
    place = len(part.rows) - 1 if part.place is None else part.place
    if part.kind == "head":
        return f"{home}#head"
    return f"{home}#{part.name.replace('+', str(place))}"


def _begin(request: HttpRequest, found: Exchange) -> HttpResponse:
    begin_form(exchange=found, actor=actor_of_request(request), now=timezone.now())
    return redirect("exchange_form", found.pk)


def _copy(request: HttpRequest, found: Exchange) -> HttpResponse:
    actor = actor_of_request(request)
    source = (
        FormVersion.objects.filter(exchange__in=exchanges_visible_to(actor=actor))
        .select_related("exchange")
        .filter(pk=number_of(request.POST.get("source", "")))
        .first()
    )
    if source is None:
        raise RuleViolation("form.no_source", "Выберите форму, с которой начать.")
    if form_draft(found) is not None:
        message = "Черновик уже есть. Удалите его, чтобы начать с другой формы."
        raise RuleViolation("form.draft_exists", message)
    copy_form(source=source, exchange=found, actor=actor, now=timezone.now())
    messages.info(request, f"Форма скопирована из обмена «{source.exchange.title}».")
    return redirect("exchange_form", found.pk)


def _builder(
    request: HttpRequest,
    found: Exchange,
    draft: FormVersion,
    editing: Editing | None,
    *,
    status: int = 200,
) -> HttpResponse:
    whole = form_of(draft)
    findings = formula_findings(whole)
    context = {
        "exchange": found,
        "draft": draft,
        "form": whole,
        "editing": editing,
        "findings": [(finding, _place_of(whole, finding)) for finding in findings],
        "wrong": {finding.evidence for finding in findings},
        "codes": whole.lines,
        "read": request.session.get(_read_key(draft), []),
        "can_use": bool(whole.lines or whole.questions) and not findings,
    }
    return render(request, "website/exchanges/keeping/builder.html", context, status=status)


def _without_draft(request: HttpRequest, found: Exchange) -> HttpResponse:
    """The choice of what a form begins with, and the form in use."""
    actor = actor_of_request(request)
    used = form_in_use(found)
    others = (
        FormVersion.objects.filter(
            exchange__in=exchanges_visible_to(actor=actor), state=FormState.IN_USE
        )
        .exclude(exchange=found)
        .select_related("exchange__owner")
        .order_by("exchange__title", "-number")
    )
    sources = [one for one in others if may(actor, KEEP_EXCHANGES, exchange_subject(one.exchange))]
    context = {
        "exchange": found,
        "used": used,
        "form": form_of(used) if used else None,
        "sources": sources,
    }
    return render(request, "website/exchanges/keeping/form_start.html", context)


def _preview(request: HttpRequest, found: Exchange, version: FormVersion | None) -> HttpResponse:
    if version is None:
        raise Http404
    context = {
        "exchange": found,
        "version": version,
        "form": form_of(version),
        "can_keep": can_keep(request, found),
        "is_draft": version.state == FormState.DRAFT,
    }
    return render(request, "website/exchanges/keeping/preview.html", context)


def _opened(request: HttpRequest, draft: FormVersion) -> Editing | None:
    name = request.GET.get("edit", "")
    if not name:
        return None
    try:
        part = Part(form_of(draft), name)
    except RuleViolation:
        messages.error(request, _GONE)
        return None
    return Editing(part, part.form())


def _seen(request: HttpRequest, draft: FormVersion) -> int:
    """The revision the page was drawn from; one that nobody could have seen is refused later."""
    found = count_in(request.POST.get("seen", ""))
    return -1 if found is None else found


def _place_of(whole: IndicatorForm, finding: Finding) -> str:
    """The part of the builder that a finding is about."""
    for number, section in enumerate(whole.sections):
        for place, line in enumerate(section.lines):
            if line.indicator.code == finding.evidence:
                return f"s{number}.l{place}"
    for place, one in enumerate(whole.checks):
        if one.expression == finding.evidence:
            return f"c{place}"
    return ""


def _formula_told(whole: IndicatorForm, request: HttpRequest) -> tuple[str, bool]:
    """What is wrong with what is being typed, else what it means; whether it is wrong."""
    is_check = "expression" in request.GET
    text = request.GET.get("expression" if is_check else "formula", "")[:2000]
    if not text.strip():
        return "", False
    try:
        part = Part(whole, request.GET.get("part", ""))
        understood = parse_formula(text)
    except (FormulaError, RuleViolation) as wrong:
        return str(wrong), True
    tried = replace(whole, checks=()) if is_check else whole
    tried, evidence = _tried(tried, part, text, is_check)
    told = next((one for one in formula_findings(tried) if one.evidence == evidence), None)
    if told is not None:
        return told.message, True
    names = {line.indicator.code: line.indicator.name for line in whole.lines}
    words = understood.text
    for code in sorted(understood.codes, key=len, reverse=True):
        words = words.replace(code, f"«{names.get(code, code)}»")
    return words, False


def _tried(
    whole: IndicatorForm, part: Part, text: str, is_check: bool
) -> tuple[IndicatorForm, str]:
    """The form with a formula as it is typed, and by what its findings are known."""
    if is_check:
        return replace(whole, checks=(LineCheck(text, ""),)), text
    if part.kind != "line" or part.place is None:
        # A new row has no code yet: it may refer to any row but itself.
        return replace(whole, checks=(LineCheck(f"{text} >= 0", ""),)), f"{text} >= 0"
    number, place = (int(piece[1:]) for piece in part.name.split("."))
    code = whole.sections[number].lines[place].indicator.code

    def line(one: FormLine) -> FormLine:
        return replace(one, formula=text) if one.indicator.code == code else one

    def section(one: FormSection) -> FormSection:
        return replace(one, lines=tuple(line(own) for own in one.lines))

    return replace(whole, sections=tuple(section(one) for one in whole.sections)), code


def _read_key(draft: FormVersion) -> str:
    return f"form_reading_{draft.pk}"


def context_of_reading(request: HttpRequest, draft: FormVersion, told: list[str]) -> None:
    """Keep what was noticed while a table was read, for the builder to show."""
    request.session[_read_key(draft)] = told[:60]
