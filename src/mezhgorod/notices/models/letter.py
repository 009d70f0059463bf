from django.conf import settings
from django.db import models

from mezhgorod.notices.models.news import RowNews
from mezhgorod.notices.rules import LetterState
from mezhgorod.registry.models import Organization


class Letter(models.Model):
    """One letter to one address in the outbox: text as it goes out, and what became of it.

    `key` is unique per intention («reminder 2 of campaign 5 to contact 8»), so nothing is written
    twice. `claim` names the process that is sending it now. A letter found in «sending» after a
    crash may have left: it becomes «uncertain» and a person decides. `is_shown_only` marks a letter
    that was shown on the page and never left, because no mail was set up.
    """

    owner = models.ForeignKey(
        Organization,
        verbose_name="от кого",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="letters",
    )
    kind = models.CharField("о чём", max_length=40)
    key = models.CharField("ключ", max_length=200, unique=True)
    to_address = models.CharField("кому, адрес", max_length=254)
    to_name = models.CharField("кому", max_length=300, blank=True)
    subject = models.CharField("тема", max_length=300)
    body = models.TextField("текст")
    stop_token = models.CharField("ключ отказа", max_length=60, blank=True, db_index=True)
    message_id = models.CharField("Message-ID", max_length=200, blank=True)
    state = models.CharField(
        "состояние", max_length=10, choices=LetterState.choices, default=LetterState.QUEUED
    )
    claim = models.CharField("кто отправляет", max_length=40, blank=True)
    claimed_at = models.DateTimeField("начато", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("сколько раз пробовали", default=0)
    error = models.TextField("почему не отправлено", blank=True)
    is_shown_only = models.BooleanField("только показано", default=False)
    send_after = models.DateTimeField("не раньше", null=True, blank=True)
    news = models.ForeignKey(
        RowNews,
        verbose_name="новость, за которой следят",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="letters",
    )
    created_at = models.DateTimeField("написано")
    sent_at = models.DateTimeField("отправлено", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кем",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("-id",)
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        indexes = (
            models.Index(fields=("state", "send_after"), name="letter_queue"),
            models.Index(fields=("owner", "state"), name="letter_outbox"),
        )

    def __str__(self) -> str:
        return self.subject
