"""A form made of a table that somebody already uses."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mezhgorod.exchanges.actions.forms import begin_form
from mezhgorod.exchanges.models import Exchange
from mezhgorod.exchanges.queries.forms import form_draft, form_of
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.forms.exchange_keeping import TableForm
from mezhgorod.website.pages.exchanges.form_builder import context_of_reading
from mezhgorod.website.pages.exchanges.keeping_frame import keeping_page
from planbook.errors import PlanbookError
from planbook.indicators import FormLine, FormSection, IndicatorForm
from planbook.indicators.form_reading import FormReading, form_of_document, free_code
from planbook.readers import read_document
from planbook.readers.isolation import run_isolated

MAX_BYTES = 10 * 1024 * 1024
_SECONDS = 60.0


@require_http_methods(["GET", "HEAD", "POST"])
@keeping_page
def table(request: HttpRequest, found: Exchange) -> HttpResponse:
    """Take a file, read its tables, make them the draft or add them to it."""
    form = TableForm(request.POST or None, request.FILES or None, initial={"how": "append"})
    if request.method == "POST" and form.is_valid():
        try:
            return _taken(request, found, form.cleaned_data["file"], form.cleaned_data["how"])
        except RuleViolation as refusal:
            form.add_error("file", refusal.message)
    context = {"exchange": found, "form": form, "draft": form_draft(found)}
    status = 422 if form.errors else 200
    return render(request, "website/exchanges/keeping/table.html", context, status=status)


def _taken(request: HttpRequest, found: Exchange, file: UploadedFile, how: str) -> HttpResponse:
    reading = _read(file)
    draft = form_draft(found)
    before = form_of(draft) if draft and how == "append" else IndicatorForm(found.title, ())
    version = begin_form(
        exchange=found,
        form=_joined(before, reading.form),
        actor=actor_of_request(request),
        now=timezone.now(),
    )
    told = [finding.message for finding in reading.findings]
    if reading.cities:
        told.insert(0, f"Столбцы для заполнения: {', '.join(reading.cities)[:500]}.")
    context_of_reading(request, version, told)
    messages.info(request, f"Из таблицы взято строк: {len(reading.form.lines)}.")
    return redirect("exchange_form", found.pk)


def _read(file: UploadedFile) -> FormReading:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        message = "Файл больше 10 МБ. Оставьте в нём только таблицу и загрузите снова."
        raise RuleViolation("form.file_too_large", message, "file")
    name = (file.name or "таблица")[-200:]
    try:
        document = run_isolated(
            partial(read_document, file_name=name), data, file_name=name, seconds=_SECONDS
        )
    except PlanbookError as wrong:
        raise RuleViolation("form.unreadable", str(wrong), "file") from wrong
    reading = form_of_document(document)
    if not reading.form.lines:
        message = next((one.message for one in reading.findings), "В таблице нет показателей.")
        raise RuleViolation("form.no_rows", message, "file")
    return reading


def _joined(before: IndicatorForm, read: IndicatorForm) -> IndicatorForm:
    """The form with the read sections below its own; codes that are taken get numbers."""
    taken = {line.indicator.code for line in before.lines}
    taken |= {one.code for one in before.sections} | {one.code for one in before.questions}
    sections = tuple(_renamed(section, taken) for section in read.sections)
    notes = "\n".join(text for text in (before.instructions, read.instructions) if text)
    return replace(before, sections=before.sections + sections, instructions=notes)


def _renamed(section: FormSection, taken: set[str]) -> FormSection:
    def line(one: FormLine) -> FormLine:
        code = free_code(one.indicator.code, taken)
        taken.add(code)
        return replace(one, indicator=replace(one.indicator, code=code))

    code = free_code(section.code, taken)
    taken.add(code)
    return replace(section, code=code, lines=tuple(line(one) for one in section.lines))
