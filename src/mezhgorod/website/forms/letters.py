"""What people type about letters: the text of one, the text of a kind, a subscription."""

from __future__ import annotations

from django import forms

from mezhgorod.notices.rules import MAX_BODY, MAX_SUBJECT, Frequency
from mezhgorod.notices.rules.addresses import MAX_ADDRESS


class LetterForm(forms.Form):
    """The words of one letter that has not left."""

    to_address = forms.CharField(label="Адрес", max_length=MAX_ADDRESS)
    subject = forms.CharField(label="Тема", max_length=MAX_SUBJECT)
    body = forms.CharField(
        label="Текст", max_length=MAX_BODY, widget=forms.Textarea(attrs={"rows": 16})
    )


class TemplateForm(forms.Form):
    """The words of one kind of letter, with fields in braces."""

    subject = forms.CharField(label="Тема", max_length=MAX_SUBJECT)
    body = forms.CharField(
        label="Текст", max_length=MAX_BODY, widget=forms.Textarea(attrs={"rows": 16})
    )


class FollowForm(forms.Form):
    """What to follow, where to write, how often."""

    kind = forms.CharField(max_length=10, widget=forms.HiddenInput)
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    address = forms.CharField(
        label="Адрес электронной почты",
        max_length=MAX_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    frequency = forms.ChoiceField(
        label="Как часто писать", choices=Frequency.choices, initial=Frequency.AT_ONCE
    )
