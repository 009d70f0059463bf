from django.db import models
from django.db.models import F, Q

from mezhgorod.exchanges.rules import FormState, Periodicity, Reading
from mezhgorod.planning.models import PlanItem
from mezhgorod.registry.models import Body, Organization


class Exchange(models.Model):
    """An information exchange: on what, on whose initiative, who collects, how often, from whom.

    `initiator` and `partners` are words of the plan («Комитет ГД по туризму»), `operator` is the
    organization that collects where it is known. `body` is the committee that runs it.
    """

    owner = models.ForeignKey(
        Organization, verbose_name="объединение", on_delete=models.CASCADE, related_name="exchanges"
    )
    title = models.CharField("тема", max_length=300)
    purpose = models.TextField("для чего", blank=True)
    initiator = models.CharField("инициатор", max_length=300, blank=True)
    partners = models.CharField("вместе с кем", max_length=300, blank=True)
    operator = models.ForeignKey(
        Organization,
        verbose_name="кто собирает",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="operated_exchanges",
    )
    body = models.ForeignKey(
        Body,
        verbose_name="секция",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="exchanges",
    )
    periodicity = models.CharField(
        "как часто", max_length=10, choices=Periodicity.choices, default=Periodicity.QUARTER
    )
    reading = models.CharField(
        "кто читает итоги", max_length=12, choices=Reading.choices, default=Reading.MEMBERS
    )
    public_after_days = models.PositiveSmallIntegerField("открыть всем через, дней", default=0)
    starter_code = models.CharField("из готового набора", max_length=60, blank=True)
    items = models.ManyToManyField(
        PlanItem, verbose_name="строки планов", blank=True, related_name="exchanges"
    )
    is_ended = models.BooleanField("больше не проводится", default=False)
    created_at = models.DateTimeField("заведён")

    class Meta:
        ordering = ("owner", "title")
        verbose_name = "информационный обмен"
        verbose_name_plural = "информационные обмены"
        constraints = (
            models.UniqueConstraint(fields=("owner", "title"), name="exchange_identity"),
        )

    def __str__(self) -> str:
        return self.title


class ExchangeParticipant(models.Model):
    """A city or department that is asked; rounds open with those who are in it then."""

    exchange = models.ForeignKey(
        Exchange, verbose_name="обмен", on_delete=models.CASCADE, related_name="participants"
    )
    party = models.ForeignKey(
        Organization,
        verbose_name="кто отвечает",
        on_delete=models.PROTECT,
        related_name="exchange_roles",
    )
    since_on = models.DateField("с", null=True, blank=True)
    until_on = models.DateField("по", null=True, blank=True)

    class Meta:
        ordering = ("exchange", "party__name")
        verbose_name = "участник обмена"
        verbose_name_plural = "участники обменов"
        constraints = (
            models.UniqueConstraint(
                fields=("exchange", "party"), name="exchange_participant_identity"
            ),
            models.CheckConstraint(
                condition=Q(since_on__isnull=True)
                | Q(until_on__isnull=True)
                | Q(since_on__lte=F("until_on")),
                name="exchange_participant_ordered",
            ),
        )

    def __str__(self) -> str:
        return str(self.party)


class FormVersion(models.Model):
    """The form of an exchange in one version; one in use is never changed.

    `content` is `planbook.indicators.IndicatorForm` in its storage form.
    """

    exchange = models.ForeignKey(
        Exchange, verbose_name="обмен", on_delete=models.CASCADE, related_name="forms"
    )
    number = models.PositiveSmallIntegerField("версия")
    state = models.CharField(
        "состояние", max_length=8, choices=FormState.choices, default=FormState.DRAFT
    )
    content = models.JSONField("форма", default=dict)
    revision = models.PositiveIntegerField("номер изменения", default=0)
    created_at = models.DateTimeField("составлена")

    class Meta:
        ordering = ("exchange", "-number")
        verbose_name = "форма обмена"
        verbose_name_plural = "формы обменов"
        constraints = (
            models.UniqueConstraint(fields=("exchange", "number"), name="form_version_identity"),
        )

    def __str__(self) -> str:
        return f"{self.exchange}: форма {self.number}"


class PartyGroup(models.Model):
    """Cities chosen by hand to be compared with one another."""

    owner = models.ForeignKey(
        Organization, verbose_name="объединение", on_delete=models.CASCADE, related_name="groups"
    )
    title = models.CharField("название", max_length=200)
    parties = models.ManyToManyField(
        Organization, verbose_name="города", related_name="compared_in"
    )

    class Meta:
        ordering = ("owner", "title")
        verbose_name = "группа городов"
        verbose_name_plural = "группы городов"
        constraints = (
            models.UniqueConstraint(fields=("owner", "title"), name="party_group_identity"),
        )

    def __str__(self) -> str:
        return self.title
