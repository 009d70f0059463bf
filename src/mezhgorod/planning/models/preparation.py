from django.db import models
from django.db.models import Q

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.planning.models.event import Event
from mezhgorod.planning.rules.preparation import InvitationState, InvitedMode, ProgrammeKind
from mezhgorod.registry.models import Organization, PersonalLink


class Invitation(models.Model):
    """Whom an event invites, and the answer: takes part (how many, who, how) or does not.

    A member is a `party`; a guest without a record is only a `name`. Names of participants are
    personal data: shown to those who prepare the event, never to the public.
    """

    event = models.ForeignKey(
        Event, verbose_name="мероприятие", on_delete=models.CASCADE, related_name="invitations"
    )
    owner = models.ForeignKey(
        Organization,
        verbose_name="кто приглашает",
        on_delete=models.CASCADE,
        related_name="invitations_sent",
    )
    party = models.ForeignKey(
        Organization,
        verbose_name="кого",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
    )
    name = models.CharField("кого, как в письме", max_length=300)
    email = models.EmailField("адрес для письма", blank=True)
    is_guest = models.BooleanField("гость", default=False)
    state = models.CharField(
        "ответ", max_length=10, choices=InvitationState.choices, default=InvitationState.LISTED
    )
    mode = models.CharField("как участвует", max_length=10, choices=InvitedMode.choices, blank=True)
    head_count = models.PositiveIntegerField("сколько человек", null=True, blank=True)
    names_text = models.TextField("кто приедет", blank=True)
    comment = models.TextField("пожелание или причина", blank=True)
    link = models.ForeignKey(
        PersonalLink,
        verbose_name="личная ссылка",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    invited_at = models.DateTimeField("приглашение послано", null=True, blank=True)
    reminded_at = models.DateTimeField("напоминание послано", null=True, blank=True)
    reminder_count = models.PositiveSmallIntegerField("сколько напоминаний", default=0)
    answered_at = models.DateTimeField("ответ получен", null=True, blank=True)

    class Meta:
        ordering = ("event", "is_guest", "name", "id")
        verbose_name = "приглашение"
        verbose_name_plural = "приглашения"
        constraints = (
            models.UniqueConstraint(
                fields=("event", "party"),
                condition=Q(party__isnull=False),
                name="invitation_identity",
            ),
            models.CheckConstraint(
                condition=Q(head_count__isnull=True) | Q(head_count__gt=0),
                name="invitation_somebody_comes",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ProgrammeEntry(models.Model):
    """One line of the programme: a talk with its speaker, an opening, a break, a visit."""

    event = models.ForeignKey(
        Event, verbose_name="мероприятие", on_delete=models.CASCADE, related_name="programme"
    )
    position = models.PositiveIntegerField("по порядку")
    kind = models.CharField(
        "что это", max_length=10, choices=ProgrammeKind.choices, default=ProgrammeKind.TALK
    )
    time_text = models.CharField("время", max_length=60, blank=True)
    title = models.TextField("тема", blank=True)
    speaker_name = models.CharField("кто выступает", max_length=200, blank=True)
    speaker_office = models.CharField("должность", max_length=300, blank=True)
    party = models.ForeignKey(
        Organization,
        verbose_name="от кого",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="programme_entries",
    )
    mode = models.CharField("как", max_length=10, choices=InvitedMode.choices, blank=True)
    file = models.ForeignKey(
        SourceDocument,
        verbose_name="материал",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    is_file_public = models.BooleanField("материал виден всем", default=False)

    class Meta:
        ordering = ("event", "position", "id")
        verbose_name = "строка программы"
        verbose_name_plural = "программы мероприятий"

    def __str__(self) -> str:
        return self.title or self.get_kind_display()
