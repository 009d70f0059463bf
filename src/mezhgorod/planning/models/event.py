from django.db import models
from django.db.models import F, Q

from mezhgorod.planning.models.series import EventSeries
from mezhgorod.planning.rules import (
    AttendanceMode,
    EventAction,
    EventInvolvement,
    TimingExtent,
    TimingKind,
    TimingStatus,
    title_words,
)


class Event(models.Model):
    """What a row of a plan is about, understood; the printed words stay in `ItemCell`.

    A timing is stored as columns for queries and whole in `timing_data`; both are written by
    `planning.actions.applying.events` only.
    """

    uid = models.UUIDField("постоянный номер", unique=True, editable=False)
    title = models.TextField("название")
    kind = models.CharField("вид", max_length=100, blank=True)
    series = models.ForeignKey(
        EventSeries,
        verbose_name="серия",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
    )
    edition = models.PositiveIntegerField("который по счёту", null=True, blank=True)
    edition_text = models.CharField("номер как напечатан", max_length=60, blank=True)
    scope = models.CharField("масштаб", max_length=100, blank=True)
    own_name = models.TextField("собственное имя", blank=True)
    topic = models.TextField("тема", blank=True)
    dedication = models.TextField("посвящение", blank=True)
    body = models.CharField("секция или орган", max_length=300, blank=True)
    involvement = models.CharField(
        "участие владельца плана", max_length=12, choices=EventInvolvement.choices, blank=True
    )
    action = models.CharField(
        "что делает владелец плана", max_length=20, choices=EventAction.choices, blank=True
    )
    parent_event = models.TextField("в рамках", blank=True)
    preparation_of = models.TextField("подготовка к", blank=True)
    target_timing_data = models.JSONField("срок того, к чему подготовка", null=True, blank=True)
    occasions_data = models.JSONField("несколько сроков с местами", default=list, blank=True)
    attendance_mode = models.CharField(
        "формат",
        max_length=10,
        choices=AttendanceMode.choices,
        default=AttendanceMode.UNKNOWN,
    )
    description = models.TextField("содержание", blank=True)
    activities = models.JSONField("что запланировано внутри", default=list, blank=True)
    audience_text = models.TextField("участники", blank=True)
    age_from = models.PositiveSmallIntegerField("возраст от", null=True, blank=True)
    age_to = models.PositiveSmallIntegerField("возраст до", null=True, blank=True)
    note = models.TextField("примечание", blank=True)
    anniversary_years = models.PositiveIntegerField("исполняется лет", null=True, blank=True)
    anniversary_text = models.CharField("возраст как напечатан", max_length=60, blank=True)

    timing_text = models.TextField("срок как напечатан", blank=True)
    timing_kind = models.CharField("вид срока", max_length=12, choices=TimingKind.choices)
    timing_edtf = models.CharField("срок, EDTF", max_length=200, blank=True)
    timing_extent = models.CharField(
        "как понимать срок", max_length=10, choices=TimingExtent.choices, blank=True
    )
    timing_status = models.CharField("состояние срока", max_length=12, choices=TimingStatus.choices)
    earliest = models.DateField("не раньше", null=True, blank=True)
    latest = models.DateField("не позже", null=True, blank=True)
    is_approximate = models.BooleanField("ориентировочно", default=False)
    timing_data = models.JSONField("срок целиком")

    programme_published_at = models.DateTimeField("программа опубликована", null=True, blank=True)

    search_text = models.TextField("слова для поиска", blank=True, editable=False)
    sequence = models.PositiveIntegerField("сколько раз менялось", default=0)
    updated_at = models.DateTimeField("обновлено")

    class Meta:
        ordering = ("earliest", "id")
        verbose_name = "мероприятие"
        verbose_name_plural = "мероприятия"
        indexes = (
            models.Index(fields=("earliest", "latest"), name="event_interval"),
            models.Index(fields=("series", "edition"), name="event_series_edition"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(earliest__isnull=True, latest__isnull=True)
                | Q(earliest__lte=F("latest")),
                name="event_interval_ordered",
            ),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True)
                | Q(age_to__isnull=True)
                | Q(age_from__lte=F("age_to")),
                name="event_ages_ordered",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def full_title(self) -> str:
        """The title in one line, with what a row of a list of cities leaves unsaid."""
        return title_words(title=self.title, kind=self.kind, age=self.anniversary_years)
