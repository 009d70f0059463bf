from django.conf import settings
from django.db import models
from django.db.models import Q

from mezhgorod.exchanges.models import Exchange
from mezhgorod.outcomes.models import FactSource, HeldEvent
from mezhgorod.planning.models import Event, EventSeries
from mezhgorod.reporting.models.report import AnnualReport
from mezhgorod.reporting.rules import ReadingState


class ReadEvent(models.Model):
    """An event found in a narrative report: waits until a person says what it is.

    `matched_event` is the row of a plan it looks like, with a score of 100 and its reasons; a row
    of an earlier year only tells the series. `identity` is the same for the same words, by which a
    report read again keeps its decisions; `as_read` keeps the words that a person has corrected.
    """

    report = models.ForeignKey(
        AnnualReport, verbose_name="доклад", on_delete=models.CASCADE, related_name="read_events"
    )
    position = models.PositiveIntegerField("по порядку")
    identity = models.CharField("по чему узнаётся", max_length=80, default="")
    title = models.TextField("название")
    kind = models.CharField("вид", max_length=100, blank=True)
    edition = models.PositiveIntegerField("который по счёту", null=True, blank=True)
    role = models.CharField("чем названо", max_length=10)
    paragraph = models.PositiveIntegerField("первый абзац")
    state = models.CharField(
        "решение", max_length=10, choices=ReadingState.choices, default=ReadingState.WAITING
    )
    matched_event = models.ForeignKey(
        Event,
        verbose_name="похоже на строку плана",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    is_own_year = models.BooleanField("строка плана того же года", default=False)
    score = models.PositiveSmallIntegerField("сходство из 100", default=0)
    reasons = models.JSONField("признаки", default=list, blank=True)
    series = models.ForeignKey(
        EventSeries,
        verbose_name="выпуск серии",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    exchange = models.ForeignKey(
        Exchange,
        verbose_name="информационный обмен",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    is_outside_plan = models.BooleanField("вне плана", default=False)
    is_gone = models.BooleanField("нет в новом тексте", default=False)
    as_read = models.JSONField("как прочитано", null=True, blank=True)
    held_event = models.ForeignKey(
        HeldEvent,
        verbose_name="стало мероприятием",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="read_from",
    )
    has_made_held = models.BooleanField("мероприятие заведено из доклада", default=False)
    decided_at = models.DateTimeField("решено", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто решил",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("report", "position")
        verbose_name = "мероприятие доклада"
        verbose_name_plural = "мероприятия доклада"
        constraints = (
            models.UniqueConstraint(fields=("report", "position"), name="read_event_identity"),
        )

    def __str__(self) -> str:
        return self.title


class ReadFact(models.Model):
    """A fact read in a sentence of a report; `start` and `end` are offsets in its paragraph.

    A confirmed fact has a `source` in outcomes, shared only by places of one table: what hangs on
    it is what the fact became. `undo_data` is what was before in columns and editions of series.
    """

    read_event = models.ForeignKey(
        ReadEvent, verbose_name="мероприятие", on_delete=models.CASCADE, related_name="facts"
    )
    position = models.PositiveIntegerField("по порядку")
    identity = models.CharField("по чему узнаётся", max_length=80, default="")
    type = models.CharField("вид", max_length=30)
    value = models.TextField("значение", blank=True)
    values = models.JSONField("список", default=list, blank=True)
    number = models.PositiveIntegerField("число", null=True, blank=True)
    hedge = models.CharField("насколько точно", max_length=2, blank=True)
    text = models.TextField("предложение")
    paragraph = models.PositiveIntegerField("абзац")
    start = models.PositiveIntegerField("начало", default=0)
    end = models.PositiveIntegerField("конец", default=0)
    is_open = models.BooleanField("список не полон («и другие»)", default=False)
    is_gone = models.BooleanField("нет в новом тексте", default=False)
    as_read = models.JSONField("как прочитано", null=True, blank=True)
    state = models.CharField(
        "решение", max_length=10, choices=ReadingState.choices, default=ReadingState.WAITING
    )
    source = models.ForeignKey(
        FactSource,
        verbose_name="стало сведениями",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="read_facts",
    )
    undo_data = models.JSONField("что было до подтверждения", null=True, blank=True)

    class Meta:
        ordering = ("read_event", "position")
        verbose_name = "факт доклада"
        verbose_name_plural = "факты доклада"
        constraints = (
            models.UniqueConstraint(fields=("read_event", "position"), name="read_fact_identity"),
            models.CheckConstraint(
                condition=Q(start__lte=models.F("end")), name="read_fact_span_ordered"
            ),
        )

    def __str__(self) -> str:
        return f"{self.type}: {self.value}"
