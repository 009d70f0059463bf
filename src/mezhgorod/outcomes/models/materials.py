from django.conf import settings
from django.db import models

from mezhgorod.outcomes.models.held_event import HeldEvent
from mezhgorod.outcomes.rules import DoubtState, MaterialKind


class Material(models.Model):
    """A file, a link or a photo of an event; photos are stored anew, without what cameras add.

    `media_type` is told by the content of a file, never by its name.
    """

    held_event = models.ForeignKey(
        HeldEvent, verbose_name="мероприятие", on_delete=models.CASCADE, related_name="materials"
    )
    position = models.PositiveIntegerField("по порядку")
    kind = models.CharField("вид", max_length=6, choices=MaterialKind.choices)
    title = models.CharField("название", max_length=300)
    alternative = models.CharField("что изображено", max_length=500, blank=True)
    file = models.FileField("файл", upload_to="materials/%Y", max_length=300, blank=True)
    thumbnail = models.FileField(
        "уменьшенная", upload_to="materials/%Y", max_length=300, blank=True
    )
    media_type = models.CharField("тип содержания", max_length=100, blank=True)
    width = models.PositiveIntegerField("ширина, точек", null=True, blank=True)
    height = models.PositiveIntegerField("высота, точек", null=True, blank=True)
    file_name = models.CharField("имя файла", max_length=255, blank=True)
    size = models.PositiveBigIntegerField("размер, байт", default=0)
    sha256 = models.CharField("контрольная сумма SHA-256", max_length=64, blank=True)
    url = models.URLField("адрес", max_length=1000, blank=True)
    is_public = models.BooleanField("показывать всем", default=False)
    added_at = models.DateTimeField("добавлено")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кем добавлено",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("held_event", "position", "id")
        verbose_name = "материал мероприятия"
        verbose_name_plural = "материалы мероприятий"

    def __str__(self) -> str:
        return self.title


class FactDoubt(models.Model):
    """What a person decided about a doubt in the facts; doubts themselves are computed anew.

    `code` is the rule, `subject` the words that make the doubt the same one next time.
    """

    held_event = models.ForeignKey(
        HeldEvent, verbose_name="мероприятие", on_delete=models.CASCADE, related_name="doubts"
    )
    code = models.CharField("правило", max_length=60)
    subject = models.CharField("о чём", max_length=500, blank=True)
    state = models.CharField("решение", max_length=10, choices=DoubtState.choices)
    note = models.TextField("почему", blank=True)
    at = models.DateTimeField("когда решено")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кто решил",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("held_event", "code", "subject")
        verbose_name = "решение о сомнении"
        verbose_name_plural = "решения о сомнениях"
        constraints = (
            models.UniqueConstraint(
                fields=("held_event", "code", "subject"), name="fact_doubt_identity"
            ),
        )

    def __str__(self) -> str:
        return self.code
