from django.conf import settings
from django.db import models

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.papers.models.template import PaperTemplateVersion
from mezhgorod.papers.rules.words import BatchState, PaperKind, PaperState
from mezhgorod.planning.models import Event
from mezhgorod.registry.models import Body, Organization, Person


class PaperCounter(models.Model):
    """The last number given to a kind of paper in a year; it only grows."""

    owner = models.ForeignKey(
        Organization, verbose_name="чей", on_delete=models.CASCADE, related_name="paper_counters"
    )
    kind = models.CharField("вид бумаги", max_length=12, choices=PaperKind.choices)
    year = models.PositiveIntegerField("год")
    last = models.PositiveIntegerField("последний номер", default=0)

    class Meta:
        ordering = ("owner", "year", "kind")
        verbose_name = "счётчик бумаг"
        verbose_name_plural = "счётчики бумаг"
        constraints = (
            models.UniqueConstraint(fields=("owner", "kind", "year"), name="paper_counter_one"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}: {self.last}"


class PaperBatch(models.Model):
    """Papers made by one press: from one template, for one event, to several addressees.

    `addressees` are those that wait to be made; when all are made it is empty.
    """

    owner = models.ForeignKey(
        Organization, verbose_name="чьи", on_delete=models.CASCADE, related_name="paper_batches"
    )
    version = models.ForeignKey(
        PaperTemplateVersion,
        verbose_name="версия шаблона",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="batches",
    )
    kind = models.CharField("вид бумаги", max_length=12, choices=PaperKind.choices)
    template_name = models.CharField("по шаблону", max_length=200)
    event = models.ForeignKey(
        Event,
        verbose_name="мероприятие плана",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="paper_batches",
    )
    held_event = models.ForeignKey(
        HeldEvent,
        verbose_name="прошедшее мероприятие",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="paper_batches",
    )
    dated_on = models.DateField("дата бумаг")
    signer_name = models.CharField("кто подписывает", max_length=300, blank=True)
    signer_post = models.CharField("должность подписывающего", max_length=500, blank=True)
    words = models.TextField("слова в бумаге", blank=True)
    addressees = models.JSONField("кому ещё составить", default=list, blank=True)
    total = models.PositiveIntegerField("сколько всего")
    made = models.PositiveIntegerField("сколько составлено", default=0)
    state = models.CharField(
        "состояние", max_length=8, choices=BatchState.choices, default=BatchState.WAITING
    )
    error = models.TextField("почему остановлено", blank=True)
    started_at = models.DateTimeField("начато")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кем",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("-id",)
        verbose_name = "составление бумаг"
        verbose_name_plural = "составления бумаг"

    def __str__(self) -> str:
        return f"{self.template_name}: {self.total}"


class Paper(models.Model):
    """A paper in the journal: its number never goes to another, withdrawn ones keep theirs."""

    owner = models.ForeignKey(
        Organization, verbose_name="чья", on_delete=models.PROTECT, related_name="papers"
    )
    kind = models.CharField("вид бумаги", max_length=12, choices=PaperKind.choices)
    year = models.PositiveIntegerField("год")
    number = models.PositiveIntegerField("номер")
    dated_on = models.DateField("дата")
    title = models.CharField("о чём", max_length=500)
    batch = models.ForeignKey(
        PaperBatch,
        verbose_name="составлена вместе",
        on_delete=models.PROTECT,
        related_name="papers",
    )
    event = models.ForeignKey(
        Event,
        verbose_name="мероприятие плана",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="papers",
    )
    held_event = models.ForeignKey(
        HeldEvent,
        verbose_name="прошедшее мероприятие",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="papers",
    )
    body = models.ForeignKey(
        Body,
        verbose_name="секция",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="papers",
    )
    party = models.ForeignKey(
        Organization,
        verbose_name="кому, организация",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="papers_received",
    )
    person = models.ForeignKey(
        Person,
        verbose_name="кому, человек",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="papers",
    )
    addressee_name = models.CharField("кому, имя", max_length=300, blank=True)
    addressee_post = models.CharField("кому, должность", max_length=500, blank=True)
    addressee_organization = models.CharField("кому, откуда", max_length=300, blank=True)
    addressee_email = models.CharField("адрес для письма", max_length=254, blank=True)
    forms = models.JSONField("формы, вписанные вручную", default=dict, blank=True)
    file = models.FileField("файл", upload_to="papers/%Y", max_length=300, blank=True)
    sha256 = models.CharField("контрольная сумма файла", max_length=64, blank=True)
    text = models.TextField("слова бумаги", blank=True)
    text_sha256 = models.CharField("контрольная сумма слов", max_length=64, blank=True)
    state = models.CharField(
        "состояние", max_length=9, choices=PaperState.choices, default=PaperState.MADE
    )
    letter_written_at = models.DateTimeField("письмо подготовлено", null=True, blank=True)
    withdrawn_at = models.DateTimeField("отозвана", null=True, blank=True)
    withdrawal_reason = models.CharField("почему отозвана", max_length=500, blank=True)
    made_at = models.DateTimeField("составлена")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кем составлена",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("-year", "kind", "-number")
        verbose_name = "бумага"
        verbose_name_plural = "бумаги"
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "kind", "year", "number"), name="paper_identity"
            ),
        )
        indexes = (models.Index(fields=("owner", "-made_at"), name="paper_journal"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} № {self.number}"

    @property
    def addressee_words(self) -> str:
        """Whom the paper is for, in one line."""
        parts = (self.addressee_name, self.addressee_post, self.addressee_organization)
        return ", ".join(filter(None, parts))
