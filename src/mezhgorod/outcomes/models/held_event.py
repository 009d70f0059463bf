from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.outcomes.rules import FactState, HostCounted, Outcome, SourceKind, UnionRole
from mezhgorod.planning.models import Event, EventSeries
from mezhgorod.planning.rules import AttendanceMode, EventInvolvement
from mezhgorod.registry.models import Body, Organization, Person


class HeldEvent(models.Model):
    """What became of an event, planned or not: the head of all facts about it.

    The timing keeps its official words as in plans: «в январе» is enough. `event` is the row of a
    plan; without it the event was held outside plans. `sequence` grows with every change of a fact.
    `outcome` is empty while nobody has told; `question` is what the host was asked when the facts
    were sent back.
    """

    uid = models.UUIDField("постоянный номер", unique=True, editable=False)
    owner = models.ForeignKey(
        Organization, verbose_name="чьё", on_delete=models.PROTECT, related_name="held_events"
    )
    event = models.OneToOneField(
        Event,
        verbose_name="мероприятие плана",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="held",
    )
    series = models.ForeignKey(
        EventSeries,
        verbose_name="серия",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="held_events",
    )
    edition = models.PositiveIntegerField("который по счёту", null=True, blank=True)
    title = models.TextField("название")
    kind = models.CharField("вид", max_length=100, blank=True)
    topic = models.TextField("тема", blank=True)
    body = models.ForeignKey(
        Body,
        verbose_name="секция или орган",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="held_events",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="часть другого мероприятия",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
    )
    parent_text = models.TextField("в рамках чего", blank=True)
    involvement = models.CharField(
        "чем было для владельца", max_length=12, choices=EventInvolvement.choices, blank=True
    )
    union_role = models.CharField(
        "роль владельца", max_length=12, choices=UnionRole.choices, blank=True
    )
    outcome = models.CharField(
        "что стало", max_length=12, choices=Outcome.choices, default=Outcome.HELD, blank=True
    )
    state = models.CharField(
        "сведения", max_length=12, choices=FactState.choices, default=FactState.DRAFT
    )
    attendance_mode = models.CharField(
        "формат", max_length=10, choices=AttendanceMode.choices, default=AttendanceMode.UNKNOWN
    )
    timing_text = models.TextField("когда прошло", blank=True)
    timing_edtf = models.CharField("когда прошло, EDTF", max_length=200, blank=True)
    timing_data = models.JSONField("срок целиком", null=True, blank=True)
    earliest = models.DateField("не раньше", null=True, blank=True)
    latest = models.DateField("не позже", null=True, blank=True)
    venue = models.TextField("площадка", blank=True)
    result = models.TextField("итог", blank=True)
    reason = models.TextField("почему не состоялось или прошло иначе", blank=True)
    question = models.TextField("что уточнить", blank=True)
    is_list_open = models.BooleanField("список участников не полон («и другие»)", default=False)
    host_counted = models.CharField(
        "принимающий город в списке",
        max_length=8,
        choices=HostCounted.choices,
        default=HostCounted.UNKNOWN,
    )
    members_total = models.PositiveIntegerField("членов всего", null=True, blank=True)
    members_present = models.PositiveIntegerField("членов присутствовало", null=True, blank=True)
    quorum_needed = models.PositiveIntegerField("нужно для кворума", null=True, blank=True)
    quorum_rule = models.CharField("правило кворума", max_length=300, blank=True)
    search_text = models.TextField("слова для поиска", blank=True, editable=False)
    published_at = models.DateTimeField("итоги показаны всем", null=True, blank=True)
    sequence = models.PositiveIntegerField("сколько раз менялось", default=0)
    updated_at = models.DateTimeField("обновлено")

    class Meta:
        ordering = ("earliest", "id")
        verbose_name = "прошедшее мероприятие"
        verbose_name_plural = "прошедшие мероприятия"
        indexes = (
            models.Index(fields=("owner", "earliest"), name="held_event_owner_day"),
            models.Index(fields=("series", "edition"), name="held_event_series"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(earliest__isnull=True, latest__isnull=True)
                | Q(earliest__lte=F("latest")),
                name="held_event_interval_ordered",
            ),
        )

    def __str__(self) -> str:
        return self.title


class FactSource(models.Model):
    """Where facts of an event are known from; every fact names one."""

    held_event = models.ForeignKey(
        HeldEvent, verbose_name="мероприятие", on_delete=models.CASCADE, related_name="sources"
    )
    kind = models.CharField("вид", max_length=12, choices=SourceKind.choices)
    title = models.CharField("что это", max_length=500, blank=True)
    document = models.ForeignKey(
        SourceDocument,
        verbose_name="документ",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="fact_sources",
    )
    url = models.URLField("адрес", max_length=1000, blank=True)
    paragraph = models.PositiveIntegerField("абзац", default=0)
    quote = models.TextField("дословно", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто внёс",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    told_by = models.ForeignKey(
        Person,
        verbose_name="кто сообщил",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="facts_told",
    )
    at = models.DateTimeField("когда внесено")

    class Meta:
        ordering = ("held_event", "id")
        verbose_name = "источник сведений"
        verbose_name_plural = "источники сведений"

    def __str__(self) -> str:
        return self.title or self.get_kind_display()
