from django.core.exceptions import ValidationError
from django.db import models

from mezhgorod.registry.models.municipality import Municipality
from mezhgorod.registry.rules import founding_choices
from planbook.anniversaries import (
    Basis,
    Certainty,
    City,
    Era,
    FoundingFact,
    day_in,
    parse_day_rule,
)

_ANY_YEAR = 2024


def validate_day(text: str) -> None:
    """Refuse words that name neither a day nor a time of the year."""
    if text.strip() and day_in(parse_day_rule(text), _ANY_YEAR).earliest is None:
        raise ValidationError(
            "Не понятно, когда день города. Примеры: 27 мая; последнее воскресенье июня; "
            "9-10 сентября; конец лета."
        )


class CityDates(models.Model):
    """From what a city counts its age, and when it keeps its day, each with its source.

    `day` is a rule in Russian words, read by `planbook.anniversaries.parse_day_rule`.
    """

    municipality = models.OneToOneField(
        Municipality,
        verbose_name="город",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="dates",
    )
    is_capital = models.BooleanField("столица", default=False)
    year = models.PositiveIntegerField("год, от которого считают возраст", null=True, blank=True)
    era = models.CharField("эра", max_length=2, choices=founding_choices(Era), default=Era.AD.value)
    basis = models.CharField(
        "от чего считают",
        max_length=20,
        choices=founding_choices(Basis),
        default=Basis.UNKNOWN.value,
    )
    certainty = models.CharField(
        "насколько это точно",
        max_length=12,
        choices=founding_choices(Certainty),
        default=Certainty.UNKNOWN.value,
    )
    year_source = models.TextField("откуда год", blank=True)
    day = models.CharField("день города", max_length=200, blank=True, validators=[validate_day])
    is_day_approximate = models.BooleanField("день указан ориентировочно", default=False)
    day_source = models.TextField("откуда день", blank=True)

    updated_at = models.DateTimeField("обновлены")

    class Meta:
        ordering = ("municipality__name",)
        verbose_name = "даты города"
        verbose_name_plural = "даты городов"
        constraints = (
            # After 1 BC comes 1 AD: a year zero does not exist.
            models.CheckConstraint(
                condition=models.Q(year__isnull=True) | models.Q(year__gte=1),
                name="city_dates_no_year_zero",
            ),
        )

    def __str__(self) -> str:
        return str(self.municipality)

    @property
    def as_city(self) -> City:
        """The dates in the form in which the core library counts with them."""
        fact = None
        if self.year:
            certainty = Certainty(self.certainty)
            fact = FoundingFact(
                self.year, Era(self.era), Basis(self.basis), certainty, self.year_source
            )
        return City(
            name=self.municipality.name,
            founding=fact,
            day_rule=parse_day_rule(self.day),
            is_capital=self.is_capital,
            is_day_approximate=self.is_day_approximate,
            day_source=self.day_source,
        )
