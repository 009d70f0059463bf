"""What is asked about days of cities in the address, and the dates of a city in a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.http import QueryDict

from mezhgorod.registry.models import CityDates
from mezhgorod.registry.rules import count_in

STEPS = (5, 10, 25)
LEADS = (0, 7, 14, 30, 60)
DEFAULT_LEAD = 14
# Years for which plans are really made; beyond them ages say nothing.
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class AskedDays:
    """The year, how round an age must be, how many days before to remind, whose cities."""

    year: int
    step: int
    lead: int
    plan: str


def read_asked_days(params: QueryDict, *, this_year: int) -> AskedDays:
    """Read an address; what cannot be understood asks for the usual."""
    return AskedDays(
        year=_number(params, "year", this_year, range(FIRST_YEAR, LAST_YEAR + 1)),
        step=_number(params, "step", STEPS[0], STEPS),
        lead=_number(params, "lead", DEFAULT_LEAD, LEADS),
        plan=params.get("plan", "")[:120].replace("\0", ""),
    )


def _number(params: QueryDict, name: str, usual: int, allowed: range | tuple[int, ...]) -> int:
    number = count_in(params.get(name, ""))
    return usual if number is None or number not in allowed else number


class CityDatesForm(forms.ModelForm):
    """The dates of a city; the rule of its day is written in words."""

    class Meta:
        model = CityDates
        fields = (
            "year",
            "era",
            "basis",
            "certainty",
            "year_source",
            "day",
            "is_day_approximate",
            "day_source",
            "is_capital",
        )
        help_texts: ClassVar = {
            "year": "Только число, без «г.».",
            "year_source": "Документ, книга или адрес страницы.",
            "day": "27 мая; третья суббота апреля; последнее воскресенье июня; 9-10 сентября; "
            "конец лета. Пусто, если неизвестно.",
            "day_source": "Устав города, решение думы или адрес страницы.",
        }
        widgets: ClassVar = {
            "year_source": forms.TextInput,
            "day_source": forms.TextInput,
        }
