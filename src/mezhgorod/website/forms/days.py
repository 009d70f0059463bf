"""A day in a form: of a year that people mean, so that one can count on from it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

_FIRST, _LAST = date(1000, 1, 1), date(2999, 12, 31)
_WRONG_YEAR = "Проверьте год: он должен быть от 1000 до 2999."


class DayField(forms.DateField):
    """A date field that refuses the ends of the calendar, where neighbouring days do not exist."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators += [
            MinValueValidator(_FIRST, _WRONG_YEAR),
            MaxValueValidator(_LAST, _WRONG_YEAR),
        ]
