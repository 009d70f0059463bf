"""Forms of papers: a template, what a press makes, the reason of a withdrawal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from mezhgorod.papers.models import PaperTemplate
from mezhgorod.papers.queries.addressees import AddresseeGroup
from mezhgorod.papers.rules import Addressee, PaperKind
from mezhgorod.papers.rules.addressees import FORM_NAMES
from mezhgorod.papers.rules.words import MAX_NAME, MAX_POST, MAX_REASON, MAX_TEXT

MAX_TYPED = 200
_SEPARATOR = re.compile(r"\s*[;\t]\s*")


class TemplateForm(forms.Form):
    """A template file with its name and kind."""

    name = forms.CharField(
        label="Название",
        max_length=200,
        error_messages={"required": "Назовите шаблон."},
    )
    kind = forms.ChoiceField(label="Вид бумаги", choices=PaperKind.choices)
    file = forms.FileField(
        label="Файл Word (.docx)",
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.dotx"}),
        error_messages={
            "required": "Выберите файл .docx.",
            "empty": "Файл пустой. Выберите другой.",
        },
    )


class VersionForm(TemplateForm):
    """A new version: the kind of a template never changes."""

    kind = None  # type: ignore[assignment]


class PapersForm(forms.Form):
    """What a press makes: the template, the date, who signs, own words, typed addressees."""

    template = forms.ModelChoiceField(
        label="Шаблон",
        queryset=PaperTemplate.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Выберите шаблон.",
            "invalid_choice": "Этого шаблона больше нет. Выберите другой.",
        },
    )
    dated_on = forms.DateField(
        label="Дата бумаг",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Укажите дату.", "invalid": "Дата такая: 03.03.2026."},
    )
    signer_name = forms.CharField(
        label="Кто подписывает", required=False, max_length=MAX_NAME, help_text="Полное имя."
    )
    signer_post = forms.CharField(
        label="Должность подписывающего", required=False, max_length=MAX_POST
    )
    words = forms.CharField(
        label="Слова в бумаге",
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Стоят там, где в шаблоне поле {бумага.текст}.",
    )
    typed = forms.CharField(
        label="Другие адресаты: по одному в строке",
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Имя; должность; организация; адрес электронной почты. Лишнее можно пропустить.",
    )

    def __init__(self, *args: object, templates: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["template"].queryset = templates  # type: ignore[attr-defined]

    def offer(self, ready: Sequence[tuple[str, str]]) -> None:
        """Offer ready templates that are not stored yet; none changes nothing."""
        if ready:
            self.fields["template"].choices = ready  # type: ignore[attr-defined]
        self.fields["template"].label_from_instance = _template_words  # type: ignore[attr-defined]

    def clean_typed(self) -> tuple[Addressee, ...]:
        lines = [line for line in self.cleaned_data["typed"].splitlines() if line.strip(" ;\t")]
        if len(lines) > MAX_TYPED:
            raise ValidationError(f"За один раз вписывается не больше {MAX_TYPED} адресатов.")
        found, wrong = [], []
        for number, line in enumerate(lines, start=1):
            parts = [*_SEPARATOR.split(line.strip()), "", "", ""][:4]
            problem = _problem(parts)
            if problem:
                wrong.append(f"Строка {number}: {problem}")
            name, post, organization, email = parts
            found.append(Addressee(name=name, post=post, organization=organization, email=email))
        if wrong:
            raise ValidationError(wrong)
        return tuple(found)


class WithdrawForm(forms.Form):
    """Why a paper is withdrawn."""

    reason = forms.CharField(
        label="Почему отзывается",
        max_length=MAX_REASON,
        error_messages={"required": "Напишите, почему бумага отозвана."},
    )


def chosen(
    groups: Sequence[AddresseeGroup], typed: Sequence[Addressee], posted: Mapping[str, str],
    keys: Sequence[str],
) -> list[tuple[str, Addressee]]:  # fmt: skip
    """Return the chosen with their keys and with the forms written by hand, each once."""
    wanted = set(keys)
    known = {addressee_key(group.key, one): one for group in groups for one in group.addressees}
    found = {key: one for key, one in known.items() if key in wanted}
    found |= {addressee_key("typed", one): one for one in typed}
    return [(key, _with_forms(key, one, posted)) for key, one in found.items()]


def addressee_key(group: str, one: Addressee) -> str:
    """Return what names a choice in a form: the same while the words are the same."""
    told = "|".join((group, one.name, one.post, one.organization, one.merit, str(one.party_id)))
    return sha256(told.encode()).hexdigest()[:16]


def _with_forms(key: str, one: Addressee, posted: Mapping[str, str]) -> Addressee:
    forms_told = {}
    for name in FORM_NAMES:
        told = posted.get(f"{key}-{name}", "").strip()
        # The machine's own words come back with the form: only changed ones are kept.
        if told and told != posted.get(f"{key}-{name}-was", ""):
            forms_told[name] = told
    return replace(one, forms=forms_told)


def _problem(parts: Sequence[str]) -> str:
    for text, limit in zip(parts, (MAX_NAME, MAX_POST, MAX_NAME, 254), strict=True):
        if len(text) > limit:
            return f"«{text[:30]}…» длиннее {limit} знаков."
    if parts[3]:
        try:
            validate_email(parts[3])
        except ValidationError:
            return f"«{parts[3][:60]}» не похоже на адрес электронной почты."
    return ""


def _template_words(template: PaperTemplate) -> str:
    kind = template.get_kind_display()
    return template.name if template.name.lower() == kind else f"{template.name} ({kind})"
